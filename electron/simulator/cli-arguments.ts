import { type VpcdAddress, vpcdAddress } from './vpcd.ts';

export const usage = `Simulated SmartCard-HSM as a card in pcscd's virtual reader, for any PC/SC program. For practice and tests only.

  npm run simulator -- --vpcd [host:port] [--state FILE] [--serial S] [--memory BYTES]

  --vpcd [host:port]  where vsmartcard's vpcd listens; default ${vpcdAddress.host}:${vpcdAddress.port}
  --state FILE        keep the device in this file; made if missing. Without it the device is forgotten at the end
  --serial S          UT and 1 to 9 capital letters or digits; default: a random one
  --memory BYTES      room for keys and files
  --help

Several devices: repeat --vpcd, each with its own port; --state, --serial and --memory belong to the --vpcd before them.`;

export interface DeviceWish {
  readonly address: VpcdAddress;
  readonly state?: string;
  readonly serial?: string;
  readonly memory?: number;
}

/** undefined: help was asked for. Throws SyntaxError that tells what is wrong. */
export function readArguments(words: readonly string[]): DeviceWish[] | undefined {
  const wishes: { address: VpcdAddress; state?: string; serial?: string; memory?: number }[] = [];
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--help' || word === '-h') return undefined;
    const value = rest[0]?.startsWith('--') ? undefined : rest.shift();
    if (word === '--vpcd') {
      wishes.push({ address: value === undefined ? vpcdAddress : readAddress(value) });
      continue;
    }
    const wish = wishes.at(-1);
    if (!['--state', '--serial', '--memory'].includes(word)) throw new SyntaxError(`unknown option ${word}`);
    if (wish === undefined) throw new SyntaxError(`${word} belongs after --vpcd`);
    if (value === undefined) throw new SyntaxError(`${word} needs a value`);
    if (word === '--state') wish.state = value;
    else if (word === '--serial') wish.serial = value;
    else wish.memory = readCount(value);
  }
  if (wishes.length === 0) throw new SyntaxError('--vpcd is missing');
  assertDistinct(
    wishes.map(({ address }) => `${address.host}:${address.port}`),
    'the address',
  );
  assertDistinct(
    wishes.flatMap(({ state }) => (state === undefined ? [] : [state])),
    'the state file',
  );
  return wishes;
}

/** `host:port`, `host` or `:port`. */
function readAddress(text: string): VpcdAddress {
  const [, host, digits] = /^([^:\s]*)(?::(\d{1,5}))?$/.exec(text) ?? [];
  const port = digits === undefined ? vpcdAddress.port : Number(digits);
  if (host === undefined || port < 1 || port > 65535) throw new SyntaxError(`expected host:port, got ${text}`);
  return { host: host || vpcdAddress.host, port };
}

function readCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new SyntaxError(`expected a number of bytes, got ${text}`);
  return Number(text);
}

function assertDistinct(values: readonly string[], title: string): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) throw new SyntaxError(`${title} ${twice} is given twice`);
}
