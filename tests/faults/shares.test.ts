import { shareOperations } from './operations/shares.ts';
import { testTable } from './table-tests.ts';

testTable(shareOperations);
