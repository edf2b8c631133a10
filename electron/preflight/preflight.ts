import type { PreflightFinding } from '../../shared/models/script.ts';
import { type Check, finding } from './check.ts';
import { type ClockFacts, clockChecks } from './clock.ts';
import type { Machine } from './machine.ts';
import { memoryChecks } from './memory.ts';
import { networkChecks } from './network.ts';
import { macChecks, windowsChecks } from './other-systems.ts';
import { printingChecks } from './printing.ts';
import { programChecks } from './programs.ts';
import { appChecks, type RunningApp, systemChecks } from './system.ts';

const linuxChecks: readonly Check[] = [...networkChecks, ...memoryChecks, ...printingChecks, ...programChecks, ...systemChecks];

function checksOf(platform: NodeJS.Platform): readonly Check[] {
  if (platform === 'darwin') return macChecks;
  return platform === 'win32' ? windowsChecks : linuxChecks;
}

/** Looks whether this machine is fit for a ceremony: all checks at once, always in the same order. Changes nothing. */
export function preflight(machine: Machine, clock: ClockFacts, app: RunningApp): Promise<PreflightFinding[]> {
  const checks = [...checksOf(machine.platform), ...clockChecks(clock), ...appChecks(app)];
  return Promise.all(checks.map((check) => finding(check, machine)));
}
