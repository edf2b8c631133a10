import {
  colonHex,
  passwordSharePayload,
  textSharePayload,
  validatePasswordShare,
  validateTextShare,
} from '../../../electron/codec/share-text.ts';
import { pastedBody } from '../../../electron/secret-window/entry/pasted-body.ts';
import { ScannedBody } from '../../../electron/secret-window/entry/scanned-body.ts';
import { judgeShareId, judgeShareText, judgeShareValue } from '../../../electron/secret-window/entry/share-entries.ts';
import { judgeSheetLine, type LineKind } from '../../../electron/secret-window/entry/sheet-lines.ts';
import { hex, utf8 } from '../../../shared/bytes.ts';
import { base32 } from '../../../shared/paper/base32.ts';
import { crc24Hex } from '../../../shared/paper/crc24.ts';
import { decodeBody, encodeBody, judgeLine, type LineAlphabet, lineCheck } from '../../../shared/paper/line-code.ts';
import { mergeCopies } from '../../../shared/paper/merge.ts';
import { CodeCollection, type CodedKind, codeTypes, decodeCode, encodeCodes } from '../../../shared/paper/qr-payload.ts';
import { readSheetId } from '../../../shared/paper/sheet-id.ts';
import { suggestLine, suggestSheetId } from '../../../shared/paper/suggest.ts';
import { password } from '../../vectors/pbe.ts';
import { assertSame, BrokenPromise, bytesOf, isMalformed, type Target, textIn } from '../target.ts';

const id = 'K7Q2-M5TX';
const prime = hex.decode(`03${'FF'.repeat(15)}FB`);
const value = hex.decode('0123456789ABCDEF00112233445566778F');

/** Digits of a share as people type them. */
const shareDigits: Target = {
  name: 'share-digits',
  form: 'text',
  seeds: () => [bytesOf('03:ff:ff:ff:fb'), bytesOf('3:FF fb'), bytesOf('81 02 0f'), bytesOf(hex.encode(value))],
  parse: (input) => {
    const typed = textIn(input);
    for (const kind of ['ours', 'stock', 'text'] as const) judgeShareId(typed, kind);
    const { complete } = judgeShareValue(typed);
    judgeShareValue(typed, 17);
    judgeShareText(typed);
    const bytes = colonHex.decode(typed, 'Share value');
    if (!complete) throw new BrokenPromise('main takes what the window calls incomplete');
    assertSame(
      bytes,
      (each) => bytesOf(colonHex.encode(each)),
      (text) => colonHex.decode(textIn(text)),
    );
  },
};

/** What the code of a share holds; the first byte chooses the kind. */
const shareCode: Target = {
  name: 'share-code',
  form: 'bytes',
  seeds: () => {
    const place = { setId: id, threshold: 2, total: 3, index: 1 };
    const first = passwordSharePayload.encode({ ...place, prime, value });
    return [Uint8Array.of(0, ...first), Uint8Array.of(1, ...textSharePayload.encode({ ...place, share: '8010123456789abcdef' }))];
  },
  parse: (input) => {
    const bytes = input.subarray(1);
    if (((input[0] ?? 0) & 1) === 0) {
      const read = (each: Uint8Array) => validatePasswordShare(passwordSharePayload.decode(each));
      assertSame(read(bytes), passwordSharePayload.encode, read);
    } else {
      const read = (each: Uint8Array) => validateTextShare(textSharePayload.decode(each));
      assertSame(read(bytes), textSharePayload.encode, read);
    }
  },
};

const alphabets: readonly LineAlphabet[] = ['base64', 'colon-hex', 'hex'];
const sheetLines = encodeBody(id, hex.decode(password.file), 16).map(
  ({ number, groups, check }) => `${number} ${groups.join(' ')} ${check}`,
);

