import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createShare, importShare } from '../../../electron/ceremony/shares/shares.ts';
import { encodePbe } from '../../../electron/codec/pbe.ts';
import { sealShare } from '../../../electron/crypto/pbe.ts';
import { Secret } from '../../../electron/crypto/secret.ts';
import { hex } from '../../../shared/bytes.ts';
import { kcv, type Serial } from '../../../shared/numbers.ts';
import { dkek } from '../../vectors/dkek.ts';
import { derivationWithoutWork, RehearsalRoom, strong } from '../rehearsal-room.ts';
import { logIn, makeShare, refusal, setUp } from '../steps.ts';

let room: RehearsalRoom;
let serial: Serial;
const typed = { password: strong };

beforeEach(async () => {
  room = await RehearsalRoom.withDevices(1);
  serial = room.serialOf(0);
});
afterEach(() => room.close());

/** A share file with these 32 bytes in it, under the password of the tests. */
async function shareFile(name: string, share: string): Promise<string> {
  const salt = hex.decode('0102030405060708');
  const keys = await derivationWithoutWork(new Secret(new TextEncoder().encode(strong)), salt, {
    signal: new AbortController().signal,
    progress: () => {},
  });
  await writeFile(room.path(name), encodePbe({ salt, ciphertext: sealShare(new Secret(hex.decode(share)), keys) }));
  return room.path(name);
}

describe('creating a share', () => {
  test('changes nothing on the device, needs no login, and no two are alike', async () => {
    const [one, two] = [await makeShare(room, '1.pbe'), await makeShare(room, '2.pbe')];
    expect(one.kcv).not.toBe(two.kcv);
    expect(room.device().initialized).toBe(false);
    expect(room.person.suggested).toBe('dkek-share.pbe');
  });

  test('a weak password is accepted in a rehearsal only after it was called that', async () => {
    room.person.saves(room.path('weak.pbe')).types({ password: 'secret12' }, { password: 'secret12' });
    await createShare(room.workstation, serial);
    const [first, second] = room.person.forms;
    expect(first?.confirmation).toBeUndefined();
    expect(first?.fields).toMatchObject([
      { label: 'Password', isNew: true },
      { label: 'Repeat password', repeats: 'password' },
    ]);
    expect(second?.confirmation).toMatch(/^Practice only: this password is worth about \d+ bits, a production share needs 75\.$/);
  });

  test('a weak password is refused in production', async () => {
    Object.defineProperty(room.readers, 'simulated', { value: false });
    room.person.saves(room.path('share.pbe')).types({ password: 'secret12' }, typed);
    await createShare(room.workstation, serial);
    expect(room.person.failures).toMatchObject([{ code: 'password-too-weak', what: expect.stringContaining('of the 75 bits needed') }]);
  });

  test('an existing file is kept, an unwritable folder named, a full medium too; nothing half-written stays', async ({ skip }) => {
    await writeFile(room.path('old.pbe'), 'old');
    room.person.saves(room.path('old.pbe')).types(typed);
    await expect(createShare(room.workstation, serial)).rejects.toEqual(refusal('file-exists'));
    expect(await readFile(room.path('old.pbe'), 'utf8')).toBe('old');
    room.person.saves(room.path('old.pbe'), true).types(typed);
    await createShare(room.workstation, serial);
    room.person.saves(room.path('missing/share.pbe')).types(typed);
    await expect(createShare(room.workstation, serial)).rejects.toEqual(refusal('folder-unwritable'));
    expect(await readdir(room.folder)).toEqual(['old.pbe']);

    await mkdir(room.path('medium'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4k,nr_inodes=10', 'tmpfs', room.path('medium')], { stdio: 'pipe' });
    } catch {
      return skip('no tmpfs can be mounted here, so no medium can be full');
    }
    try {
      await writeFile(room.path('medium/fill'), new Uint8Array(4096));
      room.person.saves(room.path('medium/share.pbe')).types(typed);
      await expect(createShare(room.workstation, serial)).rejects.toEqual(refusal('disk-full'));
      expect(await readdir(room.path('medium'))).toEqual(['fill']);
    } finally {
      execFileSync('umount', ['-l', room.path('medium')]);
    }
  });

  test('cancelling the derivation closes the form, wipes the password and leaves no file', async () => {
    const { derivePbeKey: _, ...rest } = room.workstation;
    const workstation = {
      ...rest,
      derivePbeKey: (_password: Secret, _salt: Uint8Array, { signal }: { signal: AbortSignal }) =>
        new Promise<never>((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('stopped')));
          queueMicrotask(() => room.workstation.longWork.cancel(room.progress.at(-1)?.work ?? ''));
        }),
    };
    room.person.saves(room.path('share.pbe')).types(typed);
    await expect(createShare(workstation, serial)).rejects.toEqual(refusal('cancelled'));
    expect(await readdir(room.folder)).toEqual([]);
    for (const secret of room.person.handedOut) expect(() => secret.expose()).toThrow('wiped');
    expect(room.progress.at(-1)).toBeNull();
  });
});

