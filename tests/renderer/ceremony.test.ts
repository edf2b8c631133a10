// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import type { Snapshot } from '../../shared/models/snapshot.ts';
import { ok } from '../../shared/result.ts';
import { ceremonyScenes, checkedPlan, plan } from './ceremony-scenes.ts';
import { MountedRoom } from './mounted-room.tsx';

let mounted: MountedRoom;
afterEach(() => mounted.close());

async function open(scene: keyof typeof ceremonyScenes): Promise<void> {
  mounted = await MountedRoom.open(ceremonyScenes[scene]);
  mounted.bridge.answer('plan.draft', () => ok(plan));
  mounted.bridge.answer('plan.check', () => ok(checkedPlan));
  await mounted.doing(() => mounted.room.show('Ceremony'));
}
const calls = (name: Parameters<MountedRoom['bridge']['callsOf']>[0]) => mounted.bridge.callsOf(name);
const isDisabled = (name: string) => mounted.find('button', name).getAttribute('aria-disabled') === 'true';

describe('a plan', () => {
  const planIt = async () => {
    await open('ceremony, folder');
    const [first] = mounted.all('button').filter((button) => button.textContent === 'Plan this');
    await mounted.doing(() => (first as HTMLElement).click());
  };

  test('shows each fault at its place, and cannot be started with one', async () => {
    await planIt();
    expect(isDisabled('Start Ceremony…')).toBe(false);
    await mounted.type('spinbutton', 'Parts in total', '4');
    const parameters = document.querySelector('[aria-labelledby="plan-parameters"]');
    expect(parameters?.textContent).toContain('4 parts need as many custodians; the plan names 3.');
    expect(mounted.names('button')).not.toContain('Start Ceremony…');
    await mounted.type('spinbutton', 'Parts in total', '3');
    await mounted.type('textbox', 'Name of person 1', '');
    expect(isDisabled('Save plan…')).toBe(true);
  });

  test('a number that is none keeps it from being used, and the plan keeps the last one', async () => {
    await planIt();
    await mounted.type('spinbutton', 'Paper copies', '12');
    expect(mounted.text).toContain('Enter a whole number from 0 to 9.');
    expect([isDisabled('Start Ceremony…'), isDisabled('Save plan…')]).toEqual([true, true]);
    expect(mounted.room.desk.state.draft?.plan.parameters.copies).toBe(1);
  });

  test('starts only when the words of its hash were compared; what is started is what was compared', async () => {
    await planIt();
    await mounted.click('button', 'Start Ceremony…');
    expect(mounted.text).toContain(checkedPlan.words.join(' '));
    expect(isDisabled('Start Ceremony')).toBe(true);
    await mounted.click('checkbox', 'The words are those of the printed plan, or there is no print: this is practice');
    await mounted.click('button', 'Start Ceremony');
    expect(calls('plan.adopt')).toEqual([{ plan: (calls('plan.check').at(-1) as { plan: unknown }).plan }]);
    expect(mounted.room.desk.state.draft).toBeUndefined();
  });
});

describe('a step', () => {
  test('opens the same dialog as the Key Manager, filled in from the plan, on the device that people identified', async () => {
    await open('ceremony, initialize');
    await mounted.click('button', 'Initialize Device…');
    expect(mounted.text).toContain('Filled in from the plan, step 2.1.');
    expect((mounted.find('textbox', 'Label') as HTMLInputElement).value).toBe('HSM A');
    expect((mounted.find('spinbutton', 'Number of DKEK shares') as HTMLInputElement).value).toBe('1');
    expect(mounted.text).toContain('DENK0100001');
  });

  test('is confirmed only with every check ticked and the witness chosen, and tells both', async () => {
    await open('ceremony, key made');
    expect(isDisabled('Confirm step')).toBe(true);
    await mounted.click('checkbox', 'Type, size and capabilities on the screen are those of the plan.');
    expect(isDisabled('Confirm step')).toBe(false);
    await mounted.click('button', 'Confirm step');
    expect(calls('script.confirm')).toEqual([
      { step: '4.1', checks: ['Type, size and capabilities on the screen are those of the plan.'], witness: 'witness' },
    ]);
  });

  test('says why it cannot go on', async () => {
    await open('ceremony, quorum missing');
    expect(isDisabled('Begin step')).toBe(true);
    expect(mounted.text).toContain('2 custodians are needed to open a share; 1 is here.');
  });

  test('another one can be looked at, and neither begun nor ticked', async () => {
    await open('ceremony, key made');
    const [later] = mounted.all('button').filter((button) => button.textContent?.includes('Restore drill'));
    await mounted.doing(() => (later as HTMLElement).click());
    expect(mounted.text).toContain('This step comes later.');
    expect(mounted.names('button')).not.toContain('Begin step');
    expect(mounted.all('checkbox').every((box) => (box as HTMLInputElement).disabled)).toBe(true);
    await mounted.click('button', 'Back to step 4.1');
    expect(mounted.names('button')).toContain('Confirm step');
  });
});

test('what was not planned stands above everything, and its exception is begun with what happened', async () => {
  await open('ceremony, not planned');
  expect(mounted.text).toContain('This was not planned');
  await mounted.doing(() => (document.querySelector('.unexplained button') as HTMLElement).click());
  const happened = mounted.reachable.querySelectorAll('textarea')[1] as HTMLTextAreaElement;
  expect(happened.value).toBe('Generate AES Key: size: planned 256, was 128');
  expect(isDisabled('Record exception')).toBe(true);
});

test('a custodian who guards a share is found in the register by name when a share is split', async () => {
  const scene: Snapshot = ceremonyScenes['ceremony, create share'];
  await open('ceremony, create share');
  await mounted.click('button', 'Create DKEK Share…');
  expect((mounted.find('radio', 'Split among custodians (n of m)') as HTMLInputElement).checked).toBe(true);
  const names = scene.custody?.register.custodians.map(({ name }) => name) ?? [];
  const chosen = names.filter((name) => (mounted.find('checkbox', name) as HTMLInputElement).checked);
  expect(chosen).toEqual(['Blaise Pascal', 'Grace Hopper']);
});

test('the status bar tells that the transcript is written, and when it is not whole', async () => {
  await open('ceremony, folder');
  expect(mounted.text).toContain('Transcript: 57 written');
  await mounted.push(ceremonyScenes['ceremony, transcript broken']);
  expect(mounted.text).toContain('Transcript: not whole');
  expect(mounted.text).toContain('line 12');
});
