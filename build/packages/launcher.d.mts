import type { Naming } from './naming.mjs';

export function launcherText(naming: Naming): string;
