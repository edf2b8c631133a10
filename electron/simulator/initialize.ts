import { readTlvs, type Tlv } from '../codec/tlv.ts';
import { DKEK_LENGTH } from '../crypto/dkek.ts';
import { hostRandom } from '../crypto/random.ts';
import { mostDomains } from './dkek.ts';
import { freeMemory } from './memory.ts';
import type { CardCommand } from './parse-command.ts';
import { checkPin, demandUserPin, resetAllowed, resetCounterOnly, soPinLength, soPinTries, transportPinSet } from './pins.ts';
import { newPkaSession, pinAndKeys, readPkaWish } from './public-key-authentication.ts';
import { firmware } from './select.ts';
import type { KeyDomain, Pin, PoweredCard, PublicKeyAuthentication } from './state.ts';
import { type Answer, answer, demand, Refused, sw } from './status.ts';

// tags of INITIALIZE (protocol reference 2)
const tag = { options: 0x80, userPin: 0x81, soPin: 0x82, tries: 0x91, shares: 0x92, publicKeys: 0x93, domains: 0x97 } as const;
/** Biometric servers (95, 96): this card refuses them with 6A81. */
const tagsNotSupported = [0x95, 0x96];

const optionsKnown = resetAllowed | transportPinSet | resetCounterOnly | pinAndKeys;

interface Wish {
  readonly options: number;
  readonly userPin: Uint8Array;
  readonly soPin: Uint8Array;
  readonly tries: number;
  /** undefined: no DKEK. 0: the device draws one itself. */
  readonly shares: number | undefined;
  /** undefined: no key domains. */
  readonly domains: number | undefined;
  readonly pka: PublicKeyAuthentication | undefined;
}

/**
 * `80 50 00 00 <TLVs>`: erases keys, files, DKEK and PINs; the device key and its certificates stay (protocol reference 2.4).
 * On an initialized device the SO-PIN must be right, else its counter falls. Without data it answers free memory (4 bytes),
 * options and version.
 */
export function initialize(card: PoweredCard, command: CardCommand): Answer {
  demand(command.p1 === 0 && command.p2 === 0, sw.badParameters);
  if (command.data.length === 0) return describeDevice(card);
  const wish = readWish(command.data);
  if (card.state.setup !== undefined) checkPin(card.state.setup.soPin, wish.soPin);

  const keyDomains = new Map<number, KeyDomain>();
  if (wish.shares !== undefined) keyDomains.set(0, newKeyDomain(wish.shares));
  card.state.files.clear();
  card.state.keys.clear();
  card.state.setup = {
    options: wish.options,
    userPin: newPin(wish.userPin, wish.tries),
    soPin: newPin(wish.soPin, soPinTries),
    transportPin: (wish.options & transportPinSet) !== 0,
    domainCount: wish.domains,
    keyDomains,
    ...(wish.pka && { pka: wish.pka }),
  };
  Object.assign(card.session, {
    userVerified: false,
    soVerified: false,
    labelWritable: true,
    currentFile: undefined,
    pka: newPkaSession(),
  });
  return answer();
}

function describeDevice(card: PoweredCard): Answer {
  const bytes = new Uint8Array(7);
  new DataView(bytes.buffer).setUint32(0, freeMemory(card.state));
  bytes.set([(card.state.setup?.options ?? 0) & 0xff, firmware.major, firmware.minor], 4);
  return answer(bytes);
}

function readWish(data: Uint8Array): Wish {
  const given = readTlvs(data);
  if (given.some((tlv) => tagsNotSupported.includes(tlv.tag))) throw new Refused(sw.notSupported);
  const known: readonly number[] = Object.values(tag);
  const tags = given.map((tlv) => tlv.tag);
  demand(
    tags.every((each, index) => known.includes(each) && tags.indexOf(each) === index),
    sw.badData,
  );

  const [high = 0, low = 0] = valueIn(given, tag.options, 2);
  const options = (high << 8) | low;
  demand((options & ~optionsKnown) === 0, sw.badData);
  const [tries = 0] = valueIn(given, tag.tries, 1);
  demand(tries >= 1, sw.badData);
  const publicKeys = given.find((tlv) => tlv.tag === tag.publicKeys)?.value;
  const pka = publicKeys && readPkaWish(publicKeys);
  demand(pka !== undefined || (options & pinAndKeys) === 0, sw.badData);
  const userPin = readUserPin(given, tries, pka !== undefined && (options & pinAndKeys) === 0);
  const shares = given.find((tlv) => tlv.tag === tag.shares)?.value;
  demand(shares === undefined || shares.length === 1, sw.badData);
  const domains = given.find((tlv) => tlv.tag === tag.domains)?.value;
  demand(domains === undefined || (domains.length === 1 && inRange(domains[0])), sw.badData);
  // one or the other: CardContact's tools never send both (protocol reference 2)
  demand(shares === undefined || domains === undefined, sw.badData);
  const soPin = valueIn(given, tag.soPin, soPinLength).slice();
  return { options, userPin, soPin, tries, shares: shares?.[0], domains: domains?.[0], pka };
}

/** Only where public keys stand in its place may it be missing. */
function readUserPin(given: readonly Tlv[], tries: number, mayBeMissing: boolean): Uint8Array {
  if (mayBeMissing && !given.some((tlv) => tlv.tag === tag.userPin)) return new Uint8Array(0);
  const userPin = valueIn(given, tag.userPin).slice();
  demandUserPin(userPin, tries);
  return userPin;
}

function valueIn(given: readonly Tlv[], wanted: number, length?: number): Uint8Array {
  const value = given.find((tlv) => tlv.tag === wanted)?.value;
  demand(value !== undefined && (length === undefined || value.length === length), sw.badData);
  return value;
}

/** Key domains a device can have. */
function inRange(domains: number | undefined): boolean {
  return domains !== undefined && domains >= 1 && domains <= mostDomains;
}

function newKeyDomain(shares: number): KeyDomain {
  return { shares, sharesMissing: shares, dkek: shares === 0 ? hostRandom(DKEK_LENGTH) : new Uint8Array(DKEK_LENGTH) };
}

function newPin(value: Uint8Array, tries: number): Pin {
  return { value, tries, triesLeft: tries };
}
