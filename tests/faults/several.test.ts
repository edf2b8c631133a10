import { severalOperations } from './operations/several.ts';
import { testTable } from './table-tests.ts';

testTable(severalOperations);
