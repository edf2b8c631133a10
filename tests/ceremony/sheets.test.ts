import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { passwordShareSheet } from '../../electron/ceremony/sheets/password-share-sheet.ts';
import { shareFileSheet } from '../../electron/ceremony/sheets/share-file-sheet.ts';
import { textShareSheet } from '../../electron/ceremony/sheets/text-share-sheet.ts';
import { wrappedKeySheet } from '../../electron/ceremony/sheets/wrapped-key-sheet.ts';
import {
  fingerprint,
  passwordSharePayload,
  textSharePayload,
  validatePasswordShare,
  validateTextShare,
} from '../../electron/codec/share-text.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { splitText } from '../../electron/crypto/text-split.ts';
import { passwordPrime } from '../../electron/crypto/threshold.ts';
import { utf8 } from '../../shared/bytes.ts';
import type { SheetModel } from '../../shared/models/sheet.ts';
import { decodeBody, judgeLine } from '../../shared/paper/line-code.ts';
import { CodeCollection, type CodedKind } from '../../shared/paper/qr-payload.ts';
import { passwordSharePlaces } from '../../shared/paper/share-lines.ts';
import { fileSha256, pbeFile, sampleSheets, secretText, shareValue, wrappedKeyFile } from './sample-sheets.ts';

