import type { Naming } from './naming.mjs';

export function makeDeb(job: {
  readonly unpacked: string;
  readonly outFile: string;
  readonly naming: Naming;
  readonly seconds: number;
  readonly pictures: string;
}): Promise<void>;
