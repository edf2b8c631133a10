import type { Target } from '../target.ts';
import { cardTargets } from './card.ts';
import { ceremonyTargets } from './ceremony.ts';
import { codecTargets } from './codecs.ts';
import { fileTargets } from './files.ts';
import { paperTargets } from './paper.ts';
import { windowTargets } from './window.ts';

/** Every parser of what a card, a file, a sheet of paper or a window says. */
export const targets: readonly Target[] = [
  ...cardTargets,
  ...codecTargets,
  ...fileTargets,
  ...paperTargets,
  ...ceremonyTargets,
  ...windowTargets,
];
