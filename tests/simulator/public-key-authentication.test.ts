import { beforeAll, describe, expect, test } from 'vitest';
import { readCvc } from '../../electron/codec/cvc.ts';
import { findTlv, readTlv } from '../../electron/codec/tlv.ts';
import { curve, signatureFromDer } from '../../electron/crypto/curves.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { ascii, concat, hex } from '../../shared/bytes.ts';
import { ask, extended, initialize, login, pin, selectApplet, send, soPin, words } from './talk.ts';

/** The commands of protocol reference 10.4, by hand. */
interface Custodian {
  readonly card: SimulatedCard;
  /** Contents, without the outer tag. */
  readonly request: Uint8Array;
  readonly device: Uint8Array;
  readonly issuer: Uint8Array;
  readonly holders: { readonly key: string; readonly device: string; readonly issuer: string; readonly root: string };
}

const domain = curve('secp256r1');
const status = '8054000000';
const reference = (template: string, holder: string) => {
  const name = hex.encode(ascii.encode(holder));
  const length = (bytes: number) => bytes.toString(16).padStart(2, '0');
  return `002281${template} ${length(name.length / 2 + 2)} 83${length(name.length / 2)}${name}`;
};
const noPin = (more: string) => {
  const data = `80020001 8208${soPin} 910103 ${more}`.replace(/\s/g, '');
  return `80500000 ${(data.length / 2).toString(16).padStart(2, '0')} ${data}`;
};

async function custodian(name: string): Promise<Custodian> {
  const card = SimulatedCard.create();
  for (const command of [initialize(), login]) await ask(card, command);
  const tlv = (tag: string, value: Uint8Array) => `${tag}${value.length.toString(16).padStart(2, '0')}${hex.encode(value)}`;
  const { p, a, b, G, n } = domain;
  const key = `060A04007F00070202020203${[p, a, b, G, n].map((value, i) => tlv(`8${i + 1}`, value)).join('')}870101`;
  const publicKey = `7F4982${(key.length / 2).toString(16).padStart(4, '0')}${key}`;
  const wish = `5F290100 42095554434130303030 31${publicKey}5F20${tlv('', ascii.encode(name))}`.replace(/\s/g, '');
  const request = hex.decode(await ask(card, extended('00460100', hex.decode(wish), true)));
  const chain = hex.decode((await send(card, '00B12F02 000004 54020000 0000')).data);
  const device = readCvc(chain);
  const issuerBytes = chain.subarray(device.end);
  const issuer = readCvc(issuerBytes);
  return {
    card,
    request: readTlv(request).value,
    device: readTlv(chain).value,
    issuer: readTlv(issuerBytes).value,
    holders: { key: name, device: device.body.holder, issuer: issuer.body.holder, root: issuer.body.authority ?? '' },
  };
}

/** MSE and VERIFY CERTIFICATE for issuer and device, then the registration. */
async function registerOn(target: SimulatedCard, { request, device, issuer, holders }: Custodian): Promise<string[]> {
  return words(
    target,
    reference('B6', holders.root),
    extended('002A00BE', issuer),
    reference('B6', holders.issuer),
    extended('002A00BE', device),
    reference('B6', holders.device),
    extended('80540000', request, true),
  );
}

async function sign({ card }: Custodian, message: Uint8Array): Promise<string> {
  await words(card, login);
  const length = message.length.toString(16).padStart(2, '0');
  return hex.encode(signatureFromDer(hex.decode(await ask(card, `80680173 ${length} ${hex.encode(message)} 00`)), 32));
}

async function authenticate(target: SimulatedCard, who: Custodian, holder = `${target.serial}00000`): Promise<string[]> {
  const named = await words(target, reference('A4', who.holders.key));
  const challenge = hex.decode(await ask(target, '0084000008'));
  const signature = await sign(who, concat(ascii.encode(holder), challenge));
  return [...named, ...(await words(target, `0082000040 ${signature}`))];
}

let custodians: Custodian[];
let target: SimulatedCard;
beforeAll(async () => {
  custodians = [await custodian('UTFIRST00001'), await custodian('UTSECOND00001'), await custodian('UTTHIRD00001')];
  target = SimulatedCard.create();
  await ask(target, noPin('93020302'));
});
const [first, second, third] = [() => custodians[0] as Custodian, () => custodians[1] as Custodian, () => custodians[2] as Custodian];

