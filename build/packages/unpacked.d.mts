import type { Configuration } from 'electron-builder';
import type { Naming } from './naming.mjs';

export interface PackageJob {
  readonly root: string;
  readonly naming: Naming;
  readonly outFolder: string;
  readonly electronDist: string;
  readonly electron: string;
  readonly bundled: readonly { readonly name: string; readonly files: readonly string[] }[];
  readonly finish: Configuration['afterPack'];
}
export function builderConfig(job: PackageJob): Configuration;
