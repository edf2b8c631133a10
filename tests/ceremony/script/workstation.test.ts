import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Script } from '../../../electron/ceremony/script/script.ts';
import { watchedRoom } from '../../../electron/ceremony/script/watched-room.ts';
import { changesBetween } from '../../../electron/ceremony/script/workstation-changes.ts';
import { Recorder } from '../../../electron/ceremony/transcript/recorder.ts';
import type { Step } from '../../../shared/models/plan.ts';
import type { PreflightFinding, ScriptSnapshot } from '../../../shared/models/script.ts';
import { ScriptedDesk } from '../scripted-desk.ts';
import { ScriptedPerson } from '../scripted-person.ts';
import { refusal } from '../steps.ts';
import { everyoneComes, plan, play, steps } from './played-script.ts';

const fit: readonly PreflightFinding[] = [
  { check: 'Network interfaces', result: 'ok', detail: 'None is up but the loopback.' },
  { check: 'Remote access', result: 'ok', detail: 'No known program for it is running.' },
];
const cablePlugged: PreflightFinding = { check: 'Network interfaces', result: 'failed', detail: 'enp0s31f6 is up.' };
const vncStarted: PreflightFinding = { check: 'Remote access', result: 'warning', detail: 'Running: x11vnc.' };
const exception = { expected: 'as before', happened: 'a cable was plugged', done: 'it was pulled', approvedBy: 'witness' } as const;

/** A ceremony under way, for production or practice, on a workstation that the test changes. */
class Ceremony {
  findings: PreflightFinding[] = [...fit];
  looks = 0;
  readonly script: Script;
  readonly recorder: Recorder;
  readonly person = new ScriptedPerson();
  shown: ScriptSnapshot | undefined;

  readonly folder: string;
  readonly practice: boolean;

  constructor(folder: string, practice: boolean) {
    this.folder = folder;
    this.practice = practice;
    const isPractice = () => practice;
    this.script = new Script({
      recorder: { record: (kind, facts) => this.recorder.record(kind, facts) },
      practice: isPractice,
      look: async () => {
        this.looks++;
        return this.findings;
      },
      show: (snapshot) => {
        this.shown = snapshot;
      },
    });
    const show = () => undefined;
    this.recorder = new Recorder({ workstationFolder: () => folder, practice: isPractice, opening: {}, show, follower: this.script });
  }

  /** Up to the first step after the preflight, with everybody in the room. */
  async begun(): Promise<Step> {
    await this.recorder.openFor(this.folder, {});
    await this.script.adopt({ ...plan, practice: this.practice });
    await everyoneComes(this);
    const preflight = steps.findIndex(({ action }) => action.do === 'preflight');
    for (const step of steps.slice(0, preflight + 1)) await play(this, step);
    return steps[preflight + 1] as Step;
  }

  /** Asks for a PIN as any operation would. */
  async enterPin(): Promise<string> {
    const { person, script } = this;
    const asked: string[] = [];
    const secrets: ScriptedPerson['secrets'] = (form, use) => {
      asked.push(form.title);
      return person.types({ pin: '648219' }).secrets(form, use);
    };
    const watched = watchedRoom({ person: { ...person, secrets } as ScriptedPerson, paper: new ScriptedDesk() }, script);
    const fields = [{ name: 'pin', label: 'User PIN', kind: 'user-pin', hint: '', minimum: 6, maximum: 15 } as const];
    await watched.person.secrets({ title: 'Login with User PIN', purpose: '', fields }, async () => undefined);
    return asked.join();
  }
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conclave-workstation-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a cable that is plugged in after the preflight stops the next step and every secret, until it is pulled and explained', async () => {
  const ceremony = new Ceremony(folder, false);
  const step = await ceremony.begun();
  expect(await ceremony.enterPin()).toBe('Login with User PIN');

  ceremony.findings = [cablePlugged, ...fit.slice(1)];
  await expect(ceremony.enterPin()).rejects.toEqual(refusal('workstation-not-fit'));
  expect(ceremony.shown?.unexplained).toMatchObject([
    { words: 'The workstation is not as it was', deviations: [expect.stringContaining('enp0s31f6')] },
  ]);
  await expect(ceremony.script.begin(step.id)).rejects.toEqual(refusal('script-step-hindered'));
  // An exception explains it and does not make it right.
  await ceremony.script.exception({ kind: 'deviation', ...exception });
  await expect(ceremony.script.begin(step.id)).rejects.toEqual(refusal('script-step-hindered'));
  await expect(ceremony.enterPin()).rejects.toEqual(refusal('workstation-not-fit'));