describe('keys in place of the PIN, 2 of 3', () => {
  test('nobody is registered at first, and the PIN says that keys come first', async () => {
    expect(await ask(target, status)).toBe('03030200');
    expect(await words(target, '00200081', login, '002400810C363438323139 313233343536', '00200088')).toEqual([
      '6285',
      '6285',
      '6285',
      '63CF',
    ]);
    expect((await send(target, '8054020000')).sw).toBe('6A88');
  });

  test('a certificate whose issuer is not known is not verified', async () => {
    const fresh = await words(target, reference('B6', first().holders.device), reference('B6', first().holders.issuer));
    expect(fresh).toEqual(['6A88', '6A88']);
    expect(await words(target, extended('002A00BE', first().issuer), extended('80540000', first().request, true))).toEqual([
      '6A88',
      '6A88',
    ]);
    await words(target, reference('B6', first().holders.root));
    expect(await words(target, extended('002A00BE', first().device))).toEqual(['6A80']);
  });

  test('registers each key once, up to the total, without login', async () => {
    const done = ['9000', '9000', '9000', '9000', '9000', '9000'];
    expect(await registerOn(target, first())).toEqual(done);
    expect(await registerOn(target, first())).toEqual([...done.slice(0, 5), '6985']);
    expect(await ask(target, status)).toBe('03020200');
    expect(await authenticate(target, first())).toEqual(['9000', '6985']);
    expect(await registerOn(target, second())).toEqual(done);
    expect(await registerOn(target, third())).toEqual(done);
    expect(await registerOn(target, await custodian('UTFOURTH00001'))).toEqual([...done.slice(0, 5), '6A84']);
    expect(await ask(target, status)).toBe('03000200');
    expect(await send(target, '8054020100')).toEqual({ data: hex.encode(ascii.encode('UTSECOND00001')), sw: '9000' });
    expect((await send(target, '8054020300')).sw).toBe('6A86');
  });

  test('a request that was altered, or signed by another device, is refused', async () => {
    const fresh = SimulatedCard.create();
    await ask(fresh, noPin('93020302'));
    const altered = first().request.slice();
    altered[altered.length - 1] = (altered[altered.length - 1] as number) ^ 1;
    expect((await registerOn(fresh, { ...first(), request: altered })).at(-1)).toBe('6A80');
    expect((await registerOn(fresh, { ...second(), request: first().request })).at(-1)).toBe('6A80');
    expect(await ask(fresh, status)).toBe('03030200');
  });

  test('two of the three open it; logging out closes it', async () => {
    const list = '00B1CD01 04 54020000 00';
    expect(await authenticate(target, third())).toEqual(['9000', '9000']);
    expect(await ask(target, status)).toBe('03000201');
    expect((await send(target, '8054020200')).sw).toBe('9001');
    expect(await words(target, reference('A4', 'UTTHIRD00001'), reference('A4', 'UTNOBODY00001'), '00200081', list)).toEqual([
      '6985',
      '6A88',
      '6285',
      '6982',
    ]);
    expect(await authenticate(target, first())).toEqual(['9000', '9000']);
    expect(await words(target, '00200081', list)).toEqual(['9000', '6A82']);
    await words(target, selectApplet);
    expect(await ask(target, status)).toBe('03000200');
    expect(await words(target, '00200081')).toEqual(['6285']);
  });

  test('a signature counts for this device, this challenge and once', async () => {
    expect(await authenticate(target, first(), 'UTOTHER00000')).toEqual(['9000', '6985']);
    await words(target, reference('A4', first().holders.key));
    const challenge = hex.decode(await ask(target, '0084000008'));
    const signature = await sign(first(), concat(ascii.encode(`${target.serial}00000`), challenge));
    await ask(target, '0084000008');
    expect(await words(target, `0082000040 ${signature}`, `0082000040 ${signature}`)).toEqual(['6985', '6A88']);
    expect(await ask(target, status)).toBe('03000200');
  });
});

describe('keys and PIN together', () => {
  test('the keys come first, then the PIN; both are needed', async () => {
    const card = SimulatedCard.create();
    await ask(card, initialize('93020101', '0011'));
    await registerOn(card, first());
    expect(await words(card, '00200081', login)).toEqual(['6285', '6285']);
    expect(await authenticate(card, first())).toEqual(['9000', '9000']);
    expect(await words(card, '00200081', '0048 0AB0', login, '00200081', '0048 0AB0')).toEqual(['63C3', '6982', '9000', '9000', '9000']);
  });

  test('survives in the state file, with its keys', async () => {
    const { decodeState, encodeState } = await import('../../electron/simulator/state-file.ts');
    const { newDevice } = await import('../../electron/simulator/device-identity.ts');
    const state = newDevice('UTTEST00001', 10_000);
    const pinOf = { value: hex.decode(pin), tries: 3, triesLeft: 3 };
    const keys = [{ holder: 'UTFIRST00001', curve: 'secp256r1' as const, Q: Uint8Array.of(4, 1, 2) }];
    const pka = { total: 3, required: 2, keys };
    state.setup = { options: 1, userPin: pinOf, soPin: pinOf, transportPin: false, keyDomains: new Map(), pka };
    expect(decodeState(encodeState(state)).setup?.pka).toEqual(pka);
  });
});

test.each([
  ['no key needed', '93020300'],
  ['more keys needed than there are', '93020203'],
  ['91 keys', '93025B01'],
  ['one byte', '930103'],
])('INITIALIZE refuses %s', async (_, tlv) => {
  expect(await words(SimulatedCard.create(), initialize(tlv))).toEqual(['6A80']);
});

test('INITIALIZE refuses PIN and keys together without keys, or without a PIN', async () => {
  const together = noPin('93020302').replace('80020001', '80020011');
  expect(await words(SimulatedCard.create(), initialize('', '0011'), together, noPin(''))).toEqual(['6A80', '6A80', '6A80']);
});

test('a device without knows neither status nor registration', async () => {
  const card = SimulatedCard.create();
  await ask(card, initialize());
  expect(await words(card, status, '8054020000', '0082000001 00')).toEqual(['6D00', '6D00', '6A88']);
  expect(findTlv(first().request, 0x7f21)).toBeDefined();
});
