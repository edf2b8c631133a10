import { describe, expect, it } from 'vitest';
import { answerCall, GivenUp, type Scan } from '../../../electron/secret-window/entry/entry-task.ts';
import { handOverTask, judgeReadBack } from '../../../electron/secret-window/entry/hand-over.ts';
import { failure, Refusal } from '../../../shared/failure.ts';
import { sampleSheets } from '../../ceremony/sample-sheets.ts';

const sheets = sampleSheets();
const model = sheets['password-share'];
if (!model) throw new Error('no sheet');
const contents = model.lines.map(({ groups }) => groups.join(''));
const [, id = '', value = ''] = contents;
const readBack = [id, value];
const bytes = (text: string) => new TextEncoder().encode(text);

function begin(scan: Scan = async () => undefined, print = async () => ({ printed: true, words: 'Printed.' })) {
  if (!model) throw new Error('no sheet');
  const task = handOverTask({ model, custodian: 'Ada Lovelace', readBack }, { scan, print });
  const call = (name: string, argument: unknown = null) => answerCall(task, name, argument);
  return { task, call };
}

describe('a line that is typed back', () => {
  it('is judged only once it is whole, so that nobody guesses on until it fits', () => {
    expect(judgeReadBack(value, value.replace(/[0-9a-f]$/, ''), '')).toEqual({ kind: 'incomplete', missing: 1 });
    expect(judgeReadBack(value, 'ff:ff', '')).toMatchObject({ kind: 'incomplete' });
  });

  it('may be typed without colons, in groups, in capitals, and with its check', () => {
    const plain = value.replace(/:/g, '');
    const check = model.lines[2]?.check ?? '';
    for (const typed of [value, plain, plain.toUpperCase(), plain.replace(/(.{8})/g, '$1 '), `${value} ${check.toLowerCase()}`]) {
      expect(judgeReadBack(value, typed, check), typed).toEqual({ kind: 'ok' });
    }
  });

  it('is wrong from the first character that differs', () => {
    const typed = `${value.slice(0, 4)}${value[4] === '0' ? '1' : '0'}${value.slice(5)}`;
    expect(judgeReadBack(value, typed, '')).toEqual({ kind: 'wrong', position: 4 });
    expect(judgeReadBack(value, `${value}77`, '')).toEqual({ kind: 'wrong', position: 35 });
  });

  it('keeps the case of what is no hex', () => {
    expect(judgeReadBack('U2FsdGVkX19JxlCb', 'u2fsdGVkX19JxlCb', '')).toEqual({ kind: 'wrong', position: 1 });
  });
});

describe('handing a share over', () => {
  it('puts nothing of the share on the page before it is asked for', () => {
    const page = JSON.stringify(begin().task.page);
    expect(page).toContain('Ada Lovelace');
    for (const secret of [value, value.replace(/:/g, ''), value.slice(0, 11)]) expect(page).not.toContain(secret);
    for (const { text } of model.codes) expect(page).not.toContain(text);
  });

  it('is done only once every line was typed back', async () => {
    const { task, call } = begin();
    await call('reveal');
    expect(await call('finish-hand-over')).toMatchObject({ ok: false, failure: { code: 'nothing-typed' } });
    await call('judge-line', { at: 0, typed: bytes(id) });
    await call('judge-line', { at: 1, typed: bytes(value) });
    // A line that was right and is changed again is no longer right.
    await call('judge-line', { at: 1, typed: bytes(value.slice(0, -1)) });
    expect(await call('finish-hand-over')).toMatchObject({ ok: false });
    await call('judge-line', { at: 1, typed: bytes(value) });
    expect(await call('finish-hand-over')).toEqual({ ok: true, value: null });
    expect(await task.outcome.promise).toEqual({ printed: false });
  });

  it('takes the scanned sheet instead, and says whether it was printed', async () => {
    const { task, call } = begin(async (_source, { take }) => {
      for (const { text } of model.codes) take(text);
    });
    await call('print');
    expect(await call('scan-back', 'file')).toEqual({ ok: true, value: null });
    await call('finish-hand-over');
    expect(await task.outcome.promise).toEqual({ printed: true });
  });

  it('refuses the sheet of another share and a code that is none of ours', async () => {
    const other = sheets['text-share']?.codes[0]?.text ?? '';
    for (const [text, code] of [
      [other, 'share-read-back-differs'],
      ['https://example.org', 'qr-not-ours'],
    ] as const) {
      const { call } = begin(async (_source, { take }) => void take(text));
      expect(await call('scan-back', 'camera')).toMatchObject({ ok: false, failure: { code } });
      expect(await call('finish-hand-over')).toMatchObject({ ok: false });
    }
  });

  it('goes on after a scan or a print that was given up, and after a printer that is off', async () => {
    const { task, call } = begin(
      async () => {
        throw new GivenUp();
      },
      async () => {
        throw new Refusal(failure('printer-none'));
      },
    );
    expect(await call('scan-back', 'camera')).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(await call('print')).toMatchObject({ ok: false, failure: { code: 'printer-none' } });
    await call('reveal');
    task.outcome.cancel();
    await expect(task.outcome.promise).rejects.toMatchObject({
      failure: { code: 'cancelled', meaning: expect.stringContaining('has been wiped') },
    });
  });
});
