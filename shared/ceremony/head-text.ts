import type { Head } from '../models/transcript.ts';

/** What the code of a transcript's head holds, for the witness's camera: `CONCLAVE HEAD 57 9f86…`. */
export const headText = ({ entries, sha256 }: Head): string => `CONCLAVE HEAD ${entries} ${sha256}`;
