import { cipher } from './cipher.ts';
import { decipher } from './decipher.ts';
import { manageDkek } from './dkek.ts';
import { deleteFile, enumerateObjects, readBinary, updateBinary } from './files.ts';
import { generateAsymmetric } from './generate-asymmetric.ts';
import { generateSymmetric } from './generate-symmetric.ts';
import { initialize } from './initialize.ts';
import type { CardCommand } from './parse-command.ts';
import { changePin, resetRetryCounter, verify } from './pins.ts';
import { externalAuthenticate, managePublicKeys, setSecurityEnvironment, verifyCertificate } from './public-key-authentication.ts';
import { getChallenge } from './random.ts';
import { select } from './select.ts';
import { sign } from './sign.ts';
import type { PoweredCard } from './state.ts';
import type { Answer } from './status.ts';
import { unwrap } from './unwrap.ts';
import { wrap } from './wrap.ts';

export interface CommandGroup {
  /** The one class byte that goes with this INS (protocol reference 11.1). */
  readonly cla: 0x00 | 0x80;
  readonly run: (card: PoweredCard, command: CardCommand) => Answer | Promise<Answer>;
  /** True where it never changes what the device keeps. */
  readonly readsOnly?: true;
}

/** By INS. What is not here, among it 5A (session PIN), is answered with 6D00. */
export const commands: ReadonlyMap<number, CommandGroup> = new Map([
  [0x20, { cla: 0x00, run: verify }],
  [0x22, { cla: 0x00, run: setSecurityEnvironment, readsOnly: true }],
  [0x24, { cla: 0x00, run: changePin }],
  [0x2a, { cla: 0x00, run: verifyCertificate, readsOnly: true }],
  [0x2c, { cla: 0x00, run: resetRetryCounter }],
  [0x46, { cla: 0x00, run: generateAsymmetric }],
  [0x48, { cla: 0x00, run: generateSymmetric }],
  [0x50, { cla: 0x80, run: initialize }],
  [0x52, { cla: 0x80, run: manageDkek }],
  [0x54, { cla: 0x80, run: managePublicKeys }],
  [0x58, { cla: 0x80, run: enumerateObjects, readsOnly: true }],
  [0x62, { cla: 0x80, run: decipher }],
  [0x68, { cla: 0x80, run: sign }],
  [0x72, { cla: 0x80, run: wrap, readsOnly: true }],
  [0x74, { cla: 0x80, run: unwrap }],
  [0x78, { cla: 0x80, run: cipher }],
  [0x82, { cla: 0x00, run: externalAuthenticate, readsOnly: true }],
  [0x84, { cla: 0x00, run: getChallenge, readsOnly: true }],
  [0xa4, { cla: 0x00, run: select, readsOnly: true }],
  [0xb1, { cla: 0x00, run: readBinary, readsOnly: true }],
  [0xd7, { cla: 0x00, run: updateBinary }],
  [0xe4, { cla: 0x00, run: deleteFile }],
] satisfies [number, CommandGroup][]);
