import { settingOperations } from './operations/settings.ts';
import { testTable } from './table-tests.ts';

testTable(settingOperations);
