import { pinOperations } from './operations/pins.ts';
import { testTable } from './table-tests.ts';

testTable(pinOperations);