/** HSMP1 lines as they are typed or pasted. Every line is judged, none is an error. */
const paperLines: Target = {
  name: 'paper-lines',
  form: 'text',
  refuses: () => false,
  seeds: () => [
    bytesOf(sheetLines.join('\n')),
    bytesOf(`= HSMP1 ID ${id} =\n${sheetLines.join('\n')}`),
    bytesOf(`1 03:ff:fb ${lineCheck(id, '1', '03:ff:fb')}\n2 8010ab ${lineCheck(id, '2', '8010ab')}`),
  ],
  repair: (input) => bytesOf(textIn(input).split('\n').map(checked).join('\n')),
  parse: (input) => {
    const text = textIn(input);
    const typed = text.split('\n').map((row) => row.replace(/^\d{1,3} /, ''));
    for (const [at, line] of typed.slice(0, 40).entries()) {
      for (const alphabet of alphabets) {
        const place = { sheetId: id, number: String(at + 1), alphabet };
        judgeLine({ ...place, length: 16 }, line);
        judgeLine(place, line);
      }
      const [content = '', check = ''] = [line.slice(0, -7), line.slice(-6)];
      for (const kind of ['share-file', 'wrapped-key', 'text-share'] as const satisfies readonly LineKind[])
        judgeSheetLine(kind, id, at + 1, { content, check });
    }
    suggestLine({ sheetId: id, number: '1', alphabet: 'base64', length: 16 }, typed[0] ?? '');
    suggestLine({ sheetId: id, number: '1', alphabet: 'hex' }, typed[0] ?? '');
    suggestSheetId(readSheetId(text) ?? 'K7Q2-M5TY', [{ place: { sheetId: id, number: '1', alphabet: 'base64' }, typed: typed[0] ?? '' }]);
    const body = pastedBody(text, 16, 1);
    const copies = [
      { sheetId: id, lines: typed },
      { sheetId: id, lines: (body?.lines ?? []).map(({ content, check }) => `${content} ${check}`) },
    ];
    const merged = mergeCopies(copies, { alphabet: 'base64', lengths: [16, 16, 16, 16, 16, 8] });
    if (merged.every(({ line }) => line !== undefined)) {
      const lines = merged.map(({ line }) => line ?? '');
      const bytes = malformedAsNothing(() => decodeBody(lines));
      if (bytes)
        assertSame(
          bytes,
          (each) =>
            bytesOf(
              encodeBody(id, each, 16)
                .map(({ groups }) => groups.join(''))
                .join('\n'),
            ),
          (again) => decodeBody(textIn(again).split('\n')),
        );
    }
  },
};

function malformedAsNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!isMalformed(error)) throw error;
    return undefined;
  }
}

function checked(row: string, at: number): string {
  const line = row
    .replace(/^\d{1,3} /, '')
    .replace(/\s/g, '')
    .slice(0, -6);
  return line === '' ? row : `${at + 1} ${line} ${lineCheck(id, String(at + 1), line)}`;
}

/** Codes of one sheet, one in each line. */
const qrCode: Target = {
  name: 'qr-code',
  form: 'text',
  seeds: () => [
    ...(Object.keys(codeTypes) as CodedKind[]).map((kind) =>
      bytesOf(
        encodeCodes(kind, id, hex.decode(password.file))
          .map(({ text }) => text)
          .join('\n'),
      ),
    ),
    bytesOf(
      encodeCodes('wrapped-key', id, new Uint8Array(700).fill(3))
        .map(({ text }) => text)
        .join('\n'),
    ),
  ],
  repair: (input) => bytesOf(textIn(input).split('\n').map(codeWithCheck).join('\n')),
  parse: (input) => {
    const codes = textIn(input).split('\n').slice(0, 120);
    const body = new ScannedBody(['share-file', 'wrapped-key']);
    const all = new CodeCollection(Object.keys(codeTypes) as CodedKind[]);
    let refused: unknown;
    for (const text of codes) {
      try {
        all.add(text);
        const code = decodeCode(text);
        if (code.total === 1 && code.bytes.length <= 300)
          assertSame(
            code,
            ({ kind, sheetId, bytes }) => bytesOf(encodeCodes(kind, sheetId, bytes)[0]?.text ?? ''),
            (bytes) => decodeCode(textIn(bytes)),
          );
        body.add(text);
        body.lines();
      } catch (error) {
        if (!isMalformed(error)) throw error;
        refused = error;
      }
    }
    if (all.missing?.length === 0 && all.bytes === undefined) throw new BrokenPromise('no code is missing, and yet nothing is there');
    if (refused) throw refused;
  },
};

function codeWithCheck(text: string): string {
  const match = /^(HSMP1-\w{3}) (\S+) (\S+) (\S*) \S*$/.exec(text);
  if (!match) return text;
  const [, type, sheetId, place, body = ''] = match;
  const bytes = malformedAsNothing(() => base32.decode(body));
  if (!bytes) return text;
  const prefix = utf8.encode(`${sheetId}|${place}|`);
  return `${type} ${sheetId} ${place} ${body} ${crc24Hex(Uint8Array.of(...prefix, ...bytes.subarray(0, 60_000)))}`;
}

export const paperTargets: readonly Target[] = [shareDigits, shareCode, paperLines, qrCode];
