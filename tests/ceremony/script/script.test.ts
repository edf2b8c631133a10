import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addCustodian } from '../../../electron/ceremony/custody/custody-people.ts';
import { adoptedPath } from '../../../electron/ceremony/script/plan-file.ts';
import { startCeremony } from '../../../electron/ceremony/script/start-ceremony.ts';
import { verifyTranscript } from '../../../electron/ceremony/transcript/transcript.ts';
import { failure } from '../../../shared/failure.ts';
import type { Step } from '../../../shared/models/plan.ts';
import type { Facts } from '../../../shared/models/transcript.ts';
import { failed, ok } from '../../../shared/result.ts';
import { RehearsalRoom } from '../rehearsal-room.ts';
import { refusal } from '../steps.ts';
import { adopted, devicesComeIn, everyoneComes, happens, operationOf, plan, play, recorded, shown, steps } from './played-script.ts';

let room: RehearsalRoom;
beforeEach(async () => {
  room = await RehearsalRoom.withDevices(2);
});
afterEach(() => room.close());

const stepWith = (name: Step['action']['do']): Step => steps.find(({ action }) => action.do === name) as Step;
const exception = { expected: 'as planned', happened: 'something else', done: 'looked into it', approvedBy: 'witness' } as const;

/** Plays all steps before the first of this kind. */
async function upTo(name: Step['action']['do']): Promise<Step> {
  const target = stepWith(name);
  for (const step of steps.slice(0, steps.indexOf(target))) await play(room, step);
  return target;
}

test('the whole of a new fleet, with a pause, a restart in the middle, an exception, and a transcript that verifies', async () => {
  await adopted(room);
  const half = Math.floor(steps.length / 2);
  for (const step of steps.slice(0, half)) await play(room, step);
  await room.script.pause('lunch');
  await expect(room.script.begin((steps[half] as Step).id)).rejects.toEqual(refusal('script-step-hindered'));
  const before = shown(room);
  await room.custody.close();
  expect(room.fleet.snapshot.script).toBeUndefined();

  await room.custody.open(room.path('ceremony'));
  expect({ ...shown(room), begunAt: '' }).toEqual({ ...before, begunAt: '' });
  await room.script.goOn();
  const [next, ...rest] = steps.slice(half) as [Step, ...Step[]];
  await room.script.exception({ kind: 'skip', step: next.id, ...exception });
  for (const step of rest) await play(room, step);
  await room.script.finish();

  const { steps: done, exceptions, finishedAt, current } = shown(room);
  expect(done.filter(({ status }) => status === 'done')).toHaveLength(steps.length - 1);
  expect(done.find(({ id }) => id === next.id)?.status).toBe('skipped');
  expect(exceptions).toEqual([expect.objectContaining({ kind: 'skip', step: next.id, approvedBy: 'witness' })]);
  expect([finishedAt !== undefined, current]).toEqual([true, undefined]);
  for (const { id, status, witness, evidence } of done) {
    const planned = steps.find((step) => step.id === id) as Step;
    if (status === 'done' && planned.witnessed) expect([id, witness]).toEqual([id, 'witness']);
    if (status === 'done' && planned.action.do === 'import-share') expect(evidence[0]?.facts).toContain('KCV of the DKEK F9C3647BEDBF0D80');
  }
  await expect(room.script.begin('1.1')).rejects.toEqual(refusal('script-finished'));
  expect(await verifyTranscript(join(room.path('ceremony'), 'transcript.jsonl'))).toMatchObject({ whole: true });
});

