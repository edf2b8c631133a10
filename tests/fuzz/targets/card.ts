import { channelOver } from '../../../electron/apdu/channel.ts';
import { type Command, decodeResponse, encodeCommand } from '../../../electron/apdu/command.ts';
import { shownAnswer, shownCommand } from '../../../electron/apdu/redaction.ts';
import { StatusError } from '../../../electron/apdu/status-error.ts';
import { statusText } from '../../../electron/apdu/status-words.ts';
import { parseCommand } from '../../../electron/simulator/parse-command.ts';
import { Refused } from '../../../electron/simulator/status.ts';
import { WireError } from '../../../electron/transport/transport.ts';
import { concat, hex, uint16 } from '../../../shared/bytes.ts';
import { verbs } from '../../card/driver-verbs.ts';
import { genuineDevices } from '../../vectors/genuine-devices.ts';
import { records } from '../../vectors/records.ts';
import { assertSame, BrokenPromise, isRefusal, type Target } from '../target.ts';

const { request, certificates } = genuineDevices.DENK0404144;

/** Commands as a card gets them. */
const command: Target = {
  name: 'apdu-command',
  form: 'bytes',
  refuses: (error) => error instanceof Refused,
  seeds: () =>
    ['00A40400', '00200081', '80500000020102', '80500000020102FF', '00B1CE010000040154020000', '0022410100000284010000'].map((text) =>
      hex.decode(text),
    ),
  parse: (input) => {
    const read = (bytes: Uint8Array) => {
      const { le, ...rest } = parseCommand(bytes);
      return le === undefined ? rest : { ...rest, le };
    };
    const accepted: Command = read(input);
    assertSame(accepted, encodeCommand, read);
    shownCommand(accepted);
  },
};

/** What a reader gives as the answer of a card. */
const response: Target = {
  name: 'apdu-response',
  form: 'bytes',
  refuses: (error) => error instanceof RangeError && error.message.startsWith('response:'),
  seeds: () => [hex.decode('9000'), concat(certificates.slice(0, 60), hex.decode('6282')), hex.decode('6C10'), hex.decode('63C2')],
  parse: (input) => {
    const read = decodeResponse(input);
    assertSame(read, ({ data, sw }) => concat(data, uint16(sw)), decodeResponse);
    for (const ins of [0xb1, 0x84, 0x58]) shownAnswer({ cla: 0, ins, p1: 0xc4, p2: 1 }, read);
    statusText(read.sw);
  },
};

const names = Object.keys(verbs);
const mostCommands = 700;
const frame = (answer: Uint8Array) => concat(uint16(answer.length), answer);
const answers = (verb: string, ...list: readonly string[]) =>
  concat(Uint8Array.of(names.indexOf(verb)), ...list.map((each) => frame(hex.decode(each))));
const ok = (bytes: Uint8Array) => `${hex.encode(bytes)}9000`;
const fci = '6F0A81020100A50390010591';

/**
 * Each verb of the driver against a card that answers what the input says, over and over: which verb, then answers, each with a length of
 * two bytes. Ends after a bounded number of commands, with a value or a refusal.
 */
const driver: Target = {
  name: 'driver',
  form: 'bytes',
  maxBytes: 16_384,
  refuses: (error) => isRefusal(error) || error instanceof StatusError || error instanceof WireError,
  seeds: () => [
    ...names.map((verb) => answers(verb, '9000')),
    answers('openSession', '6F0785050001000104019000', '9000'),
    answers('certificates', ok(certificates)),
    answers('readTokenInfo', `${records.openscTokenInfo}9000`),
    answers('readKeyDescription', `${records.cardContactAes}9000`),
    answers('enumerate', 'CC00CC01C401CE01C8019000'),
    answers('storedObjects', 'C801CA01C901CF019000', '301C300A0C044E6F746503020640300404020101A1083006300404020000CA019000'),
    answers('generateEcKey', ok(request)),
    answers('generateRsaKey', ok(request)),
    answers('ecDetails', `${fci}02010A9000`, ok(request)),
    answers('aesDetails', `${fci}049110119000`),
    answers('selectObject', `${fci}0410119293009000`),
    answers('readRandom', `${'5A'.repeat(256)}9000`),
    answers('readDkek', '01000000000000000000009000'),
    answers('readDkeks', '01000000000000000000009000', '6A86'),
    answers('readPka', '020100009000', '6A88'),
    answers('wrapThenUnwrap', `${'11'.repeat(94)}6108`, `${'22'.repeat(8)}9000`, '9000'),
    answers('readObject', '6282', '6100', '6C05'),
    answers('verifyUserPin', '63C2'),
  ],
  parse: async (input) => {
    const verb = verbs[names[(input[0] ?? 0) % names.length] as string];
    const played = framesIn(input.subarray(1));
    let sent = 0;
    const transmit = async () => {
      if (++sent > mostCommands) throw new BrokenPromise('it sends commands without end');
      return (played[(sent - 1) % played.length] ?? Uint8Array.of(0x6f, 0x00)).slice();
    };
    const channel = channelOver({ atr: new Uint8Array(0), transmit, close: async () => undefined });
    await verb?.({ channel, firmware: { major: 4, minor: 1 }, platform: 0, options: 1 });
  },
};

function framesIn(bytes: Uint8Array): Uint8Array[] {
  const frames: Uint8Array[] = [];
  for (let at = 0; at + 2 <= bytes.length; ) {
    const length = ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
    frames.push(bytes.slice(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return frames;
}

export const cardTargets: readonly Target[] = [command, response, driver];
