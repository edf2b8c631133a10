import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bundleScript } from '../../../build/bundle.mjs';
import { importShare, type ShareImport } from '../../../electron/ceremony/shares/shares.ts';
import type { DerivePbeKey } from '../../../electron/ceremony/workstation.ts';
import { encodePbe } from '../../../electron/codec/pbe.ts';
import { derivePbeKey } from '../../../electron/crypto/derive-pbe-key.ts';
import { sealShare } from '../../../electron/crypto/pbe.ts';
import { Secret } from '../../../electron/crypto/secret.ts';
import { hex } from '../../../shared/bytes.ts';
import type { FailureCode } from '../../../shared/failure.ts';
import { leadingZero, threeOfFive, twelveShares } from '../../vectors/stock-shares.ts';
import { addPeople, makeSplitShare, misread, openFolder, type SplitShare, scanned, typed } from '../custody/custody-steps.ts';
import { derivationWithoutWork, RehearsalRoom } from '../rehearsal-room.ts';
import type { Paper, TypedShare } from '../scripted-desk.ts';
import { logIn, refusal, setUp } from '../steps.ts';

let room: RehearsalRoom;
let folder = '';

beforeEach(async () => {
  room = await RehearsalRoom.withDevices(1);
});
afterEach(async () => {
  await room.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** A device that waits for a share, and its import of this file with what the custodians enter. */
async function importing(path: string, request: ShareImport, ...entered: (TypedShare | 'close')[]) {
  await setUp(room, 0);
  await logIn(room);
  room.person.opens(path);
  room.desk.enters(...entered);
  return importShare(room.workstation, room.serialOf(0), request);
}

describe('a quorum of our own shares', () => {
  let one: SplitShare;
  let ids: string[];
  const share = (at: number) => typed(one.papers[at] as Paper);
  const code = (at: number) => scanned(one.papers[at] as Paper);
  const quorum = { by: 'quorum' } as const;

  beforeEach(async () => {
    await openFolder(room);
    ids = await addPeople(room, 5);
    one = await makeSplitShare(room, 2, ids.slice(0, 3), 'one.pbe');
  });

  test('is told at once what is wrong with a share, in words of its own, and goes on with what was right', async () => {
    const other = await makeSplitShare(room, 2, ids.slice(0, 3), 'other.pbe');
    const wrong: [TypedShare, FailureCode, string][] = [
      [{ ...share(0), id: '0' }, 'share-id-zero', 'number 0'],
      [{ ...share(0), id: '4' }, 'share-id-out-of-range', 'from 1 to 3'],
      [{ ...share(0), id: 'x' }, 'share-id-malformed', 'whole number'],
      [{ ...share(0), value: `03:ff:${'ff:'.repeat(14)}fb` }, 'share-value-too-large', 'not smaller than the prime'],
      [{ ...share(0), value: share(0).value.slice(3) }, 'share-value-length', '17 are needed'],
      [misread(share(0)), 'share-fingerprint-differs', 'the register has'],
      [{ ...share(0), id: '2' }, 'share-fingerprint-differs', 'Share 2 is wrong'],
      [scanned(other.papers[0] as Paper), 'share-of-other-set', `belongs to the set ${other.setId}`],
      [typed(other.papers[0] as Paper), 'share-fingerprint-differs', 'Share 1 is wrong'],
      [{ ...code(0), prime: `03:${'ff:'.repeat(15)}f1` }, 'share-prime-other', 'not the prime of shares made by this app'],
    ];
    const again: [TypedShare, FailureCode, string] = [code(0), 'share-twice', 'entered twice'];
    const entries = [...wrong.map(([entry]) => entry), share(0), again[0], share(2)];
    const imported = await importing(one.created.path, quorum, ...entries);
    expect(imported).toMatchObject({ shareKcv: one.created.kcv });
    expect(imported.reading).toBeUndefined();
    expect(room.desk.failures.map(({ code }) => code)).toEqual([...wrong, again].map(([, code]) => code));
    for (const [at, [, , words]] of [...wrong, again].entries()) {
      expect(Object.values(room.desk.failures[at] ?? {}).join(' ')).toContain(words);
    }
    expect(room.desk.prompts).toMatchObject([
      { position: '1 of 2', entered: [], primeFirst: false, kind: 'ours', purpose: expect.stringContaining(`set ${one.setId}`) },
      { position: '2 of 2', entered: [expect.stringMatching(/^Share 1, fingerprint [0-9A-F]{10}$/)] },
    ]);
    for (const secret of room.desk.entered) expect(() => secret.expose()).toThrow('wiped');
  });

  test('whose window is closed is forgotten, and that is said', async () => {
    await expect(importing(one.created.path, quorum, share(0), 'close')).rejects.toMatchObject({
      failure: {
        code: 'quorum-abandoned',
        meaning: 'The share that had been entered was wiped from memory. Nothing was changed.',
        next: expect.stringContaining('entered again'),
      },
    });
    expect(room.device().dkek).toMatchObject({ kind: 'incomplete', imported: 0 });
    await expect(importing(one.created.path, quorum, 'close')).rejects.toMatchObject({
      failure: { meaning: expect.stringContaining('No share') },
    });
  });

  test('may be stopped during the derivation', async () => {
    const { longWork } = room.workstation;
    const stopped = new Promise<void>((done) => {
      const derive: DerivePbeKey = (_password, _salt, { signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(Object.assign(new Error('stopped'), { name: 'AbortError' })));
          longWork.cancel(room.progress.at(-1)?.work ?? '');
          done();
        });
      Object.assign(room.workstation, { derivePbeKey: derive });
    });
    await expect(importing(one.created.path, quorum, share(0), share(1))).rejects.toMatchObject({
      failure: { code: 'quorum-abandoned', meaning: expect.stringContaining('The 2 shares') },
    });
    await stopped;
  });

  describe('without a register', () => {
    beforeEach(() => room.custody.close());

    test('knows from a scanned code how many are needed, and which set it is', async () => {
      const other = scanned({ ...(one.papers[1] as Paper) });
      const imported = await importing(one.created.path, quorum, code(1), { ...other, setId: 'AAAA-AAAA' }, share(2));
      expect(imported.shareKcv).toBe(one.created.kcv);
      expect(room.desk.prompts.map(({ position }) => position)).toEqual(['1', '2 of 2']);
      expect(room.desk.failures).toMatchObject([{ code: 'share-of-other-set' }]);
    });

    test('asks for as many as the person says, or tries after each share', async () => {
      expect((await importing(one.created.path, { ...quorum, needed: 2 }, share(0), share(1))).shareKcv).toBe(one.created.kcv);
      expect(room.desk.prompts.splice(0).map(({ position }) => position)).toEqual(['1 of 2', '2 of 2']);
      await openFolder(room);
      const five = await makeSplitShare(room, 3, ids, 'five.pbe');
      await room.custody.close();
      const entered = five.papers.slice(1, 4).map(typed);
      expect((await importing(five.created.path, quorum, ...entered)).shareKcv).toBe(five.created.kcv);
      expect(room.desk.prompts.map(({ position }) => position)).toEqual(['1', '2', '3']);
    });

    test('finds a wrong share with one more than needed, names it and opens the file without it', async () => {
      const imported = await importing(one.created.path, { ...quorum, needed: 2 }, misread(share(0)), share(1), share(2));
      expect(imported).toMatchObject({ shareKcv: one.created.kcv, reading: expect.stringContaining('Share 1 is wrong and was left out') });
      expect(room.desk.prompts.at(-1)).toMatchObject({ more: true, position: '3' });
    });

    test('that fits together but not the file is told from one that is wrong', async () => {
      await openFolder(room);
      const other = await makeSplitShare(room, 2, ids.slice(0, 3), 'other.pbe');
      const pair = await makeSplitShare(room, 2, ids.slice(0, 2), 'pair.pbe');
      await room.custody.close();
      const needed = { ...quorum, needed: 2 };
      const three = [0, 1, 2].map(share);
      await expect(importing(other.created.path, needed, ...three)).rejects.toEqual(refusal('quorum-of-other-file'));
      const [first, second, third] = three as [TypedShare, TypedShare, TypedShare];
      // Two digits of the same place would now and then give three shares that fit together.
      await expect(importing(one.created.path, needed, misread(first), misread(second, 9), third)).rejects.toEqual(refusal('quorum-wrong'));
      const [a, b] = pair.papers.map(scanned) as [TypedShare, TypedShare];
      await expect(importing(pair.created.path, quorum, a, misread(b))).rejects.toEqual(refusal('quorum-wrong'));
      expect(room.device().dkek).toMatchObject({ imported: 0 });
    });
  });
});

describe('shares that sc-hsm-tool printed', () => {
  type Vector = typeof threeOfFive;
  const from = (vector: Vector, ...ids: number[]): TypedShare[] =>
    ids.map((id) => ({ prime: vector.prime, id: vector.shares[id - 1]?.[0] ?? '', value: vector.shares[id - 1]?.[1] ?? '' }));

  /** A share file under the password of the vector, derived without work. */
  async function fileFor(vector: Vector): Promise<string> {
    const salt = hex.decode('0102030405060708');
    const reports = { signal: new AbortController().signal, progress: () => undefined };
    const keys = await derivationWithoutWork(new Secret(hex.decode(vector.password)), salt, reports);
    const path = room.path('stock.pbe');
    await writeFile(path, encodePbe({ salt, ciphertext: sealShare(new Secret(hex.decode(vector.share)), keys) }));
    return path;
  }
  const stock = (needed?: number) => ({ by: 'stock-quorum', ...(needed === undefined ? {} : { needed }) }) as const;

  test('open their file; the prime is asked for once', async () => {
    const imported = await importing(await fileFor(threeOfFive), stock(3), ...from(threeOfFive, 5, 1, 3));
    expect(imported.reading).toBeUndefined();
    expect(room.desk.prompts.map(({ primeFirst, kind }) => [primeFirst, kind])).toEqual([
      [true, 'stock'],
      [false, 'stock'],
      [false, 'stock'],
    ]);
  });

  test('whose number nobody knows are tried after each share', async () => {
    const imported = await importing(await fileFor(threeOfFive), stock(), ...from(threeOfFive, 1, 2, 4));
    expect(imported.imported).toBe(1);
  });

  test('of 10 and more are read as printed, and it says so', async () => {
    const imported = await importing(await fileFor(twelveShares), stock(4), ...from(twelveShares, 12, 10, 3, 11));
    expect(imported.reading).toContain('read as they are printed, in decimal');
    const words = room.progress.flatMap((now) => (now ? [now.words] : []));
    expect(words.some((each) => /^Opening the DKEK share: decimal IDs, eight bytes \(1 of \d\)$/.test(each))).toBe(true);
  });

  test('are each judged as they come', async () => {
    const [first, second, third] = from(threeOfFive, 1, 2, 3) as [TypedShare, TypedShare, TypedShare];
    const wrong: [TypedShare, FailureCode][] = [
      [{ ...first, prime: threeOfFive.prime.replace('37', '36') }, 'share-prime-even'],
      [{ ...first, prime: threeOfFive.prime.replace('37', '39') }, 'share-prime-composite'],
      [{ ...first, prime: threeOfFive.prime.slice(9) }, 'share-prime-length'],
      [{ ...first, id: '0' }, 'share-id-zero'],
      [{ ...first, id: '1 2' }, 'share-id-malformed'],
      [{ ...first, value: `ff${first.value.slice(2)}` }, 'share-value-too-large'],
    ];
    const twice: [TypedShare, FailureCode] = [{ ...second, id: '1' }, 'share-id-twice'];
    const entries = [...wrong.map(([entry]) => entry), first, twice[0], second, third];
    await importing(await fileFor(threeOfFive), stock(3), ...entries);
    expect(room.desk.failures.map(({ code }) => code)).toEqual([...wrong, twice].map(([, code]) => code));
  });

  test('with one wrong share are opened with one more, and the wrong one is named', async () => {
    const [first, second, third, fourth] = from(threeOfFive, 1, 2, 3, 4) as [TypedShare, TypedShare, TypedShare, TypedShare];
    const imported = await importing(await fileFor(threeOfFive), stock(3), first, misread(second), third, fourth);
    expect(imported.reading).toContain('Share 2 is wrong');
  });

  test('whose password begins with a zero byte open the real file, which sc-hsm-tool cannot, by the real derivation', async () => {
    folder = await mkdtemp(join(tmpdir(), 'conclave-worker-'));
    const workerPath = join(folder, 'pbe-worker.cjs');
    await bundleScript('electron/crypto/pbe-worker.ts', workerPath);
    const derive: DerivePbeKey = (password, salt, { signal, progress }) => derivePbeKey(password, salt, { workerPath, signal, progress });
    Object.assign(room.workstation, { derivePbeKey: derive });
    await writeFile(room.path('zero.pbe'), hex.decode(leadingZero.file));
    const imported = await importing(room.path('zero.pbe'), stock(2), ...from(leadingZero, 3, 1));
    expect(imported.reading).toBe('The password begins with a zero byte, which sc-hsm-tool loses; it was put back.');
    expect(room.progress.some((now) => now?.fraction !== undefined && now.fraction > 0.3 && now.cancellable)).toBe(true);
  });
});
