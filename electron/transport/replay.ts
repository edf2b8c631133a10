import { hex } from '../../shared/bytes.ts';
import { type CardConnection, WireError, type WireFault } from './transport.ts';

/**
 * Plays a recorded card session back. A dump is plain text, one item a line, bytes in hex with or without spaces:
 *
 *     # a comment
 *     > 00A4040000          a command that must come next, byte for byte
 *     < 9000                its answer
 *     ! card-removed        or: the wire fails with this fault
 */
export interface ReplayConnection extends CardConnection {
  /** Throws when a part of the dump has not been played. */
  finish(): void;
}

type Played = { readonly line: number; readonly command: string } & ({ readonly answer: Uint8Array } | { readonly fault: WireFault });

const genuineAtr = '3BFE1800008131FE458031815448534D31738021408107FA';
const faultNames: readonly WireFault[] = [
  'service-absent',
  'reader-gone',
  'card-removed',
  'card-reset',
  'card-in-use',
  'card-mute',
  'malformed',
  'failed',
];

/** Throws SyntaxError where the dump is malformed. Any command that is not the next one throws an Error that names both. */
export function replayConnection(dump: string, { atr = hex.decode(genuineAtr) }: { atr?: Uint8Array } = {}): ReplayConnection {
  const script = readDump(dump);
  let position = 0;
  return {
    atr,
    async transmit(command) {
      const sent = hex.encode(command);
      const next = script[position];
      if (!next) throw new Error(`replay: expected the end of the dump, got ${sent}`);
      if (next.command !== sent) throw new Error(`replay, line ${next.line}: expected ${next.command}, got ${sent}`);
      position += 1;
      if ('fault' in next) throw new WireError(next.fault, `replay, line ${next.line}`);
      return Uint8Array.from(next.answer);
    },
    async close() {},
    finish() {
      const next = script[position];
      if (next)
        throw new Error(`replay, line ${next.line}: ${script.length - position} commands have not been sent, first ${next.command}`);
    },
  };
}

function readDump(dump: string): Played[] {
  const script: Played[] = [];
  let open: { line: number; command: string } | undefined;
  for (const [index, raw] of dump.split(/\r?\n/).entries()) {
    const line = index + 1;
    const text = raw.trim();
    if (text === '' || text.startsWith('#')) continue;
    const kind = text.charAt(0);
    const rest = text.slice(1).trim();
    if (kind === '>' && !open) open = { line, command: hex.encode(bytesOf(rest, line)) };
    else if (kind === '<' && open) {
      script.push({ ...open, answer: bytesOf(rest, line) });
      open = undefined;
    } else if (kind === '!' && open) {
      const fault = faultNames.find((name) => name === rest);
      if (!fault) throw new SyntaxError(`dump, line ${line}: no such fault: ${rest}`);
      script.push({ ...open, fault });
      open = undefined;
    } else throw new SyntaxError(`dump, line ${line}: expected ${open ? 'an answer (<) or a fault (!)' : 'a command (>)'}`);
  }
  if (open) throw new SyntaxError(`dump, line ${open.line}: the command has no answer`);
  return script;
}

function bytesOf(text: string, line: number): Uint8Array {
  try {
    return hex.decode(text.replace(/\s+/g, ''));
  } catch {
    throw new SyntaxError(`dump, line ${line}: not hexadecimal`);
  }
}
