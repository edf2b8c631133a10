import { describe, expect, it } from 'vitest';
import type { ShareEntry, ShareEntryPrompt } from '../../../electron/ceremony/paper.ts';
import { enterShareTask } from '../../../electron/secret-window/entry/enter-share.ts';
import { answerCall, type Scan } from '../../../electron/secret-window/entry/entry-task.ts';
import { refuse } from '../../../shared/failure.ts';
import { sampleSheets, shareValue } from '../../ceremony/sample-sheets.ts';

const prompt: ShareEntryPrompt = {
  title: 'Import DKEK Share',
  purpose: '',
  kind: 'ours',
  position: '1 of 2',
  primeFirst: false,
  entered: [],
};
const codesOf = (name: string) => sampleSheets()[name]?.codes.map(({ text }) => text) ?? [];
const scanning =
  (...texts: string[]): Scan =>
  async (_source, { take }) => {
    for (const text of texts) if (take(text).done) return;
  };
const typed = (entries: Record<string, string>) =>
  Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, name === 'sheetId' ? text : new TextEncoder().encode(text)]));

/** The entry as `judge` got it, with copies of its secrets. */
function task(
  given: Partial<ShareEntryPrompt>,
  scan: Scan = scanning(),
  judge: (entry: ShareEntry) => Promise<unknown> = async () => 'fine',
) {
  const seen: (Omit<ShareEntry, 'value' | 'prime'> & { value: string; prime?: string })[] = [];
  const secrets: ShareEntry[] = [];
  const made = enterShareTask(
    { ...prompt, ...given },
    async (entry) => {
      const { value, prime, ...rest } = entry;
      const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
      seen.push({ ...rest, value: hex(value.expose()), ...(prime ? { prime: hex(prime.expose()) } : {}) });
      secrets.push(entry);
      return judge(entry);
    },
    scan,
  );
  return { made, seen, secrets, call: (name: string, argument: unknown) => answerCall(made, name, argument) };
}

const isWiped = (entry: ShareEntry) => [entry.value, entry.prime].every((secret) => secret === undefined || throws(() => secret.expose()));
function throws(act: () => unknown): boolean {
  try {
    act();
    return false;
  } catch {
    return true;
  }
}

describe('one share entered by its custodian', () => {
  it('is read as people type it, and wiped when it was judged', async () => {
    const { made, seen, secrets, call } = task({});
    const entry = typed({ id: ' 2 ', value: '01 02:03-0A0b', sheetId: 'k7q2 m5tx' });
    expect(await call('submit-share', entry)).toEqual({ ok: true, value: null });
    expect(seen).toEqual([{ idText: '2', value: '0102030a0b', sheetId: 'K7Q2-M5TX', scanned: false }]);
    expect(secrets.every(isWiped)).toBe(true);
    expect(Object.values(entry).every((part) => typeof part === 'string' || (part as Uint8Array).every((byte) => byte === 0))).toBe(true);
    expect(await made.outcome.promise).toBe('fine');
  });

  it('has a prime only where it is the first of sc-hsm-tool', async () => {
    const stock = task({ kind: 'stock', primeFirst: true });
    await stock.call('submit-share', typed({ prime: 'F7:FF', id: '10', value: '0a' }));
    expect(stock.seen[0]).toMatchObject({ prime: 'f7ff', idText: '10' });
    const next = task({ kind: 'stock', primeFirst: false });
    await next.call('submit-share', typed({ prime: 'F7:FF', id: '10', value: '0a' }));
    expect(next.seen[0]).not.toHaveProperty('prime');
  });

  it('of a text is its raw string, whatever the gaps and capitals', async () => {
    const { seen, call } = task({ kind: 'text' });
    await call('submit-share', typed({ id: '', value: ' 8\n01AB cdef ' }));
    expect(Buffer.from(seen[0]?.value ?? '', 'hex').toString()).toBe('801abcdef');
  });

  it('says what cannot be read and keeps the window, without asking anybody to judge it', async () => {
    const { seen, call } = task({});
    expect(await call('submit-share', typed({ id: '', value: '01' }))).toMatchObject({ ok: false, failure: { code: 'nothing-typed' } });
    expect(await call('submit-share', typed({ id: '1', value: '0x1' }))).toMatchObject({
      ok: false,
      failure: { code: 'share-digits-foreign' },
    });
    expect(await call('submit-share', { id: 'no bytes', value: 7 })).toMatchObject({ ok: false });
    expect(seen).toEqual([]);
  });

  it('stays open with the words of a refusal that another entry can cure, and is wiped all the same', async () => {
    const { made, secrets, call } = task({}, scanning(), async () => refuse('share-twice', { id: 2 }));
    expect(await call('submit-share', typed({ id: '2', value: '01' }))).toMatchObject({ ok: false, failure: { code: 'share-twice' } });
    expect(secrets.every(isWiped)).toBe(true);
    made.outcome.cancel();
    await expect(made.outcome.promise).rejects.toMatchObject({ failure: { code: 'cancelled', meaning: expect.stringContaining('wiped') } });
  });

  it('ends with what cannot be cured', async () => {
    const { made, call } = task({}, scanning(), async () => refuse('quorum-wrong', { entered: 2 }));
    await call('submit-share', typed({ id: '2', value: '01' }));
    await expect(made.outcome.promise).rejects.toMatchObject({ failure: { code: 'quorum-wrong' } });
  });

  it('is judged at once when its code was scanned, with all that the code says', async () => {
    const { made, seen, secrets, call } = task({}, scanning(...codesOf('password-share')));
    expect(await call('scan-share', 'camera')).toEqual({ ok: true, value: null });
    expect(seen[0]).toMatchObject({
      scanned: true,
      idText: '2',
      setId: 'Q0RT-55XB',
      sheetId: 'K7Q2-M5TX',
      threshold: 2,
      total: 3,
      value: Buffer.from(shareValue).toString('hex'),
    });
    expect(secrets.every(isWiped)).toBe(true);
    await made.outcome.promise;
  });

  it('takes no code of another kind of sheet, and no half of one', async () => {
    const other = task({}, scanning(...codesOf('share-file')));
    expect(await other.call('scan-share', 'file')).toMatchObject({ ok: false, failure: { code: 'qr-wrong-kind' } });
    const foreign = task({}, scanning('hello'));
    expect(await foreign.call('scan-share', 'file')).toMatchObject({ ok: false, failure: { code: 'qr-not-ours' } });
    const [firstHalf = ''] = codesOf('text-share-long');
    const half = task({ kind: 'text' }, scanning(firstHalf));
    const answer = await half.call('scan-share', 'file');
    expect(codesOf('text-share-long').length > 1 ? answer : { ok: false }).toMatchObject({ ok: false });
  });
});
