import type { PlannedKey, Step } from '../../shared/models/plan.ts';
import type { Serial } from '../../shared/numbers.ts';
import { devicesOf, readState } from '../e2e/harness.ts';
import { type Stage, ceremonySecrets as secrets } from './ceremony-room.ts';
import { exportKey, generateAes, generateRsa, initialize, login, testDevice } from './key-manager-steps.ts';

/** Does what a step of the plan asks for, as its people would. Throws where it has not its effect. */
export async function performStep(stage: Stage, { action, id }: Step): Promise<void> {
  const { room, plan } = stage;
  const { operator, look } = room;
  switch (action.do) {
    case 'attendance':
      for (const { id: person } of plan.people)
        await room.ask('script.person', { person, present: true, identifiedBy: 'passport, compared by the witness' });
      return;
    case 'preflight':
      await room.ask('script.preflight', {});
      return;
    case 'materials':
      return bringMaterials(stage);
    case 'initialize': {
      const label = plan.devices.find((each) => each.id === action.device)?.label ?? '';
      await room.view('Key Manager');
      return initialize(operator, serialOf(stage, action.device), label, secrets, look);
    }
    case 'create-share':
      return createShare(stage);
    case 'print-share-file':
      return printSheet(stage, room.shareFile);
    case 'print-wrapped-key':
      return printSheet(stage, room.keyFile(action.key));
    case 'import-share': {
      const serial = serialOf(stage, action.device);
      await operator.choose({ open: room.shareFile });
      await room.hands.during({ 'User PIN': secrets.userPin }, () => room.ask('share.import', { serial, by: 'quorum' }));
      return;
    }
    case 'login':
      await room.view('Key Manager');
      // The import of shares needed a login already; the step wants to see one.
      await room.ask('pin.logout', { serial: serialOf(stage, action.device) });
      return login(operator, serialOf(stage, action.device), secrets.userPin);
    case 'generate':
      return generate(
        stage,
        serialOf(stage, action.device),
        plan.parameters.keys.find(({ label }) => label === action.key),
      );
    case 'test':
      await room.view('Key Manager');
      return testDevice(operator, serialOf(stage, action.device), plan.parameters.keys[0]?.label ?? '', look);
    case 'export':
      await room.view('Key Manager');
      return exportKey(operator, serialOf(stage, action.device), action.key, room.keyFile(action.key), look);
    case 'clone':
      return clone(stage, action.devices);
    case 'verify':
      await room.ask('clone.verify', { serials: Object.values(stage.serials) });
      return room.view('Clone & Verify', 'verified');
    case 'drill':
      return drill(stage);
    case 'webadm':
      return showWebadm(stage);
    case 'seal':
      await room.ask('script.material', { what: action.what, direction: 'out', mark: `SC 00500${id.replace('.', '')}` });
      return;
    case 'close':
      return close(stage);
    default:
  }
}

const serialOf = ({ serials }: Stage, device: string): Serial => {
  const serial = serials[device];
  if (!serial) throw new Error(`no device ${device}`);
  return serial;
};

async function bringMaterials({ room, plan, serials }: Stage): Promise<void> {
  for (const [index, [device, serial]] of Object.entries(serials).entries()) {
    await room.ask('script.device', { device, serial });
    await room.ask('script.material', { what: `device ${device}`, direction: 'in', mark: `SC 004100${index + 1}` });
  }
  for (const [index, { what }] of plan.materials.entries())
    await room.ask('script.material', { what, direction: 'in', mark: `SC 004101${index + 1}` });
}

/** The password is split; each custodian copies a part by hand and seals it, so that no file ever holds it. */
async function createShare({ room, plan, serials }: Stage): Promise<void> {
  const custodians = (await room.custodians()).map(({ id }) => id);
  const split = { threshold: plan.parameters.split?.threshold ?? custodians.length, custodians };
  await room.operator.choose({ save: room.shareFile });
  await room.hands.during({}, () => room.ask('share.create', { serial: Object.values(serials)[0] as Serial, split }));
  for (const [index, { sheetId }] of (await room.holdings()).entries())
    await room.ask('custody.seal', { sheetId, teb: `SC 004821${index}` });
  await room.view('Custodians', 'custodians');
}

async function printSheet({ room }: Stage, path: string): Promise<void> {
  const [holder] = await room.custodians();
  await room.operator.choose({ open: path });
  const request = { copies: 1, ...(holder ? { custodian: holder.id } : {}) };
  const { saved } = await room.hands.during({}, () => room.ask('paper.print-file', request));
  if (saved.length === 0) throw new Error(`the sheet of ${path} was not saved`);
}

