import { app } from 'electron';
import type { PreflightFinding } from '../shared/models/script.ts';
import type { OwnPackage } from './own-package.ts';
import { thisMachine } from './preflight/machine.ts';
import { preflight } from './preflight/preflight.ts';

declare const __BUILT_AT__: string;

/** Looks at the machine this app runs on. `lastEntryAt`: of the open transcript. A package's files are read at the first look only. */
export function workstationCheck(installed: OwnPackage | undefined, developmentOnly: boolean) {
  const machine = thisMachine();
  return (lastEntryAt: Date | undefined): Promise<PreflightFinding[]> =>
    preflight(
      machine,
      { builtAt: new Date(__BUILT_AT__), lastEntryAt },
      {
        developmentOnly,
        packaged: installed !== undefined,
        withoutSandbox: app.commandLine.hasSwitch('no-sandbox'),
        changedFiles: async () => installed?.changedFiles(),
      },
    );
}
