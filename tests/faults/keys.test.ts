import { keyOperations } from './operations/keys.ts';
import { testTable } from './table-tests.ts';

testTable(keyOperations);
