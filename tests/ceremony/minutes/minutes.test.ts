import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { textsOf, translations } from '../../../build/languages/catalogs.mjs';
import { formsDocument } from '../../../electron/ceremony/forms/print-forms.ts';
import { ceremonyRecord, makeMinutes } from '../../../electron/ceremony/minutes/make-minutes.ts';
import { minutesDocument } from '../../../electron/ceremony/minutes/minutes-document.ts';
import { signHead } from '../../../electron/ceremony/minutes/sign-head.ts';
import { verifyCommand } from '../../../electron/ceremony/transcript/verify-cli.ts';
import { hex } from '../../../shared/bytes.ts';
import { plainText } from '../../../shared/documents/plain-text.ts';
import { speak } from '../../../shared/language/text.ts';
import type { DocumentModel } from '../../../shared/models/document.ts';
import { formNames, formTitles } from '../../../shared/models/minutes.ts';
import { ok } from '../../../shared/result.ts';
import { RehearsalRoom } from '../rehearsal-room.ts';
import { adopted, plan, play, steps } from '../script/played-script.ts';
import { refusal } from '../steps.ts';
import { deviceWithKeys } from './device-with-keys.ts';

let room: RehearsalRoom;
beforeEach(async () => {
  room = await RehearsalRoom.withDevices(2);
});
afterEach(() => room.close());

const transcript = () => join(room.path('ceremony'), 'transcript.jsonl');

const lastEntry = () => ({ n: 0, ...room.recorder.ceremony?.entries.at(-1) }) as { n: number; facts: Record<string, string> };

/** The minutes as text, in a file of their own. */
async function minutesFile(name = 'minutes.txt'): Promise<string> {
  const text = plainText(minutesDocument(await ceremonyRecord(room.workstation)));
  const path = room.path(name);
  await writeFile(path, text);
  return path;
}

async function verify(...args: readonly string[]): Promise<{ code: number; said: string }> {
  const said: string[] = [];
  const code = await verifyCommand(args, (line) => said.push(line));
  return { code, said: said.join('\n') };
}

async function wholeCeremony(): Promise<void> {
  await adopted(room);
  for (const step of steps.slice(0, -1)) await play(room, step);
  await room.script.exception({
    kind: 'deviation',
    expected: 'the printer works',
    happened: 'a sheet was torn',
    done: 'it was printed again',
    approvedBy: 'witness',
  });
  await play(room, steps.at(-1) as (typeof steps)[number]);
}

describe('minutes', () => {
  test('tell who was not in the room what was done, when, by whom, with which evidence, and what was not as planned', async () => {
    await wholeCeremony();
    await room.script.finish();
    const { document, head, closed } = await makeMinutes(room.workstation);
    expect([closed, head]).toEqual([true, room.recorder.ceremony?.head]);
    await room.workstation.documents.show(document);
    const text = JSON.stringify((room.shownDocuments.at(-1) as DocumentModel).parts);
    for (const { name } of plan.people) expect(text).toContain(name);
    for (const act of plan.acts) expect(text).toContain(act.title);
    for (const words of [
      'The ceremony is closed.',
      'identity card, by Witness',
      'a sheet was torn',
      'TEB 1001',
      'F9C3647BEDBF0D80',
      'UTTEST00001',
      'CBC_ENC (10)',
      'any 2 of 3',
      head.sha256,
      `CONCLAVE HEAD ${head.entries}`,
    ])
      expect(text).toContain(words);
    // Every step is there, and none of them as waiting.
    for (const { id } of steps) expect(text).toContain(`"${id}"`);
    expect(text).not.toContain('(waiting)');
  });

  test('of a folder without a plan tell what the app recorded; without a folder there are none', async () => {
    await expect(makeMinutes(room.workstation)).rejects.toEqual(refusal('no-ceremony-folder'));
    await mkdir(room.path('ceremony'));
    await room.custody.open(room.path('ceremony'));
    await room.recorder.operation(
      {
        operation: 'device.initialize',
        words: 'Initialize Device',
        changesCard: true,
        request: { serial: 'UTTEST00001', label: 'HSM A', scheme: 'none' },
      },
      async () => ok({}),
    );
    const text = plainText(minutesDocument(await ceremonyRecord(room.workstation)));
    expect(text).toContain('No plan was followed');
    expect(text).toContain('HSM A UTTEST00001');
  });

  test('have the number of each AES key on each device, as WebADM was told', async () => {
    await adopted(room);
    const serials = ['UTTEST00001', 'UTTEST00002'];
    const answer = { keys: [{ label: 'WebADM', places: [[{ id: '01', size: 256, index: 0 }], [{ id: '07', size: 256, index: 3 }]] }] };
    const shown = { operation: 'webadm.show', words: 'Show Settings', changesCard: false, request: { serials, keys: ['WebADM'] } };
    await room.recorder.operation(shown, async () => ok(answer));
    const { parts } = minutesDocument(await ceremonyRecord(room.workstation));
    expect(parts.flatMap((part) => (part.kind === 'table' ? part.rows : []))).toEqual(
      expect.arrayContaining([
        ['WebADM', 'AES-256', 'UTTEST00001', '01', '0'],
        ['WebADM', 'AES-256', 'UTTEST00002', '07', '3'],
      ]),
    );
  });

  test('name events outside the plan in red, and do not claim a closed ceremony', async () => {
    await adopted(room);
    await room.recorder.operation(
      { operation: 'key.delete', words: 'Delete Key', changesCard: true, request: { serial: 'UTTEST00001', reference: 1 } },
      async () => ok({}),
    );
    const text = plainText(minutesDocument(await ceremonyRecord(room.workstation)));
    expect(text).toMatch(/\[X\] Not explained: 1 event outside the plan/);
    expect(text).toContain('no step asked for it');
    expect(text).not.toContain('is closed');
  });
});

