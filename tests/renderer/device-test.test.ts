// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { failure } from '../../shared/failure.ts';
import type { ChosenModule } from '../../shared/models/module.ts';
import type { TestReport } from '../../shared/models/reports.ts';
import type { DeviceSnapshot, Snapshot } from '../../shared/models/snapshot.ts';
import { keyReference } from '../../shared/numbers.ts';
import { failed, ok } from '../../shared/result.ts';
import { MountedRoom } from './mounted-room.tsx';
import { aesKey, device, reader, room, sha256, verified } from './scenes.ts';

let mounted: MountedRoom;
afterEach(() => mounted.close());

const serial = 'DENK0100001';
const module: ChosenModule = { path: '/usr/lib/opensc-pkcs11.so', sha256, product: 'OpenSC', about: '' };
const counted = {
  reference: keyReference(9),
  label: 'Time stamping',
  about: 'RSA-2048, ID 09',
  usesLeft: 10,
  byApdu: 3,
  throughModule: 2,
};
const report: TestReport = {
  document: 'K7Q2-M5TX',
  subject: `Device HSM A ${serial}`,
  passed: false,
  outcome: 'failed',
  summary: '1 passed, 1 failed.',
  items: [
    {
      name: 'Random numbers',
      about: '',
      isKey: false,
      outcome: 'passed',
      operations: [{ name: 'Check', apdu: { outcome: 'passed', detail: 'Two draws differ.' } }],
    },
    {
      name: 'HSM AES Key',
      about: 'AES-256, ID 01',
      isKey: true,
      outcome: 'failed',
      operations: [{ name: 'CMAC', apdu: { outcome: 'failed', detail: 'The result differs.' } }],
    },
  ],
};

async function open(state: DeviceSnapshot, more: Partial<Snapshot> = {}): Promise<void> {
  mounted = await MountedRoom.open({ ...room(reader('Reader 1', state)), mode: 'production', ...more });
  mounted.bridge.answer('device.plan-test', () => ok({ keys: 1, counted: [counted] }));
  mounted.bridge.answer('device.test', () => ok(report));
  await mounted.click('treeitem', `HSM A ${serial}`);
  await mounted.click('button', 'Test Device');
}
const rows = () => [...mounted.reachable.querySelectorAll('tbody tr')].map((row) => row.textContent);
const isOn = (name: string) => (mounted.find('checkbox', name) as HTMLInputElement).checked;

describe('Test Device', () => {
  test('offers the safe choice: no module, no key with a use counter', async () => {
    await open(device({ userPin: verified, keys: [aesKey] }), { module });
    expect([isOn('Also through the PKCS#11 module'), isOn('Time stamping')]).toEqual([false, false]);
    expect(mounted.text).toContain('RSA-2048, ID 09: 10 uses left; the test takes up to 3.');
    await mounted.click('button', 'Start test');
    expect(mounted.bridge.callsOf('device.test')).toEqual([{ serial, module: false, counted: [] }]);
  });

  test('takes what the person ticked, and counts the uses of both paths', async () => {
    await open(device({ userPin: verified, keys: [aesKey] }), { module });
    await mounted.click('checkbox', 'Also through the PKCS#11 module');
    await mounted.click('checkbox', 'Time stamping');
    expect(mounted.text).toContain('the test takes up to 5.');
    await mounted.click('button', 'Start test');
    expect(mounted.bridge.callsOf('device.test')).toEqual([{ serial, module: true, counted: [9] }]);
  });

  test.each([
    ['in a rehearsal', { mode: 'rehearsal', module } as const, 'no module can see the devices of a rehearsal'],
    ['without a module', {}, 'no module has been chosen yet'],
    [
      'with a module that has changed',
      { module: { ...module, trouble: failure('pkcs11-module-changed', { path: module.path }) } },
      'is not the file it was',
    ],
  ])('%s offers none and says why', async (_, more, reason) => {
    await open(device({ userPin: verified, keys: [aesKey] }), more);
    expect(mounted.names('checkbox')).toEqual(['Time stamping']);
    expect(mounted.text).toContain(reason);
  });

  test('says before a login that keys are left out', async () => {
    await open(device({ keys: [aesKey] }));
    expect(mounted.text).toContain('Keys are tested only after a login.');
  });

  test('tells why nothing could be planned', async () => {
    mounted = await MountedRoom.open(room(reader('Reader 1', device({ userPin: verified }))));
    mounted.bridge.answer('device.plan-test', () => failed(failure('no-such-device', { serial })));
    await mounted.click('treeitem', `HSM A ${serial}`);
    await mounted.click('button', 'Test Device');
    expect(mounted.names('alert').join()).toContain(`The device ${serial} is not in any reader.`);
    expect(mounted.names('button')).toEqual(['Close']);
  });
});

describe('the report', () => {
  test('has a line for each key with its reasons, and can be cut down to what failed', async () => {
    await open(device({ userPin: verified, keys: [aesKey] }));
    await mounted.click('button', 'Start test');
    expect(mounted.text).toContain(`Device HSM A ${serial}: failed. Do not rely on it.`);
    expect(rows()).toEqual(['passedRandom numbersTwo draws differ.', 'failedHSM AES KeyAES-256, ID 01failed CMACThe result differs.']);
    await mounted.click('radio', 'What failed (1)');
    expect(rows()).toHaveLength(1);
  });

  test('is saved or printed from its document, and says what became of it', async () => {
    await open(device({ userPin: verified, keys: [aesKey] }));
    await mounted.click('button', 'Start test');
    mounted.bridge.answer('document.show', () => ok({ printed: true, saved: [{ path: '/media/usb/report.txt', sha256 }] }));
    await mounted.click('button', 'Save or print…');
    expect(mounted.bridge.callsOf('document.show')).toEqual([{ document: 'K7Q2-M5TX' }]);
    expect(mounted.text).toContain('The report was printed.');
    expect(mounted.text).toContain('/media/usb/report.txt');
    mounted.bridge.answer('document.show', () => failed(failure('document-gone')));
    await mounted.click('button', 'Save or print…');
    expect(mounted.names('alert').join()).toContain('This document is no longer kept.');
  });
});

describe('Test Key', () => {
  test('is one click, but for a key whose uses are counted', async () => {
    const used = { ...aesKey, details: { certificate: 'none', useCounter: 10 } } as const;
    mounted = await MountedRoom.open(room(reader('Reader 1', device({ userPin: verified, keys: [used] }))));
    mounted.bridge.answer('device.plan-test', () => ok({ keys: 0, counted: [counted] }));
    mounted.bridge.answer('key.test', () => ok(report));
    await mounted.click('treeitem', 'HSM AES Key  AES-256');
    await mounted.click('button', 'Test Key');
    await mounted.click('button', 'Start test');
    expect(mounted.bridge.callsOf('key.test')).toEqual([]);
    await mounted.click('checkbox', 'Time stamping');
    await mounted.click('button', 'Start test');
    expect(mounted.bridge.callsOf('key.test')).toEqual([{ serial, reference: 1, counted: true }]);
  });
});