describe('a step', () => {
  beforeEach(() => adopted(room));

  test('comes in its order, is begun before it is confirmed, and only with every check ticked, by a witness who is here', async () => {
    const first = steps[0] as Step;
    const second = steps[1] as Step;
    await expect(room.script.begin(second.id)).rejects.toEqual(refusal('script-not-this-step'));
    await expect(room.script.confirm(first.id, first.checks, 'witness')).rejects.toEqual(refusal('script-step-hindered'));
    await room.script.begin(first.id);
    await expect(room.script.confirm(first.id, first.checks, 'witness')).rejects.toMatchObject({
      failure: { what: expect.stringContaining('not here') },
    });
    await everyoneComes(room);
    await expect(room.script.confirm(first.id, first.checks.slice(1), 'witness')).rejects.toEqual(refusal('script-checks-open'));
    await expect(room.script.confirm(first.id, first.checks, 'custodian-1')).rejects.toEqual(refusal('script-not-a-witness'));
    await expect(room.script.confirm(first.id, first.checks, undefined)).rejects.toEqual(refusal('script-unknown-person'));
    await room.script.person('witness', false);
    await expect(room.script.confirm(first.id, first.checks, 'witness')).rejects.toEqual(refusal('script-step-hindered'));
    await room.script.person('witness', true, 'known by sight');
    await room.script.confirm(first.id, first.checks, 'witness');
    expect(shown(room).steps[0]).toMatchObject({ status: 'done', operator: 'operator', witness: 'witness' });
  });

  test('cannot be confirmed before the app has seen its operation, on the right device', async () => {
    const step = await upTo('initialize');
    await room.script.begin(step.id);
    await expect(room.script.confirm(step.id, step.checks, 'witness')).rejects.toMatchObject({
      failure: { what: expect.stringContaining('not seen') },
    });
    await happens(room, step, { request: { serial: 'UTOTHER0001' } });
    expect(shown(room).unexplained).toMatchObject([{ deviations: ['no step asked for it'] }]);
    await room.script.exception({ kind: 'deviation', step: step.id, ...exception });
    await happens(room, step);
    await room.script.confirm(step.id, step.checks, 'witness');
    expect(shown(room).steps.find(({ id }) => id === step.id)?.evidence).toHaveLength(1);
  });

  test('that was done otherwise than planned needs an exception, and says what differs', async () => {
    const step = await upTo('generate');
    await room.script.begin(step.id);
    await happens(room, step, { request: { size: 128 } });
    expect(shown(room).unexplained[0]?.deviations).toEqual(['size: planned 256, was 128']);
    await happens(room, step, { request: { capabilities: [0x10, 0x11] } });
    expect(shown(room).unexplained[1]?.deviations).toEqual([
      'capabilities: planned CBC_ENC (10), CBC_DEC (11), WRAP (92), was CBC_ENC (10), CBC_DEC (11)',
    ]);
    await expect(room.script.confirm(step.id, step.checks, 'witness')).rejects.toEqual(refusal('script-step-hindered'));
    await room.script.exception({ kind: 'deviation', step: step.id, ...exception });
    await room.script.confirm(step.id, step.checks, 'witness');
    await expect(room.script.exception({ kind: 'repeat', step: '9.9', ...exception })).rejects.toEqual(refusal('script-not-this-step'));
    await room.script.exception({ kind: 'repeat', step: step.id, ...exception });
    expect(shown(room).current).toBe(step.id);
    expect(shown(room).hindrances).toEqual(['The app has not seen it happen yet.']);
    await room.script.pause('somebody is at the door');
    await happens(room, step);
    expect(shown(room).unexplained[0]?.deviations).toEqual(['no step asked for it']);
    await room.script.exception({ kind: 'other', ...exception });
    await room.script.goOn();
    await happens(room, step);
    await room.script.confirm(step.id, step.checks, 'witness');
  });

  test('of a clone is done when its run is finished and every device is a complete copy', async () => {
    const step = await upTo('clone');
    await room.script.begin(step.id);
    const start = { operation: 'clone.start', changesCard: true, request: { targets: [{ serial: 'UTTEST00002', label: 'HSM B' }] } };
    await recorded(room, start, ok({}));
    expect([shown(room).unexplained, shown(room).hindrances]).toEqual([[], ['The app has not seen it happen yet.']]);
    await happens(room, step, { answer: { devices: [{ serial: 'UTTEST00002', label: 'HSM B', state: 'failed' }] } });
    expect(shown(room).unexplained[0]?.deviations).toEqual(['device B is not a complete clone']);
    await room.script.exception({ kind: 'deviation', step: step.id, ...exception });
    await recorded(room, { ...start, request: { targets: [{ serial: 'UTOTHER0001', label: 'Stranger' }] } }, ok({}));
    expect(shown(room).unexplained[0]?.deviations).toEqual(['no step asked for it']);
  });

  test('shows a try that failed; a failed change that no step asked for needs an exception, a cancelled one does not', async () => {
    const step = await upTo('initialize');
    const wrongPin = failed(failure('pin-blocked'));
    const initialize = { operation: 'device.initialize', changesCard: true, request: { serial: 'UTTEST00001' } };
    await recorded(room, initialize, failed(failure('cancelled')));
    expect(shown(room).unexplained).toEqual([]);
    await recorded(room, initialize, wrongPin);
    expect(shown(room).unexplained[0]?.deviations[0]).toMatch(/did not come to its end: .*blocked/);
    await room.script.exception({ kind: 'deviation', ...exception });
    await room.script.begin(step.id);
    await recorded(room, initialize, wrongPin);
    expect(shown(room).steps.find(({ id }) => id === step.id)?.evidence).toMatchObject([{ isPart: true, deviations: [] }]);
    expect(shown(room).hindrances).toEqual(['The app has not seen it happen yet.']);
  });

  test('that was under way when the app ended, with a card being changed, is not simply gone on with', async () => {
    const step = await upTo('initialize');
    await room.script.begin(step.id);
    const { request } = operationOf(step) as { request: Facts };
    await room.recorder.record('operation', { operation: 'device.initialize', words: 'Initialize Device', changesCard: true, request });
    await room.custody.close();
    await room.custody.open(room.path('ceremony'));
    expect(shown(room).unexplained).toMatchObject([
      { words: 'Initialize Device', facts: ['Device UTTEST00001', 'Label HSM A'], deviations: [expect.stringContaining('app ended')] },
    ]);
    await room.script.exception({ kind: 'interruption', step: step.id, ...exception });
    expect(shown(room).unexplained).toEqual([]);
  });

  test('needs its people: a custodian who leaves stops what needs the quorum, and an exception is approved by somebody who is here', async () => {
    const step = await upTo('import-share');
    await room.script.person('custodian-1', false);
    await room.script.person('custodian-2', false);
    await expect(room.script.begin(step.id)).rejects.toMatchObject({
      failure: { what: expect.stringContaining('2 custodians are needed') },
    });
    await expect(room.script.exception({ kind: 'skip', step: step.id, ...exception, approvedBy: 'custodian-1' })).rejects.toEqual(
      refusal('script-not-present'),
    );
    await room.script.person('custodian-1', true, 'identity card');
    await room.script.begin(step.id);
  });

  test('of a device needs to know which it is; a serial stands for one device only', async () => {
    await everyoneComes(room);
    await devicesComeIn(room);
    await devicesComeIn(room);
    await expect(room.script.device('A', 'UTTEST00002', '')).rejects.toEqual(refusal('script-device-bound'));
    await expect(room.script.device('A', 'UTOTHER0001', '')).rejects.toEqual(refusal('script-device-bound'));
  });
});