describe('the verifier, given minutes', () => {
  test('accepts them and lists what follows: the closing, and nothing else', async () => {
    await wholeCeremony();
    const path = await minutesFile();
    await room.script.person('custodian-1', false);
    await room.script.finish();
    await room.custody.close();
    const { code, said } = await verify(transcript(), '--minutes', path);
    expect(said).toContain('WHOLE, and it is the one given.');
    expect(said).toMatch(/After it: entry \d+, .* finished/);
    expect(code).toBe(0);
  });

  test.each(translations)('finds the head also in minutes in %s, of a ceremony held in that language', async (tag) => {
    const texts = textsOf(new URL('../../..', import.meta.url).pathname, tag);
    let path: string;
    speak({ tag, texts });
    try {
      await wholeCeremony();
      path = await minutesFile();
      await room.custody.close();
    } finally {
      speak({ tag: 'en', texts: {} });
    }
    expect(await readFile(path, 'utf8')).toContain(texts['The head, for a camera and for the verifier:']);
    const { code, said } = await verify(transcript(), '--minutes', path);
    expect(said).toContain('WHOLE, and it is the one given.');
    expect(code).toBe(0);
  });

  test('rejects one byte changed, an entry removed, two exchanged, a cut tail, a tail that was added, and minutes of another ceremony', async () => {
    await wholeCeremony();
    const minutes = await minutesFile();
    await room.custody.close();
    const whole = await readFile(transcript(), 'utf8');
    const lines = whole.split(/(?<=\n)/);
    const forged = room.path('forged.jsonl');
    const changed: Record<string, string> = {
      'a byte': whole.replace('a sheet was torn', 'a sheet was born'),
      'an entry removed': [...lines.slice(0, 5), ...lines.slice(6)].join(''),
      'two exchanged': [...lines.slice(0, 5), lines[6], lines[5], ...lines.slice(7)].join(''),
      'a cut tail': lines.slice(0, -3).join(''),
      'a foreign tail': whole + lines[3],
    };
    for (const [name, content] of Object.entries(changed)) {
      await writeFile(forged, content);
      expect([name, (await verify(forged, '--minutes', minutes)).code]).toEqual([name, 1]);
    }
    // Whoever has this very app can lengthen a chain: what is not part of the closing shows.
    await room.custody.open(room.path('ceremony'));
    await room.recorder.operation({ operation: 'key.export', words: 'Export Key', changesCard: false, request: {} }, async () => ok({}));
    expect(await verify(transcript(), '--minutes', minutes)).toMatchObject({ code: 1, said: expect.stringContaining('WENT ON') });

    const other = await RehearsalRoom.withDevices(1);
    try {
      await adopted(other);
      const ofOther = room.path('other.txt');
      await writeFile(ofOther, plainText(minutesDocument(await ceremonyRecord(other.workstation))));
      expect(await verify(transcript(), '--minutes', ofOther)).toMatchObject({
        code: 1,
        said: expect.stringContaining('another ceremony'),
      });
    } finally {
      await other.close();
    }
  });

  test('refuses what names no head, several, or is no document at all', async () => {
    await adopted(room);
    const path = room.path('given');
    for (const [content, words] of [
      ['Minutes without a head', 'names no head'],
      [`CONCLAVE HEAD 3 ${'ab'.repeat(32)} CONCLAVE HEAD 4 ${'ab'.repeat(32)}`, 'several heads'],
      ['%PDF-1.7 and nothing more', 'PDF cannot be read'],
      [Buffer.from([0xff, 0xfe, 0x00]), 'neither a PDF nor text'],
    ] as const) {
      await writeFile(path, content);
      expect(await verify(transcript(), '--minutes', path)).toMatchObject({ code: 2, said: expect.stringContaining(words) });
    }
    expect((await verify(transcript(), '--minutes')).code).toBe(2);
    expect((await verify(transcript(), '--unknown', path)).code).toBe(2);
  });
});

