import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateAes } from '../../../electron/ceremony/keys/generate.ts';
import { checkConf } from '../../../electron/ceremony/webadm/check-conf.ts';
import { saveSettings, showSettings } from '../../../electron/ceremony/webadm/settings.ts';
import type { ConfFinding } from '../../../shared/models/webadm.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { pins, RehearsalRoom } from '../rehearsal-room.ts';
import { makeShare, readyDevice, refusal } from '../steps.ts';

const capabilities = [0x10, 0x11, 0x92];
let room: RehearsalRoom;
let serials: Serial[];

beforeAll(async () => {
  room = await RehearsalRoom.withDevices(2);
  const share = await makeShare(room, 'share.pbe');
  serials = [room.serialOf(0), room.serialOf(1)];
  for (const index of [0, 1]) {
    await readyDevice(room, index, share);
    const serial = room.serialOf(index);
    await generateAes(room.workstation, { serial, label: 'Old', size: 256, capabilities });
    await generateAes(room.workstation, { serial, label: 'New', size: 256, capabilities });
  }
});
afterAll(() => room.close());

async function check(text: string, { mode = 0o600, on = serials }: { mode?: number; on?: Serial[] } = {}) {
  const path = room.path('webadm.conf');
  await writeFile(path, text);
  await chmod(path, mode);
  room.person.opens(path);
  return checkConf(room.workstation, on);
}
const at = (findings: readonly ConfFinding[], setting: string) =>
  findings.filter((finding) => finding.setting === setting).map(({ mark }) => mark);

describe('settings', () => {
  test('are those of the devices as they are, without reading anything that needs a PIN', async () => {
    const { block, devices } = await showSettings(room.workstation, { serials, keys: ['New', 'Old'] });
    expect(block).toContain('\nhsm_keyid 1,0\n');
    expect(block).toMatch(/^# REHEARSAL/);
    expect(devices).toMatchObject([{ countedBy: 'card' }, { countedBy: 'card' }]);
    expect(room.device(0).keys.every(({ details }) => details !== undefined)).toBe(true);
  });

  test('are saved without the PIN, with the hash of the file', async () => {
    const path = room.path('plain.conf');
    room.person.saves(path);
    const saved = await saveSettings(room.workstation, { serials, keys: ['New'], withPin: false });
    expect(saved).toEqual({ path, withPin: false, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await readFile(path, 'utf8')).toContain('# hsm_pin <entered by you>');
  });

  test('are saved with the PIN by main, for the owner only; neither answer nor hash tells it, and it is wiped', async () => {
    const path = room.path('with-pin.conf');
    room.person.saves(path).types({ 'user-pin': pins.user, 'repeat-user-pin': '111111' }, { 'user-pin': pins.user });
    const saved = await saveSettings(room.workstation, { serials, keys: ['New'], withPin: true });
    expect(saved).toEqual({ path, withPin: true });
    expect(room.person.failures.at(-1)?.code).toBe('pins-differ');
    expect(await readFile(path, 'utf8')).toContain(`\nhsm_pin "${pins.user}"\n`);
    expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600');
    for (const secret of room.person.handedOut) expect(() => secret.expose()).toThrow('wiped');
    expect(JSON.stringify([saved, room.fleet.snapshot])).not.toContain(pins.user);
  });

  test('refuse a PIN that would break the line, and write nothing', async () => {
    const path = room.path('broken.conf');
    room.person.saves(path).types({ 'user-pin': '64"821\\9' }, 'close');
    await expect(saveSettings(room.workstation, { serials, keys: ['New'], withPin: true })).rejects.toEqual(refusal('cancelled'));
    expect(room.person.failures.at(-1)?.code).toBe('webadm-pin-characters');
    await expect(stat(path)).rejects.toThrow();
  });

  test('are not saved for a key that is not there, nor for a device that is gone', async () => {
    const lost = saveSettings(room.workstation, { serials, keys: ['Lost'], withPin: false });
    await expect(lost).rejects.toEqual(refusal('webadm-not-ready'));
    const gone = showSettings(room.workstation, { serials: ['UTTEST99999' as Serial], keys: ['New'] });
    await expect(gone).rejects.toEqual(refusal('no-such-device'));
  });
});

describe('a webadm.conf', () => {
  const good = 'encrypt_data Yes\nencrypt_hsm Yes\nhsm_model smartcard\nhsm_keyid 1,0\nhsm_pin "648219"\n';

  test('that fits says so, line by line, and shows no secret', async () => {
    const told = await check(`proxy_password "topsecret"\n${good}`);
    expect(told).toMatchObject({ fits: true, devices: ['Vault 1 UTTEST00001', 'Vault 2 UTTEST00002'] });
    expect(told.findings.filter(({ setting }) => setting === 'hsm_keyid')).toMatchObject([
      { line: 5, mark: 'good', what: expect.stringContaining('AES key 1 is "New" on every device') },
      { line: 5, mark: 'good', what: expect.stringContaining('AES key 0 is "Old"') },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/648219|topsecret/);
  });

  test.each([
    ['an index that is not there', good.replace('1,0', '2'), 'hsm_keyid'],
    ['an index that is no number', good.replace('1,0', 'New'), 'hsm_keyid'],
    ['another model', good.replace('smartcard', 'YubiHSM'), 'hsm_model'],
    ['encryption in software', good.replace('encrypt_hsm Yes', 'encrypt_hsm No'), 'encrypt_hsm'],
    ['no encryption', good.replace('encrypt_data Yes', 'encrypt_data no'), 'encrypt_data'],
    ['a placeholder for the PIN', good.replace('"648219"', '<entered by you>'), 'hsm_pin'],
    ['a PIN that is none', good.replace('648219', '12'), 'hsm_pin'],
    ['a setting twice', `${good}hsm_keyid 0\n`, 'hsm_keyid'],
    ['a setting that is a comment', good.replace('hsm_keyid', '#hsm_keyid'), 'hsm_keyid'],
    ['a line that is no setting', `${good}???\n`, 'A line'],
  ])('with %s does not fit', async (_, text, setting) => {
    const { fits, findings } = await check(text);
    expect(fits).toBe(false);
    expect(at(findings, setting)).toContain('bad');
  });

  test('that everybody may read is bad as soon as the PIN is in it', async () => {
    expect(at((await check(good, { mode: 0o644 })).findings, 'File permissions')).toEqual(['bad']);
    expect(at((await check(good.replace(/hsm_pin.*/, ''), { mode: 0o644 })).findings, 'File permissions')).toEqual(['open']);
    expect(at((await check(good, { mode: 0o640 })).findings, 'File permissions')).toEqual(['open']);
    expect(at((await check(good)).findings, 'File permissions')).toEqual(['good']);
  });

  test('can be checked without a device, which is said', async () => {
    expect((await check(good, { on: [] })).findings.at(-2)).toMatchObject({ setting: 'Devices', mark: 'open' });
  });

  test('is refused when it is binary or too large', async () => {
    await expect(check('a\0b')).rejects.toEqual(refusal('webadm-conf-binary'));
    await expect(check('x'.repeat(300_000))).rejects.toEqual(refusal('file-unreadable'));
  });
});
