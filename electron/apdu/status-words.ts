import { triesLeft } from './status-error.ts';

/** ISO 7816-4 table 6. For the trace, read by people who know cards: what the UI says is made in card/, where the command is known. */
const texts: Readonly<Record<number, string>> = {
  0x9000: 'OK',
  0x6282: 'end of file before Le bytes',
  0x6285: 'selected file in termination state',
  0x6300: 'authentication failed',
  0x6400: 'execution error, state unchanged',
  0x6581: 'memory failure',
  0x6700: 'wrong length',
  0x6883: 'last command of the chain expected',
  0x6982: 'security status not satisfied',
  0x6983: 'authentication method blocked',
  0x6984: 'referenced data not usable',
  0x6985: 'conditions of use not satisfied',
  0x6986: 'command not allowed, no current file',
  0x6987: 'secure messaging data missing',
  0x6988: 'secure messaging data wrong',
  0x6a80: 'wrong data',
  0x6a81: 'function not supported',
  0x6a82: 'file not found',
  0x6a84: 'not enough memory',
  0x6a86: 'wrong P1 P2',
  0x6a88: 'referenced data not found',
  0x6a89: 'file exists already',
  0x6b00: 'wrong P1 P2, or offset outside the file',
  0x6d00: 'instruction not supported',
  0x6e00: 'class not supported',
  0x6f00: 'no precise diagnosis',
};

/** Text for a status word; `unknown` for one that is not in the standard's table. */
export function statusText(sw: number): string {
  const tries = triesLeft(sw);
  const known = texts[sw];
  if (known) return known;
  if (tries !== undefined) return `wrong; tries left: ${tries}`;
  const low = sw & 0xff;
  if (sw >> 8 === 0x61) return `more data: ${low === 0 ? '256 or more' : low} bytes`;
  if (sw >> 8 === 0x6c) return `wrong Le, exact length is ${low === 0 ? 256 : low}`;
  return 'unknown';
}