describe('the head signed by a key on a device', () => {
  test.each(['RSA', 'EC'] as const)('with %s is recorded, and holds for openssl and for the verifier', async (kind) => {
    const { serial, references } = await deviceWithKeys(room);
    await adopted(room);
    const before = room.recorder.ceremony?.head;
    expect(await signHead(room.workstation, serial, references[kind])).toMatchObject({ head: before, label: kind });
    const { facts } = lastEntry();
    const [key, signature, message] = ['key.der', 'signature', 'message'].map((name) => room.path(name)) as [string, string, string];
    await writeFile(key, hex.decode(facts['publicKey'] ?? ''));
    await writeFile(signature, hex.decode(facts['signature'] ?? ''));
    await writeFile(message, `conclave transcript head ${before?.sha256}`);
    const checked = execFileSync('openssl', ['dgst', '-sha256', '-keyform', 'DER', '-verify', key, '-signature', signature, message], {
      encoding: 'utf8',
    });
    expect(checked).toContain('Verified OK');
    expect(plainText(minutesDocument(await ceremonyRecord(room.workstation)))).toContain(`Key "${kind}"`);
    await room.custody.close();
    expect(await verify(transcript())).toMatchObject({ code: 0, said: expect.stringMatching(/entry \d+ HOLDS/) });
  });

  test('is refused without login, for AES keys and without a folder; a signature over something else does not hold', async () => {
    const { serial, references } = await deviceWithKeys(room);
    await expect(signHead(room.workstation, serial, references.EC)).rejects.toEqual(refusal('no-ceremony-folder'));
    await adopted(room);
    await expect(signHead(room.workstation, serial, references.AES)).rejects.toEqual(refusal('no-such-key'));
    await signHead(room.workstation, serial, references.EC);
    const { n, facts } = lastEntry();
    // The same signature, said to be over a later entry.
    await room.recorder.record('signature', { ...facts, entries: n });
    await room.recorder.record('signature', { ...facts, label: 'forged', signature: facts['signature']?.replace(/..$/, '00') ?? '' });
    await room.custody.close();
    const { code, said } = await verify(transcript());
    expect([code, said.match(/ HOLDS/g)?.length, said.match(/DOES NOT HOLD/g)?.length]).toEqual([1, 1, 2]);
    await room.reinsert(0);
    await room.custody.open(room.path('ceremony'));
    await expect(signHead(room.workstation, serial, references.EC)).rejects.toEqual(refusal('pin-not-verified'));
  });
});

describe('forms', () => {
  test('are filled with what plan, register and transcript know, each on its own page; blank without a folder', async () => {
    const blank = formsDocument(formNames, {}, true);
    const blankText = plainText(blank);
    await wholeCeremony();
    const filled = formsDocument(
      ['acknowledgement', 'attendance', 'devices', 'access-log'],
      { record: await ceremonyRecord(room.workstation) },
      true,
    );
    const text = plainText(filled);
    for (const name of formNames) expect(blankText).toContain(formTitles[name]);
    expect(blank.parts.filter(({ kind }) => kind === 'new page')).toHaveLength(formNames.length - 1);
    for (const { name } of plan.people) expect(text).toContain(name);
    expect(text).toContain('UTTEST00002');
    expect(text).toContain('TEB 1001');
    expect(blankText).not.toContain('UTTEST');
    for (const { parts } of [blank, filled])
      for (const part of parts) if (part.kind === 'table') for (const row of part.rows) expect(row).toHaveLength(part.columns.length);
  });
});