  ceremony.findings = [...fit];
  await ceremony.script.begin(step.id);
  expect(ceremony.shown).toMatchObject({ unexplained: [], preflight: { findings: fit } });
  expect(await ceremony.enterPin()).toBe('Login with User PIN');
  await ceremony.recorder.close();
});

test('a change between the beginning and the end of a step needs an exception before the step is confirmed', async () => {
  const ceremony = new Ceremony(folder, false);
  const step = await ceremony.begun();
  await ceremony.script.begin(step.id);
  ceremony.findings = [fit[0] as PreflightFinding, vncStarted];
  const confirm = () => ceremony.script.confirm(step.id, step.checks, 'witness');
  await expect(confirm()).rejects.toEqual(refusal('script-step-hindered'));
  expect(ceremony.shown?.unexplained).toHaveLength(1);
  // Looked at again and found the same: nothing new to explain.
  await expect(confirm()).rejects.toEqual(refusal('script-step-hindered'));
  expect(ceremony.shown?.unexplained).toHaveLength(1);
  await ceremony.recorder.close();
});

test('the same after a restart: what had changed still waits for its exception', async () => {
  const ceremony = new Ceremony(folder, false);
  await ceremony.begun();
  ceremony.findings = [fit[0] as PreflightFinding, vncStarted];
  await ceremony.enterPin();
  await ceremony.recorder.close();
  const again = new Ceremony(folder, false);
  await again.recorder.openFor(folder, {});
  expect(again.shown?.unexplained).toHaveLength(1);
  await again.recorder.close();
});

test('two looks at the same time record a change once', async () => {
  const ceremony = new Ceremony(folder, false);
  await ceremony.begun();
  ceremony.findings = [fit[0] as PreflightFinding, vncStarted];
  await Promise.all([ceremony.script.beforeSecret(), ceremony.script.beforeSecret()]);
  expect(ceremony.shown?.unexplained).toHaveLength(1);
  await ceremony.recorder.close();
});

test('what is mended in the step that is about it needs no exception; a rehearsal records changes and goes on', async () => {
  const ceremony = new Ceremony(folder, true);
  const step = await ceremony.begun();
  ceremony.findings = [cablePlugged, vncStarted];
  await ceremony.script.begin(step.id);
  expect(await ceremony.enterPin()).toBe('Login with User PIN');
  expect(ceremony.shown).toMatchObject({ unexplained: [], preflight: { findings: [cablePlugged, vncStarted] } });
  expect(ceremony.shown?.preflight?.changes).toHaveLength(2);
  await ceremony.recorder.close();
});

test('in production, an unfit workstation keeps even the first secret out, whether or not anybody checked', async () => {
  const ceremony = new Ceremony(folder, false);
  ceremony.findings = [cablePlugged];
  await ceremony.recorder.openFor(folder, {});
  await ceremony.script.adopt({ ...plan, practice: false });
  await expect(ceremony.enterPin()).rejects.toEqual(refusal('workstation-not-fit'));
  expect(ceremony.looks).toBe(1);
  await ceremony.recorder.close();
});

test('without a ceremony under way nothing is looked at', async () => {
  const ceremony = new Ceremony(folder, false);
  ceremony.findings = [cablePlugged];
  expect(await ceremony.enterPin()).toBe('Login with User PIN');
  expect(ceremony.looks).toBe(0);
});

test('better is told, worse must be explained, the same is silence', () => {
  expect(changesBetween(fit, fit)).toEqual({ changes: [], worse: [] });
  expect(changesBetween([cablePlugged], fit.slice(0, 1))).toMatchObject({
    changes: [expect.stringContaining('Before: enp0s31f6 is up.')],
    worse: [],
  });
  const otherPrinter = [
    [{ check: 'Printers', result: 'ok', detail: 'Office, by USB.' }],
    [{ check: 'Printers', result: 'ok', detail: 'Hall, by USB.' }],
  ] as const;
  expect(changesBetween(...otherPrinter).worse).toHaveLength(1);
  expect(changesBetween(fit, fit.slice(1)).worse).toHaveLength(1);
});

test('two looks that were recorded in two languages are compared by their codes', () => {
  const english = [{ id: 'swap', state: 'none', check: 'Swap', result: 'ok', detail: 'There is none.' }] as const;
  const german = [{ ...english[0], check: 'Auslagerung (Swap)', detail: 'Nicht vorhanden.' }] as const;
  expect(changesBetween(english, german)).toEqual({ changes: [], worse: [] });
  expect(changesBetween(english, [{ ...german[0], state: 'used /dev/sda2', result: 'failed' }]).worse).toHaveLength(1);
});
