import { objectOperations } from './operations/objects.ts';
import { testTable } from './table-tests.ts';

testTable(objectOperations);
