import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headsIn } from '../../electron/ceremony/transcript/minutes-head.ts';
import { type DoneCeremony, wholeCeremony } from '../ceremonies/whole-ceremony.ts';
import { devicesOf, launchApp, type RunningApp, readState, root } from './harness.ts';
import { codeOnPage } from './pdf-codes.ts';
import { recordedIpc, recordIpc, searchable, tracesOf } from './secret-search.ts';

const out = mkdtempSync(join(tmpdir(), 'conclave-whole-'));
let running: RunningApp;
let done: DoneCeremony;

beforeAll(async () => {
  running = await launchApp({ userData: join(out, 'app-data') });
  await recordIpc(running.app);
  done = await wholeCeremony(running, out, async () => undefined);
}, 240_000);
afterAll(async () => {
  await running?.close();
  rmSync(out, { recursive: true, force: true });
});

const textOf = (pdf: string) => execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
const pdfs = () => done.papers.filter((path) => path.endsWith('.pdf'));

/** The verifier as a person calls it. */
function verify(transcript: string, minutes: string): { readonly code: number | null; readonly said: string } {
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'out/app/verify.cjs'), transcript, '--minutes', minutes], {
    encoding: 'utf8',
  });
  return { code: status, said: stdout };
}

describe('the whole ceremony, from plan to minutes', () => {
  it('leaves two devices with the same keys, and every step done', async () => {
    const devices = devicesOf(await readState(running.page));
    expect(new Set(devices.map(({ dkek }) => JSON.stringify(dkek))).size).toBe(1);
    for (const { keys } of devices) expect(keys.map(({ label }) => label)).toEqual(['WebADM', 'Signing']);
    const text = readFileSync(done.text, 'utf8');
    expect(text).toContain('Everything but the closing itself is done.');
    expect(text).not.toContain('(waiting)');
    expect(text).not.toContain('NOT AS PLANNED');
    for (const words of ['A fire alarm was tested.', 'paused: Overnight', 'went on']) expect(text).toContain(words);
  });

  it('tells in the PDF what it tells in the text: people, devices, hashes, parts, the head', () => {
    const pdf = textOf(done.pdf).replace(/\s+/g, '');
    const hashes = readFileSync(join(done.folder, 'transcript.jsonl'), 'utf8').match(/"sha256":"[0-9a-f]{64}"/g) ?? [];
    expect(hashes.length).toBeGreaterThan(2);
    const register = JSON.parse(readFileSync(join(done.folder, 'register.json'), 'utf8'));
    const fingerprints = register.holdings.flatMap(({ fingerprint }: { fingerprint?: string }) => fingerprint ?? []);
    expect(fingerprints).toHaveLength(3);
    const [head] = headsIn(readFileSync(done.text, 'utf8'));
    const told = [
      ...done.plan.people.map(({ name }) => name),
      ...Object.values(done.serials),
      ...fingerprints,
      head?.sha256 ?? 'no head',
      'Signing',
      'SC0048210',
      'AES-CMAC',
      'Restoredrill',
    ];
    const pages = textOf(done.pdf).split('\f');
    const page = pages.findIndex((text) => text.includes('Head of the transcript')) + 1;
    expect(codeOnPage(done.pdf, page)).toBe(`CONCLAVE HEAD ${head?.entries} ${head?.sha256}`);
    for (const words of told) expect(pdf).toContain(words.replace(/\s+/g, ''));
  });

  it('is accepted by the verifier from PDF and from text; any change of transcript or minutes is not', async () => {
    for (const minutes of [done.pdf, done.text]) {
      const { code, said } = verify(done.transcript, minutes);
      expect([code, said]).toEqual([0, expect.stringContaining('WHOLE, and it is the one given.')]);
      expect(said).toContain('HOLDS: over entry');
    }
    const whole = readFileSync(done.transcript, 'utf8');
    const lines = whole.split(/(?<=\n)/);
    const forged = join(out, 'forged.jsonl');
    const changes: Record<string, string> = {
      'one byte': whole.replace('Vault', 'Fault').replace('Sophie', 'Sophia'),
      'an entry removed': lines.filter((_, at) => at !== 20).join(''),
      'two exchanged': [...lines.slice(0, 20), lines[21], lines[20], ...lines.slice(22)].join(''),
      'a tail cut off': lines.slice(0, -20).join(''),
      'a tail added': whole + lines.at(-1),
    };
    for (const [name, content] of Object.entries(changes)) {
      expect([name, content === whole]).toEqual([name, false]);
      writeFileSync(forged, content);
      expect([name, verify(forged, done.pdf).code]).toEqual([name, 1]);
    }
    const otherMinutes = join(out, 'other.txt');
    writeFileSync(otherMinutes, readFileSync(done.text, 'utf8').replace(/(CONCLAVE HEAD\s+\d+\s+)(..)/, '$100'));
    expect(verify(done.transcript, otherMinutes).code).toBe(1);
    // The drill's certificate is a PDF of this ceremony too, and no minutes.
    const certificate = pdfs().find((path) => path.includes('drill-')) ?? '';
    expect(verify(done.transcript, certificate)).toMatchObject({ code: 2, said: expect.stringContaining('no minutes') });
  });

  it('leaves no secret in plan, transcript, registers, papers, the window, its messages, the logs or the processes', async () => {
    expect(done.secrets.length).toBeGreaterThan(7);
    expect(await recordedIpc(running.app)).toContain('minutes.make');
    const texts = pdfs().map((path) => ({ name: `text of ${path}`, content: Buffer.from(textOf(path).replace(/\s+/g, '')) }));
    expect(texts.length).toBeGreaterThan(5);
    expect(readdirSync(done.folder)).toEqual(expect.arrayContaining(['transcript.jsonl', 'register.json', 'keys.json']));
    expect(tracesOf(done.secrets, [...texts, ...(await searchable(running, [out]))])).toEqual([]);
  });
});
