import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planSha256 } from '../../electron/ceremony/script/plan-file.ts';
import { verifyTranscript } from '../../electron/ceremony/transcript/transcript.ts';
import { validatePlan } from '../../shared/ceremony/plan-schema.ts';
import { Operator } from '../ceremonies/operator.ts';
import { secrets } from '../ceremonies/ten-steps.ts';
import { devicesOf, launchApp, type RunningApp, readState, screenshot, stateWhere } from './harness.ts';
import { pageFaults } from './page-faults.ts';
import { ScriptHand } from './script-hand.ts';
import { recordIpc, searchable, tracesOf } from './secret-search.ts';

const { soPin, userPin, sharePassword } = secrets;

/** One device, one share with one password, one AES key: small, and yet a whole ceremony. */
describe('a ceremony, from its plan to its close', () => {
  const userData = mkdtempSync(join(tmpdir(), 'conclave-script-'));
  const media = mkdtempSync(join(tmpdir(), 'conclave-media-'));
  const folder = join(media, 'ceremony');
  const planFile = join(media, 'plan.json');
  const shareFile = join(media, 'share-1.pbe');
  let running: RunningApp;
  let hand: ScriptHand;
  let keys: ScriptHand;
  let serial: string;

  const begin = async () => {
    running = await launchApp({ userData });
    await recordIpc(running.app);
    const state = await stateWhere(running.page, (snapshot) => devicesOf(snapshot).length >= 2);
    serial = devicesOf(state)[0]?.serial ?? '';
    hand = new ScriptHand(running, new Operator(running));
    keys = new ScriptHand(running, new Operator(running, 'keyboard'));
    await running.page.getByRole('link', { name: 'Ceremony' }).click();
  };
  const look = async (name: string) => {
    await screenshot(running.page, `script-${name}`);
    expect(await pageFaults(running.page), name).toEqual([]);
  };
  const script = async () => (await readState(running.page)).script;

  beforeAll(async () => {
    mkdirSync(folder);
    await begin();
  }, 90_000);
  afterAll(async () => {
    await running?.close();
    for (const each of [userData, media]) rmSync(each, { recursive: true, force: true });
  });

  it('is planned from a template, with its faults at their place, and saved', async () => {
    const { page } = running;
    await look('start');
    await page.getByRole('button', { name: 'Plan this' }).first().click();
    await page.getByLabel('Title').fill('Small fleet');
    for (const person of ['Custodian 3', 'Custodian 2']) await page.getByRole('button', { name: `: ${person}` }).click();
    await page.getByText('3 parts need as many custodians; the plan names 1.').waitFor();
    await look('plan-with-an-error');
    await page.getByRole('radio', { name: 'One password' }).check();
    await page.getByRole('button', { name: 'Remove device B' }).click();
    await page.getByRole('button', { name: 'Remove key Signing' }).click();
    await page.getByLabel('Paper copies').fill('0');
    await page.getByText('The plan can be carried out.').waitFor();
    await hand.operator.choose({ save: planFile });
    await hand.operator.press('Save plan…');
    await page.getByText('The plan is saved.').waitFor();
    await look('plan');
    const [paper] = await Promise.all([
      running.app.waitForEvent('window', (window) => window.url().startsWith('app://document/')),
      hand.operator.press('Print plan and script…'),
    ]);
    await paper.waitForSelector('.paper footer');
    await hand.operator.choose({ save: join(media, 'plan.txt') });
    await paper.getByRole('button', { name: 'Save as text…' }).click();
    await paper.getByText('Saved and read back').waitFor();
    await screenshot(paper, 'script-printed-plan');
    await paper.close();
    const plan = validatePlan(JSON.parse(readFileSync(planFile, 'utf8')));
    expect(readFileSync(join(media, 'plan.txt'), 'utf8')).toContain(planSha256(plan));
    expect(plan.acts.flatMap(({ steps }) => steps.map(({ action }) => action.do))).toEqual([
      ...['attendance', 'read-aloud', 'preflight', 'materials', 'initialize', 'create-share', 'login', 'import-share'],
      ...['generate', 'test', 'export', 'drill', 'webadm', 'seal', 'seal', 'seal', 'close'],
    ]);
  }, 60_000);

  it('starts once its hash was compared, and takes attendance and material by keyboard alone', async () => {
    const { page } = running;
    await hand.operator.choose({ open: folder });
    await hand.operator.press('Open ceremony folder…');
    await keys.operator.press('Start Ceremony…');
    const dialog = keys.operator.dialog('Start Ceremony');
    await keys.tick(dialog.getByRole('checkbox'));
    await look('start-dialog');
    await keys.operator.press('Start Ceremony', dialog);
    await keys.step('1.1', async () => {
      for (const name of ['Operator', 'Witness', 'Security officer', 'Custodian 1']) await keys.arrives(name);
      await look('attendance');
    });
    expect((await script())?.planSha256).toBe(planSha256(validatePlan(JSON.parse(readFileSync(planFile, 'utf8')))));
    await keys.step('1.2', () => look('plan-hash'));
    await keys.step('1.3', () => keys.operator.press('Check workstation'));
    await keys.step('1.4', async () => {
      const device = page.getByLabel(/^Device A is/);
      await keys.operator.tabTo(device);
      await page.keyboard.press('ArrowDown');
      expect(await device.inputValue()).toBe(serial);
      await keys.operator.press('Serial compared: this is A');
      await page.getByText('compared; inserted').waitFor();
      await keys.operator.fill('What', 'device A');
      await keys.operator.fill('Number of the bag, or serial', 'SC 0048210');
      await keys.operator.press('Enter bag');
      await look('materials');
    });
  }, 120_000);

  it('does in its place what the Key Manager does, filled in from the plan, and shows what the app saw', async () => {
    const { page, operator } = hand;
    await hand.step('2.1', async () => {
      await look('initialize');
      await operator.press('Initialize Device…');
      const dialog = operator.dialog('Initialize Device');
      await dialog.getByText('Filled in from the plan, step 2.1.').waitFor();
      expect(await dialog.getByLabel('Number of DKEK shares').inputValue()).toBe('1');
      await operator.press('Continue', dialog);
      const question = page.getByRole('alertdialog');
      await operator.fill('Last four characters of the serial', serial.slice(-4), question);
      await operator.answer(() => operator.press('Initialize Device', question), {
        'SO-PIN': soPin,
        'Repeat SO-PIN': soPin,
        'New user PIN': userPin,
        'Repeat new user PIN': userPin,
      });
      await page.getByText('What the app saw').waitFor({ timeout: 30_000 });
      await look('initialized');
    });
    await hand.step('3.1', async () => {
      await operator.choose({ save: shareFile });
      await operator.press('Create DKEK Share…');
      const dialog = operator.dialog('Create DKEK Share');
      await operator.answer(() => operator.press('Create share', dialog), { Password: sharePassword, 'Repeat password': sharePassword });
      await dialog.getByText('was read back').waitFor({ timeout: 60_000 });
      await operator.press('Close', dialog);
    });
    await hand.step('3.2', () => operator.answer(() => operator.press('Login with User PIN'), { 'User PIN': userPin }));
  }, 180_000);

  it('pauses, and goes on where it was after the app was closed', async () => {
    await hand.operator.press('Pause…');
    await hand.page.getByRole('dialog').getByLabel('Reason').fill('Lunch');
    await hand.operator.press('Pause', hand.page.getByRole('dialog'));
    await hand.page.getByText('The ceremony is paused since').waitFor();
    await look('paused');
    await running.close();
    await begin();
    await hand.operator.choose({ open: folder });
    await hand.operator.press('Open ceremony folder…');
    await hand.page.getByText('The ceremony is paused since').waitFor();
    await hand.operator.press('Continue ceremony');
    await hand.heading('3.3').waitFor();
    expect((await script())?.steps.filter(({ status }) => status === 'done')).toHaveLength(7);
  }, 120_000);

  it('names a deviation in red, and goes on only with an exception', async () => {
    const { page, operator } = hand;
    await hand.step('3.3', async () => {
      await operator.choose({ open: shareFile });
      await operator.press('Import DKEK Share…');
      const dialog = operator.dialog('Import DKEK Share');
      await hand.answerAll(() => operator.press('Choose file…', dialog), { 'User PIN': userPin }, { Password: sharePassword });
      await dialog.getByText('the DKEK is complete').waitFor({ timeout: 60_000 });
      await operator.press('Close', dialog);
    });
    await hand.step('4.1', async () => {
      await operator.press('Generate AES Key…');
      const dialog = operator.dialog('Generate AES Key');
      await dialog.getByLabel('CMAC (18)').check();
      await operator.agree(() => operator.press('Generate', dialog), 'Generate');
      await page.getByRole('heading', { name: 'This was not planned' }).waitFor();
      await look('not-planned');
      await page.locator('.unexplained').getByRole('button').click();
      await look('exception');
      await page.keyboard.press('Escape');
      await hand.exception('Record exception…', 'CMAC was ticked too', 'Accepted: it does no harm', 'Witness, internal witness');
      await page.getByRole('heading', { name: 'This was not planned' }).waitFor({ state: 'detached' });
    });
    await hand.step('4.2', async () => {
      await operator.press('Test Device');
      await operator.press('Start test', operator.dialog('Test Device'));
      await operator.press('Close', operator.dialog('Test Device').filter({ has: page.getByRole('table') }));
    });
    await hand.step('4.3', async () => {
      await operator.choose({ save: join(media, 'webadm.wky') });
      await operator.press('Export Key…');
      await operator.press('Close', operator.dialog('Export Key'));
    });
    await hand.heading('5.1').waitFor();
    await hand.exception('Skip this step…', 'There is no second room', 'The drill is held tomorrow', 'Witness, internal witness');
  }, 240_000);

  it('is sealed and closed; its transcript is whole and tells all of it', async () => {
    const { page } = hand;
    await hand.step('6.1', async () => {
      await hand.operator.press('Go to WebADM');
      await hand.operator.press('Show settings');
      await page.getByRole('link', { name: 'Ceremony' }).click();
      await page.getByText('What the app saw').waitFor();
    });
    for (const [step, bag] of [
      ['6.2', '1'],
      ['6.3', '2'],
      ['6.4', '3'],
    ] as const) {
      await hand.step(step, async () => {
        await page.locator('.step-place').getByLabel('Number of the bag, or serial').fill(`SC 004822${bag}`);
        await page.locator('.step-place').getByRole('button', { name: 'Enter sealed bag' }).click();
        await page.locator('.bag-list').getByText(`SC 004822${bag}`).waitFor();
      });
    }
    await hand.step('7.1', () => look('close'));
    await hand.operator.press('Close ceremony…');
    await hand.operator.press('Close ceremony', page.getByRole('alertdialog'));
    await page.getByText(/16 steps done, 1 skipped, 2 exceptions/).waitFor();
    await look('finished');
    const { head } = (await readState(page)).transcript as { head: { sha256: string } };
    const chain = await verifyTranscript(join(folder, 'transcript.jsonl'));
    expect(chain).toMatchObject({ whole: true, head });
    expect(chain.entries.filter(({ kind }) => kind === 'exception')).toHaveLength(2);
    expect(chain.entries.some(({ kind, facts }) => kind === 'pause' && facts['reason'] === 'Lunch')).toBe(true);
  }, 180_000);

  it('leaves no secret in plan, transcript, register, messages or logs', async () => {
    const places = await searchable(running, [userData, media]);
    expect(readdirSync(folder).some((name) => name.startsWith('plan-'))).toBe(true);
    expect(places.length).toBeGreaterThan(8);
    expect(tracesOf([soPin, userPin, sharePassword], places)).toEqual([]);
  });
});
