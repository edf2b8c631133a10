/**
 * What the trace may show. The flags of a command come first; this list is the second wall, for the day when a
 * flag is forgotten: data and answers are shown only where they are known to be harmless, all others by length.
 */
import { hex } from '../../shared/bytes.ts';
import type { Command, Response } from './command.ts';

/** Instructions whose command data are public: file IDs, key parameters, hashes to sign, ciphertexts and public points. */
const openCommands: ReadonlySet<number> = new Set([0x46, 0x48, 0x58, 0x62, 0x68, 0xa4, 0xb1, 0xe4]);
/** Instructions whose answers are public. Not 62 and 78 (plaintext), 72 (a wrapped key), 84 (random for shares), 5A (a PIN). */
const openAnswers: ReadonlySet<number> = new Set([0x20, 0x24, 0x2c, 0x46, 0x48, 0x50, 0x52, 0x58, 0x68, 0x74, 0xa4, 0xb1, 0xd7, 0xe4]);
const INS_READ = 0xb1;
const INS_UPDATE = 0xd7;
/** First byte of the IDs of files that anyone may read: descriptions, certificates and public data; 2F02, 2F03. */
const openFiles: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xc9, 0xca, 0xce, 0xcf]);
const openFileIds: ReadonlySet<number> = new Set([0x2f02, 0x2f03]);

/** Header, Lc, data and Le in hex, data replaced by its length where it may hold a secret. */
export function shownCommand(command: Command): string {
  const { cla, ins, p1, p2, data, le } = command;
  const header = hex.encode(Uint8Array.of(cla, ins, p1, p2));
  const body = !data || data.length === 0 ? '' : ` ${mayShowData(command) ? hex.encode(data) : hidden(data)}`;
  return `${header}${body}${le === undefined ? '' : ` Le=${le}`}`;
}

/** Data of the answer in hex, or its length where it may hold a secret; without the status word. */
export function shownAnswer(command: Command, { data }: Response): string {
  if (data.length === 0) return '';
  return mayShowAnswer(command) ? hex.encode(data) : hidden(data);
}

const hidden = (data: Uint8Array): string => `[secret, ${data.length} bytes]`;

function mayShowData(command: Command): boolean {
  if (command.secret) return false;
  return openCommands.has(command.ins) || (command.ins === INS_UPDATE && onOpenFile(command));
}

function mayShowAnswer(command: Command): boolean {
  if (command.secretAnswer) return false;
  return openAnswers.has(command.ins) && (command.ins !== INS_READ || onOpenFile(command));
}

/** P1 P2 name the file; 0000 means the current one, which is not known here. */
function onOpenFile({ p1, p2 }: Command): boolean {
  return openFiles.has(p1) || openFileIds.has((p1 << 8) | p2);
}
