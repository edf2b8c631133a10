import { recordOperations } from './operations/records.ts';
import { testTable } from './table-tests.ts';

testTable(recordOperations);