describe('importing a share', () => {
  test('several shares make the DKEK that their XOR is; a half-assembled DKEK is a normal state', async () => {
    // The second and third add up to the fourth, so that all four together are the first.
    const shares = [dkek.dkek, '11'.repeat(32), '22'.repeat(32), '33'.repeat(32)];
    const files: string[] = [];
    for (const [index, share] of shares.entries()) files.push(await shareFile(`${index}.pbe`, share));
    await setUp(room, 0, { shares: 4 });
    await logIn(room);
    for (const [index, file] of files.entries()) {
      room.person.opens(file).types(typed);
      const report = await importShare(room.workstation, serial, index === 3 ? { dkekKcv: kcv(dkek.kcv) } : {});
      expect(report).toMatchObject({ imported: index + 1, total: 4 });
      if (index < 3) expect(room.device().dkek).toEqual({ kind: 'incomplete', shares: 4, imported: index + 1 });
    }
    expect(room.device().dkek).toEqual({ kind: 'complete', shares: 4, kcv: dkek.kcv });
    await expect(importShare(room.workstation, serial, {})).rejects.toEqual(refusal('dkek-complete'));
  });

  test('asks for the login first, since without it some devices would spoil the DKEK', async () => {
    const file = await shareFile('1', '11'.repeat(32));
    await setUp(room, 0);
    room.sent.length = 0;
    room.person.types({ 'user-pin': '000000' }, 'close').opens(file);
    await expect(importShare(room.workstation, serial, {})).rejects.toEqual(refusal('cancelled'));
    expect(room.sent.filter((command) => command.startsWith('8052'))).toEqual([]);
    expect(room.device().dkek).toMatchObject({ imported: 0 });
  });

  test('refuses what is no share, the wrong share and the wrong set before anything is sent', async () => {
    const good = await makeShare(room, 'good.pbe');
    const bytes = await readFile(good.path);
    await writeFile(room.path('cut.pbe'), bytes.subarray(0, 63));
    await writeFile(room.path('text.pbe'), Buffer.from(bytes.toString('latin1').replace('Salted__', 'Pepper__'), 'latin1'));
    const bent = Buffer.from(bytes);
    bent[63] = (bent[63] as number) ^ 1;
    await writeFile(room.path('bent.pbe'), bent);
    await setUp(room, 0);
    await logIn(room);
    const attempt = (file: string, expected = {}, ...entries: Parameters<typeof room.person.types>) => {
      room.person
        .startOver()
        .opens(room.path(file))
        .types(...entries);
      return importShare(room.workstation, serial, expected);
    };
    await expect(attempt('cut.pbe')).rejects.toMatchObject({ failure: { code: 'pbe-length', what: expect.stringContaining('63') } });
    await expect(attempt('text.pbe')).rejects.toEqual(refusal('pbe-no-salt'));
    await expect(attempt('missing.pbe')).rejects.toEqual(refusal('file-unreadable'));
    await expect(attempt('bent.pbe', {}, typed, 'close')).rejects.toEqual(refusal('cancelled'));
    expect(room.person.failures.pop()?.code).toBe('pbe-password');
    const other = kcv('0011223344556677');
    await expect(attempt('good.pbe', { shareKcv: other }, typed)).rejects.toMatchObject({
      failure: { code: 'share-kcv-differs', what: expect.stringMatching(`${good.kcv}.*${other}`) },
    });
    await expect(attempt('good.pbe', { dkekKcv: other }, typed)).rejects.toEqual(refusal('share-kcv-differs'));
    expect(room.device().dkek).toMatchObject({ kind: 'incomplete', imported: 0 });
    // A wrong password first, then the right one, in the same window.
    await attempt('good.pbe', { shareKcv: good.kcv }, { password: 'wrong' }, typed);
    expect(room.person.failures.pop()?.code).toBe('pbe-password');
    expect(room.device().dkek).toMatchObject({ kind: 'complete', kcv: good.kcv });
  });

  test('a share that is entered twice is refused, also after the card was pulled; the wrong last share shows both check values', async () => {
    const [one, two] = [await shareFile('1', '11'.repeat(32)), await shareFile('2', '22'.repeat(32))];
    await setUp(room, 0, { shares: 2 });
    await logIn(room);
    room.person.opens(one).types(typed);
    await importShare(room.workstation, serial, {});
    await room.reinsert();
    await logIn(room);
    room.person.opens(one).types(typed);
    await expect(importShare(room.workstation, serial, {})).rejects.toEqual(refusal('share-already-imported'));
    room.person.opens(two).types(typed);
    const expected = kcv('0011223344556677');
    await expect(importShare(room.workstation, serial, { dkekKcv: expected })).rejects.toMatchObject({
      failure: { code: 'kcv-differs', what: expect.stringContaining(expected) },
    });
    expect(room.device().dkek.kind).toBe('complete');

    await setUp(room, 0, { shares: 2 });
    await logIn(room);
    room.person.opens(one).types(typed);
    await importShare(room.workstation, serial, {});
  });

  test('shares that cancel each other out are found even when nobody remembers the first', async () => {
    const one = await shareFile('1', '11'.repeat(32));
    await setUp(room, 0, { shares: 2 });
    await logIn(room);
    room.person.opens(one).types(typed);
    await importShare(room.workstation, serial, {});
    await room.fleet.run(serial, 'Restart the app', async (device) => device.remembered.sharesIn().clear());
    room.person.opens(one).types(typed);
    await expect(importShare(room.workstation, serial, {})).rejects.toEqual(refusal('kcv-differs'));
  });

  test('a device without DKEK takes none', async () => {
    await setUp(room, 0, { scheme: 'none' });
    await expect(importShare(room.workstation, serial, {})).rejects.toEqual(refusal('no-dkek'));
  });
});
