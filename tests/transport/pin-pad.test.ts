import { expect, test } from 'vitest';
import {
  enterPin,
  featureRequestCode,
  modifyStructure,
  pinPadOf,
  readFeatures,
  readPinPad,
  verifyStructure,
} from '../../electron/transport/pin-pad.ts';
import { type CardConnection, WireError } from '../../electron/transport/transport.ts';
import { hex } from '../../shared/bytes.ts';

/** There is no reader with a PIN pad here: this replays what one would answer, from PC/SC part 10. */
function replayedControl(answers: Record<number, string | WireError>): CardConnection & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    atr: new Uint8Array(0),
    transmit: () => Promise.reject(new Error('not used')),
    close: async () => {},
    async control(code, data) {
      asked.push(`${code.toString(16)} ${hex.encode(data)}`.trim());
      const answer = answers[code];
      if (answer instanceof WireError) throw answer;
      return hex.decode(answer ?? '');
    },
  };
}

const features = '06 04 42330006  07 04 42330007  0A 04 4233000A  12 04 42330012'.replace(/\s/g, '');
const request = { header: hex.decode('00200081'), minimum: 6, maximum: 15, timeoutSeconds: 30 };

test('the feature request has the number that each platform gives it', () => {
  expect(featureRequestCode('linux')).toBe(0x42000d48);
  expect(featureRequestCode('darwin')).toBe(0x42000d48);
  expect(featureRequestCode('win32')).toBe(0x313520);
});

test('finds a PIN pad and its control codes', async () => {
  const reader = replayedControl({ 0x42000d48: features });
  expect(await readPinPad(reader, 'linux')).toEqual({ verify: 0x42330006, modify: 0x42330007 });
  expect(reader.asked).toEqual(['42000d48']);
});

test.each([
  ['knows no features', '', undefined],
  ['does not know the question', new WireError('failed', 'SCardControl: SCARD_E_UNSUPPORTED_FEATURE', 0x8010001f), undefined],
  ['can only show its properties', '0A044233000A', undefined],
  ['can verify but not change', '060442330006', { verify: 0x42330006 }],
  ['breaks off in the middle of its list', '06044233000607044233', { verify: 0x42330006 }],
  ['gives an element of another length', '060442330006070242330704', { verify: 0x42330006 }],
])('a reader that %s', async (_, answer, expected) => {
  expect(await readPinPad(replayedControl({ 0x42000d48: answer }), 'linux')).toEqual(expected);
});

test('a card that is gone is not taken for a reader without PIN pad', async () => {
  const gone = replayedControl({ 0x42000d48: new WireError('card-removed', 'SCardControl', 0x80100069) });
  await expect(readPinPad(gone, 'linux')).rejects.toMatchObject({ fault: 'card-removed' });
  expect(await readPinPad({ ...gone, control: undefined } as unknown as CardConnection)).toBeUndefined();
});

test('PIN_VERIFY_STRUCTURE byte for byte', () => {
  // bTimerOut, bTimerOut2, bmFormatString, bmPINBlockString, bmPINLengthFormat, wPINMaxExtraDigit, bEntryValidationCondition,
  // bNumberMessage, wLangId, bMsgIndex, bTeoPrologue, ulDataLength, abData
  expect(hex.encode(verifyStructure(request))).toBe('1E1E820000 0F06 02 01 0904 00 000000 04000000 00200081'.replace(/\s/g, ''));
});

test('PIN_MODIFY_STRUCTURE byte for byte', () => {
  // ... bmPINLengthFormat, bInsertionOffsetOld, bInsertionOffsetNew, wPINMaxExtraDigit, bConfirmPIN, bEntryValidationCondition,
  // bNumberMessage, wLangId, bMsgIndex1 2 3, bTeoPrologue, ulDataLength, abData
  expect(hex.encode(modifyStructure({ ...request, header: hex.decode('00240081') }))).toBe(
    '1E1E820000 0000 0F06 03 02 03 0904 000102 000000 04000000 00240081'.replace(/\s/g, ''),
  );
});

test.each([
  [{ ...request, header: hex.decode('0020008106') }],
  [{ ...request, minimum: 0 }],
  [{ ...request, maximum: 5 }],
  [{ ...request, maximum: 256 }],
  [{ ...request, timeoutSeconds: 256 }],
])('refuses a request out of bounds (%#)', (wrong) => {
  expect(() => verifyStructure(wrong)).toThrow(RangeError);
  expect(() => modifyStructure(wrong)).toThrow(RangeError);
});

test.each([
  ['9000', { kind: 'answered', sw: 0x9000 }],
  ['63C2', { kind: 'answered', sw: 0x63c2 }],
  ['6400', { kind: 'timed-out' }],
  ['6401', { kind: 'cancelled' }],
  ['6402', { kind: 'pins-differ' }],
  ['6403', { kind: 'length' }],
])('the word %s from the reader', async (word, outcome) => {
  expect(await enterPin(replayedControl({ 1: word }), 1, verifyStructure(request))).toEqual(outcome);
});

test('an answer that is no status word is a fault of the wire', async () => {
  await expect(enterPin(replayedControl({ 1: '90' }), 1, verifyStructure(request))).rejects.toBeInstanceOf(WireError);
  expect(readFeatures(hex.decode('06')).size).toBe(0);
});

test('the PIN pad of a reader sends OpenSC’s limits with each command, and tells what came of it', async () => {
  const reader = replayedControl({ 0x42000d48: features, 0x42330006: '9000', 0x42330007: '6402' });
  const pinPad = await pinPadOf(reader, 'linux');
  expect(await pinPad?.verify(hex.decode('00200081'))).toEqual({ kind: 'answered', sw: 0x9000 });
  expect(await pinPad?.modify?.(hex.decode('00240081'))).toEqual({ kind: 'pins-differ' });
  expect(reader.asked).toEqual([
    '42000d48',
    '42330006 1E1E8200000F0602010904000000000400000000200081',
    '42330007 1E1E82000000000F0603020309040001020000000400000000240081',
  ]);
});

test('a reader that can only verify has no change, one without features no PIN pad', async () => {
  const pinPad = await pinPadOf(replayedControl({ 0x42000d48: '060442330006' }), 'linux');
  expect(pinPad && 'modify' in pinPad).toBe(false);
  expect(await pinPadOf(replayedControl({ 0x42000d48: '' }), 'linux')).toBeUndefined();
});