const root = new URL('../..', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'conclave-sheet-commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sheets = sampleSheets();
const sheet = (name: string) => sheets[name] as SheetModel;
const factOf = ({ facts }: SheetModel, term: string) => facts.find((fact) => fact.term === term)?.value;
const contents = ({ lines }: SheetModel) => lines.map(({ groups }) => groups.join(''));
/** What stands between backticks in the steps: to be run as it is printed. */
const commands = ({ restoreWithout }: SheetModel) =>
  restoreWithout.flatMap((step) => [...step.matchAll(/`([^`]+)`/g)].map(([, code]) => code as string));
const command = (model: SheetModel, start: string) => commands(model).find((each) => each.startsWith(start)) ?? '';
const runHere = (line: string) => execFileSync('sh', ['-c', line], { cwd: folder, encoding: 'utf8' });

function scanned(model: SheetModel, kind: CodedKind): Uint8Array {
  const collection = new CodeCollection([kind], model.sheetId);
  for (const { text } of model.codes) collection.add(text);
  return collection.bytes ?? new Uint8Array(0);
}

const origin = { sheetId: 'K7Q2-M5TX', practice: false, at: new Date() };

describe('the sheet of a file', () => {
  it.each([
    ['share-file', 'share-file', pbeFile],
    ['wrapped-aes', 'wrapped-key', wrappedKeyFile('AES')],
    ['wrapped-rsa', 'wrapped-key', wrappedKeyFile('RSA', 1100)],
  ] as const)('%s gives the file back by its lines, by its codes, and by the commands printed on it', (name, kind, file) => {
    const model = sheet(name);
    expect(decodeBody(contents(model))).toEqual(file);
    expect(scanned(model, kind)).toEqual(file);

    const stem = kind === 'share-file' ? 'share' : 'key';
    writeFileSync(
      join(folder, `${stem}.txt`),
      contents(model)
        .map((line) => `${line}\n`)
        .join(''),
    );
    runHere(command(model, 'openssl base64'));
    expect(new Uint8Array(readFileSync(join(folder, `${stem}.${kind === 'share-file' ? 'pbe' : 'wky'}`)))).toEqual(file);
    expect(runHere(command(model, 'openssl dgst'))).toContain(model.sha256?.replaceAll(' ', ''));
  });

  it('says what a share file needs: its password or its quorum', () => {
    expect(command(sheet('share-file'), 'sc-hsm-tool --import')).toBe('sc-hsm-tool --import-dkek-share share.pbe --pwd-shares-total 2');
    expect(command(sheet('share-file-plain'), 'sc-hsm-tool --import')).toBe('sc-hsm-tool --import-dkek-share share.pbe');
    expect(factOf(sheet('share-file'), 'Password')).toBe('set Q0RT-55XB, any 2 of 3 shares');
    expect(factOf(sheet('share-file'), 'Check value (KCV) of the share')).toBe('1A2B 3C4D 5E6F 7081');
    expect(factOf(sheet('share-file'), 'Made')).toMatch(/^2026-03-14 \d\d:05 UTC[+-]\d\d:\d\d$/);
  });

  it('says what stands in clear in a wrapped key', () => {
    const model = sheet('wrapped-aes');
    expect(factOf(model, 'Key')).toBe('webadm-2026, AES-256');
    expect(factOf(model, 'May be used for')).toBe('CBC_ENC (10), CBC_DEC (11), WRAP (92)');
    expect(factOf(model, 'Check value (KCV) of the DKEK')).toBe('F9C3 647B EDBF 0D80');
    expect(factOf(sheet('wrapped-rsa'), 'Key')).toBe('Document signing key, RSA-2048');
  });

  it('is refused for a file of another kind, or half of one', () => {
    expect(() => shareFileSheet({ ...origin, bytes: pbeFile.subarray(1), fileName: 'x' })).toThrow('64 bytes');
    expect(() => wrappedKeySheet({ ...origin, bytes: wrappedKeyFile('AES').subarray(0, 100), fileName: 'x' })).toThrow('wrapped key');
    expect(() => wrappedKeySheet({ ...origin, bytes: pbeFile, fileName: 'x' })).toThrow('wrapped key');
  });
});

describe('the sheet of a share', () => {
  it('of a password holds what sc-hsm-tool asks for, and the same in its code', () => {
    const model = sheet('password-share');
    const [prime, index, value] = contents(model);
    expect([prime, index]).toEqual([`03:${'ff:'.repeat(15)}fb`, '2']);
    expect(value?.replaceAll(':', '')).toBe(Buffer.from(shareValue).toString('hex'));
    for (const [at, place] of passwordSharePlaces(model.sheetId).entries()) {
      const { groups = [], check = '' } = model.lines[at] ?? {};
      expect(judgeLine(place, `${groups.join(' ')} ${check}`).kind).toBe('ok');
    }
    expect(validatePasswordShare(passwordSharePayload.decode(scanned(model, 'password-share')))).toEqual({
      setId: 'Q0RT-55XB',
      threshold: 2,
      total: 3,
      index: 2,
      prime: passwordPrime,
      value: shareValue,
    });
    expect(factOf(model, 'Fingerprint')?.replaceAll(' ', '')).toBe(fingerprint('Q0RT-55XB', 2, shareValue));
    expect(factOf(model, 'SHA-256 of the file')?.replaceAll(' ', '')).toBe(fileSha256);
  });

  it('of a text is combined by the command printed on it, and has no fingerprint to try PINs against', () => {
    const secret = new Secret(utf8.encode(secretText));
    const part = { setId: 'Q0RT-55XB', threshold: 2, total: 3, purpose: 'SO-PIN of A' };
    const models = splitText(secret, part).map((share, at) => textShareSheet({ ...origin, ...part, index: at + 1, share }));
    const [first, , third] = models as [SheetModel, SheetModel, SheetModel];
    writeFileSync(join(folder, 'shares.txt'), `${contents(first).join('')}\n${contents(third).join('')}\n`);
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    expect(runHere(command(first, 'node')).trim()).toBe(secretText);
    expect(validateTextShare(textSharePayload.decode(scanned(first, 'text-share'))).share).toBe(contents(first).join(''));
    expect(factOf(first, 'Fingerprint')).toBeUndefined();
  });

  it('names nothing of the share in its facts, purpose and steps', () => {
    for (const name of ['password-share', 'text-share']) {
      const { facts, purpose, restoreWithApp, restoreWithout, title } = sheet(name);
      const around = JSON.stringify([facts, purpose, restoreWithApp, restoreWithout, title]);
      for (const line of contents(sheet(name)).filter((each) => each.length > 12 && !each.startsWith('03:ff'))) {
        expect(around).not.toContain(line);
      }
      expect(around).not.toContain(secretText);
    }
  });

  it('says that all are needed where all are', () => {
    const model = passwordShareSheet({ ...origin, setId: 'Q0RT-55XB', index: 1, threshold: 2, total: 2, value: shareValue });
    expect(factOf(model, 'Part')).toBe('Share 1 of 2; all 2 are needed');
    expect(model.purpose).toContain('without any one of them');
  });

  it('in blank holds the prime, which is always the same, and nothing else', () => {
    const model = sheet('blank-share');
    expect(contents(model)).toEqual([`03:${'ff:'.repeat(15)}fb`, '', '']);
    expect(model.codes).toEqual([]);
    expect(model.banner).toBe('SECRET WHEN FILLED IN');
  });
});
