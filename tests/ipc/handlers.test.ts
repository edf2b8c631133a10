import { afterEach, expect, test } from 'vitest';
import { askFirst } from '../../electron/ceremony/questions/ask-first.ts';
import { door } from '../../electron/ipc/door.ts';
import { handlersOf } from '../../electron/ipc/handlers/all.ts';
import { contract, type OperationName } from '../../shared/ipc/contract.ts';
import { RehearsalRoom } from '../ceremony/rehearsal-room.ts';
import { logIn, setUp } from '../ceremony/steps.ts';

let room: RehearsalRoom;
afterEach(() => room.close());

async function openDoor() {
  room = await RehearsalRoom.withDevices(1);
  const called: string[] = [];
  const control = {
    start: async () => void called.push('start'),
    leave: async () => void called.push('leave'),
    addReader: () => void called.push('add'),
    removeReader: (reader: string) => void called.push(`remove ${reader}`),
    insertDevice: async (reader: string, serial?: string) => void called.push(`insert ${serial} into ${reader}`),
    pullDevice: (reader: string) => void called.push(`pull ${reader}`),
  };
  const handlers = handlersOf(room.workstation, control);
  const enter = door({
    isTrusted: () => true,
    handlers,
    askFirst: askFirst(room.workstation),
    record: (_, work) => work(),
    follow: (_, work) => work(),
    log: () => undefined,
  });
  const ask = (name: OperationName, request: object = {}) => enter('the window', name, request);
  return { handlers, ask, called };
}

test('every operation of the contract has its handler, and no other has one', async () => {
  const { handlers } = await openDoor();
  expect(Object.keys(handlers).sort()).toEqual(Object.keys(contract).sort());
});

test('requests reach the procedures, and their answers and refusals come back as results', async () => {
  const { ask, called } = await openDoor();
  const serial = room.serialOf(0);
  await setUp(room, 0, { scheme: 'random' });
  await logIn(room);
  const made = await ask('key.generate-aes', { serial, label: 'HSM AES Key', size: 256, capabilities: [0x10, 0x11, 0x92] });
  expect(made).toEqual({ ok: true, value: { serial, reference: 1, label: 'HSM AES Key' } });
  expect(await ask('key.open', { serial, reference: 1 })).toEqual({ ok: true, value: undefined });
  expect(await ask('key.rename', { serial, reference: 1, label: '' })).toMatchObject({ ok: false, failure: { code: 'label-empty' } });
  expect(await ask('key.test', { serial, reference: 1, counted: false })).toMatchObject({ ok: true, value: { outcome: 'passed' } });
  expect(await ask('share.import', { serial, expectedShareKcv: 'aabbccddeeff0011' })).toMatchObject({ failure: { code: 'dkek-complete' } });
  expect(await ask('device.read-again', { reader: 'none' })).toMatchObject({ failure: { code: 'reader-gone' } });
  expect(await ask('pin.login', { serial: 'UTOTHER0001' })).toMatchObject({ failure: { code: 'no-such-device' } });
  expect(await ask('work.cancel', { work: 'none' })).toEqual({ ok: true, value: undefined });
  expect(await ask('state.read')).toEqual({ ok: true, value: room.fleet.snapshot });
  expect(await ask('custody.add-custodian', { name: 'Ada', organisation: '' })).toMatchObject({ failure: { code: 'no-ceremony-folder' } });
  expect(await ask('text.combine', { needed: 1 })).toMatchObject({ failure: { code: 'request-malformed' } });
  room.desk.printed = false;
  expect(await ask('paper.print-blank')).toMatchObject({ ok: true, value: { printed: false, saved: [] } });
  await ask('rehearsal.start');
  await ask('rehearsal.insert-device', { reader: 'R', serial });
  await ask('rehearsal.pull-device', { reader: 'R' });
  expect(called).toEqual(['start', `insert ${serial} into R`, 'pull R']);
});