async function generate({ room }: Stage, serial: Serial, key: PlannedKey | undefined): Promise<void> {
  await room.view('Key Manager');
  if (key?.type === 'AES') return generateAes(room.operator, serial, key.label, room.look);
  if (key?.type === 'RSA') return generateRsa(room.operator, serial, key.label, room.look);
  throw new Error('the rehearsal generates AES and RSA keys');
}

async function clone({ room, plan, serials }: Stage, devices: readonly string[]): Promise<void> {
  const { page } = room.running;
  const targets = devices.map((id) => ({ serial: serials[id] as Serial, label: plan.devices.find((each) => each.id === id)?.label ?? id }));
  await room.operator.choose({ open: room.shareFile });
  await room.view('Clone & Verify');
  const { retries, resetWithSoPin } = plan.parameters.pin;
  const entries = {
    'User PIN': secrets.userPin,
    'SO-PIN': secrets.soPin,
    'Repeat SO-PIN': secrets.soPin,
    'New user PIN': secrets.userPin,
    'Repeat new user PIN': secrets.userPin,
  };
  await room.hands.during(entries, () =>
    room.ask('clone.start', {
      ...{ source: serials['A'] as Serial, targets, ways: [{ by: 'quorum' }], samePins: true, retries, resetWithSoPin },
    }),
  );
  for (const end = Date.now() + 120_000; ; await page.waitForTimeout(100)) {
    const run = (await readState(page)).clone?.run;
    if (run?.phase === 'ready' && run.devices.every(({ state }) => state === 'done')) break;
    if (Date.now() > end || run?.devices.some(({ state }) => state === 'failed'))
      throw new Error(`the clone failed: ${JSON.stringify(run?.devices)}`);
  }
  await room.look('clone-done');
  await room.ask('clone.finish', {});
}

async function showWebadm({ room, plan, serials }: Stage): Promise<void> {
  const keys = plan.parameters.keys.flatMap(({ type, label }) => (type === 'AES' ? [label] : []));
  const { findings } = await room.ask('webadm.show', { serials: Object.values(serials), keys });
  const bad = findings.find(({ mark }) => mark === 'bad');
  if (bad) throw new Error(bad.what);
  await room.view('WebADM', 'webadm');
}

/** By files and the parts of two custodians, on a simulated device made for the drill. */
async function drill({ room, plan }: Stage): Promise<void> {
  await room.view('Clone & Verify');
  for (const { label } of plan.parameters.keys) {
    await room.operator.choose({ open: room.keyFile(label) });
    await room.ask('drill.add-file', {});
  }
  await room.operator.choose({ open: room.shareFile });
  const { passed } = await room.hands.during({}, () =>
    room.ask('drill.run', { way: 'simulated', shares: [{ from: 'file', by: 'quorum' }] }),
  );
  if (!passed) throw new Error('the drill did not pass');
  await room.look('drill');
  await room.hands.during({}, () => room.ask('drill.certificate', {}));
}

/** A key signs the head; forms and minutes are made from the window, printed and signed. */
async function close({ room, plan, serials }: Stage): Promise<void> {
  const { running, operator, hands } = room;
  const signer = plan.parameters.keys.find(({ type }) => type !== 'AES');
  const [first] = Object.values(serials) as [Serial];
  await room.view('Key Manager');
  await login(operator, first, secrets.userPin);
  await room.view('Ceremony');
  if (signer) {
    await operator.press('Sign with a key…');
    const dialog = operator.dialog('Sign with a key');
    await room.look('sign');
    await operator.press('Sign', dialog);
    await dialog.getByText('was signed').waitFor();
    await operator.press('Close', dialog);
  }
  await hands.during({}, async () => {
    await operator.press('Print forms…');
    const dialog = operator.dialog('Print forms');
    await operator.press('Choose all', dialog);
    await room.look('forms');
    await operator.press('Show forms', dialog);
    await dialog.waitFor({ state: 'hidden' });
  });
  await hands.during({}, async () => {
    await operator.press('Minutes…');
    await running.page.getByText('They name entry').waitFor({ timeout: 60_000 });
  });
  await room.look('minutes-made');
  if (devicesOf(await readState(running.page)).some(({ activity }) => activity !== undefined)) throw new Error('something still runs');
}
