import type { Operation } from '../operation.ts';
import { keyOperations } from './keys.ts';
import { objectOperations } from './objects.ts';
import { pinOperations } from './pins.ts';
import { recordOperations } from './records.ts';
import { settingOperations } from './settings.ts';
import { severalOperations } from './several.ts';
import { shareOperations } from './shares.ts';

/** Rows of the table. */
export const operations: readonly Operation[] = [
  ...settingOperations,
  ...pinOperations,
  ...shareOperations,
  ...keyOperations,
  ...objectOperations,
  ...severalOperations,
  ...recordOperations,
];