test('a plan for production with an unfit workstation stops; the practice one goes on', async () => {
  await adopted(room);
  room.findings = [{ check: 'No swap', result: 'failed', detail: '/dev/sda2' }];
  const step = await upTo('initialize');
  await room.script.begin(step.id);
  expect(shown(room).preflight?.findings).toEqual(room.findings);
});

test('a plan is adopted once, sound, of the right kind, in an open folder; its file is kept by its hash', async () => {
  await expect(room.script.adopt(plan)).rejects.toEqual(refusal('no-ceremony-folder'));
  await adopted(room);
  await expect(room.script.adopt(plan)).rejects.toEqual(refusal('script-running'));
  const { planSha256, planWords } = shown(room);
  expect(planWords).toHaveLength(32);
  expect(JSON.parse(await readFile(adoptedPath(room.path('ceremony'), planSha256), 'utf8'))).toEqual(plan);
});

test('custodians of the plan are in the register from the beginning, each once', async () => {
  const { mkdir } = await import('node:fs/promises');
  await mkdir(room.path('ceremony'));
  await room.custody.open(room.path('ceremony'));
  await addCustodian(room.workstation, { name: 'custodian 2', organisation: 'here before' });
  await startCeremony(room.workstation, plan);
  expect(room.custody.register.custodians.map(({ name }) => name)).toEqual(['custodian 2', 'Custodian 1', 'Custodian 3']);
});

test('a plan for production, or one that breaks its rules, is not adopted', async () => {
  await adopted(room);
  await room.custody.close();
  const { mkdir } = await import('node:fs/promises');
  await mkdir(room.path('other'));
  await room.custody.open(room.path('other'));
  await expect(room.script.adopt({ ...plan, practice: false })).rejects.toEqual(refusal('plan-of-other-mode'));
  await expect(room.script.adopt({ ...plan, people: [] })).rejects.toEqual(refusal('plan-breaks-rules'));
  expect(room.fleet.snapshot.script).toBeUndefined();
});

test('a plan that was changed after it was adopted stops everything until the folder is closed', async () => {
  await adopted(room);
  const path = adoptedPath(room.path('ceremony'), shown(room).planSha256);
  await room.custody.close();
  await writeFile(path, (await readFile(path, 'utf8')).replace('HSM A', 'HSM Z'));
  await room.custody.open(room.path('ceremony'));
  expect(room.fleet.snapshot.transcript).toMatchObject({ broken: { code: 'plan-changed' } });
  expect(room.fleet.snapshot.script).toBeUndefined();
});
