import { type Failure, failure, Refusal } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
import type { DkekState, PinState } from '../../shared/models/snapshot.ts';
import { StatusError, triesLeft } from '../apdu/status-error.ts';

/** What a command was for: it decides what a status word means. `during` completes "The device refused: …". */
export type Occasion = { readonly during: string } & (
  | { readonly purpose: 'verify-user-pin' | 'change-user-pin' | 'reset-user-pin' | 'change-so-pin' }
  | { readonly purpose: 'read' | 'write' | 'ask' }
  | { readonly purpose: 'verify-certificate' | 'register-public-key' | 'name-public-key' | 'authenticate-public-key' }
  /** The SO-PIN as it stands after the refusal, where it was asked. */
  | { readonly purpose: 'initialize'; readonly soPin?: PinState | undefined }
  /** The DKEK as it stands after the refusal, where it was asked. */
  | { readonly purpose: 'import-share'; readonly dkek?: DkekState | undefined }
  | { readonly purpose: 'generate'; readonly feature: string; readonly dkek?: DkekState | undefined }
  | { readonly purpose: 'wrap'; readonly key: string; readonly dkek?: DkekState | undefined }
  | { readonly purpose: 'unwrap'; readonly dkek?: DkekState | undefined; readonly listOnOldFirmware: boolean; readonly bytes: number }
  | { readonly purpose: 'change-domain'; readonly domain: number; readonly isSetUp: boolean; readonly dkek?: DkekState | undefined }
  | { readonly purpose: 'use-key'; readonly key: string; readonly operation: string }
);

/** Status words, ISO 7816-4 5.6. Implementations differ in which one they give; the table below takes them all. */
const SW = {
  unverified: 0x6300,
  execution: 0x6400,
  length: 0x6700,
  notAllowed: 0x6900,
  security: 0x6982,
  blocked: 0x6983,
  unusable: 0x6984,
  conditions: 0x6985,
  noCurrentFile: 0x6986,
  data: 0x6a80,
  function: 0x6a81,
  noFile: 0x6a82,
  memory: 0x6a84,
  parameters: 0x6a86,
  exists: 0x6a89,
  noReference: 0x6a88,
  outside: 0x6b00,
  instruction: 0x6d00,
  class: 0x6e00,
  unspecified: 0x6f00,
} as const;

/** The one place where a status word becomes words for people. The `StatusError` is kept as the cause. */
export function refusal(sw: number, occasion: Occasion): Refusal {
  const said = meaning(sw, occasion) ?? commonMeaning(sw, occasion.during);
  return new Refusal(said, { cause: new StatusError(sw, occasion.during) });
}

function meaning(sw: number, occasion: Occasion): Failure | undefined {
  switch (occasion.purpose) {
    case 'verify-user-pin':
      return userPinMeaning(sw) ?? (oneOf(sw, SW.length, SW.data) ? failure('pin-length') : undefined);
    case 'change-user-pin':
      return userPinMeaning(sw) ?? newPinMeaning(sw);
    case 'reset-user-pin':
      if (oneOf(sw, SW.conditions, SW.noCurrentFile, SW.notAllowed, SW.instruction)) return failure('reset-not-allowed');
      return soPinMeaning(sw) ?? newPinMeaning(sw);
    case 'change-so-pin':
      return soPinMeaning(sw);
    case 'initialize':
      return soPinMeaning(sw) ?? soPinByState(sw, occasion.soPin);
    case 'import-share':
      return shareMeaning(sw, occasion.dkek);
    case 'generate':
      if (occasion.dkek?.kind === 'incomplete' && !oneOf(sw, SW.security, SW.memory)) return dkekMeaning(occasion.dkek);
      return oneOf(sw, SW.data, SW.function) ? failure('not-supported-by-device', { feature: occasion.feature }) : undefined;
    case 'wrap':
      return wrapMeaning(sw, occasion.key, occasion.dkek);
    case 'unwrap':
      return unwrapMeaning(sw, occasion);
    case 'change-domain':
      return domainMeaning(sw, occasion.domain, occasion.isSetUp, occasion.dkek);
    case 'verify-certificate':
    case 'register-public-key':
    case 'name-public-key':
    case 'authenticate-public-key':
      return publicKeyMeaning(sw, occasion.purpose);
    case 'use-key':
      return meaningInUse(sw, occasion.key, occasion.operation);
    default:
      return undefined;
  }
}

function commonMeaning(sw: number, during: string): Failure {
  if (sw === SW.exists) return failure('key-place-taken');
  if (sw === SW.security) return failure('pin-not-verified');
  if (sw === SW.memory) return failure('card-full');
  if (oneOf(sw, SW.instruction, SW.class, SW.function)) return failure('not-supported-by-device', { feature: during });
  return failure('device-refused', { during, statusWord: sw.toString(16).toUpperCase().padStart(4, '0') });
}

function userPinMeaning(sw: number): Failure | undefined {
  const left = triesLeft(sw);
  if (left === 0) return failure('pin-blocked');
  if (left !== undefined) return failure('pin-wrong', { pin: t('User PIN'), left });
  if (sw === SW.unusable) return failure('pin-is-transport-pin');
  return sw === SW.noReference ? failure('not-initialized') : undefined;
}

function soPinMeaning(sw: number): Failure | undefined {
  const left = triesLeft(sw);
  if (left === 0) return failure('so-pin-blocked');
  if (left !== undefined) return failure('pin-wrong', { pin: 'SO-PIN', left });
  return sw === SW.noReference ? failure('not-initialized') : undefined;
}

/** A new PIN that breaks the card's rule of length and tries: 6A80 or 6700. */
function newPinMeaning(sw: number): Failure | undefined {
  return oneOf(sw, SW.data, SW.length) ? failure('new-pin-refused') : undefined;
}

/** Some firmware answers INITIALIZE with a wrong SO-PIN by 6900, 6985 or 6986; only the counter tells more. */
function soPinByState(sw: number, soPin: PinState | undefined): Failure | undefined {
  if (!oneOf(sw, SW.notAllowed, SW.conditions, SW.noCurrentFile)) return undefined;
  if (soPin?.kind === 'blocked') return failure('so-pin-blocked');
  return soPin?.kind === 'not-verified' ? failure('pin-wrong', { pin: 'SO-PIN', left: soPin.triesLeft }) : undefined;
}

function dkekMeaning(dkek: DkekState | undefined): Failure | undefined {
  if (dkek?.kind === 'none') return failure('no-dkek');
  if (dkek?.kind === 'incomplete') return failure('dkek-incomplete', { missing: dkek.shares - dkek.imported, total: dkek.shares });
  return undefined;
}

function shareMeaning(sw: number, dkek: DkekState | undefined): Failure | undefined {
  if (sw === SW.security) return undefined;
  if (dkek?.kind === 'none') return failure('no-dkek');
  if (dkek?.kind === 'complete') return failure('dkek-complete');
  // shares are missing and yet it refuses one: it wants a login first
  return oneOf(sw, SW.conditions, SW.noCurrentFile) ? failure('pin-not-verified') : undefined;
}

function wrapMeaning(sw: number, key: string, dkek: DkekState | undefined): Failure | undefined {
  if (sw === SW.security) return undefined;
  const missing = dkekMeaning(dkek);
  if (missing) return missing;
  if (oneOf(sw, SW.function, SW.conditions, SW.unusable)) return failure('key-not-exportable', { label: key });
  return oneOf(sw, SW.noReference, SW.noFile) ? failure('no-such-key') : undefined;
}

function unwrapMeaning(sw: number, { dkek, listOnOldFirmware, bytes }: Occasion & { purpose: 'unwrap' }): Failure | undefined {
  if (oneOf(sw, SW.security, SW.memory)) return undefined;
  const missing = dkekMeaning(dkek);
  if (missing) return missing;
  // firmware 3.0 and 3.1 cannot import a key that carries a list of algorithms
  if (sw === SW.unspecified && listOnOldFirmware)
    return failure('not-supported-by-device', { feature: t('importing a key that carries a list of capabilities (firmware before 3.2)') });
  if (sw === SW.length)
    return failure('not-supported-by-device', { feature: t('importing a wrapped key as long as this one ({bytes} bytes)', { bytes }) });
  return oneOf(sw, SW.data, SW.unusable, SW.execution) ? failure('wrapped-key-altered') : undefined;
}

/** Cards differ: one that is set up already is 6A89 or 6A86, one that is not set up 6A88 or 6A86 (protocol reference 10.1). */
function domainMeaning(sw: number, domain: number, isSetUp: boolean, dkek: DkekState | undefined): Failure | undefined {
  if (oneOf(sw, SW.conditions, SW.noCurrentFile)) return failure('pin-not-verified');
  if (sw === SW.exists && !isSetUp) return failure('domain-in-use', { domain });
  if (sw === SW.outside) return failure('no-such-domain', { domain });
  if (!oneOf(sw, SW.exists, SW.parameters, SW.noReference)) return undefined;
  const present = dkek !== undefined && dkek.kind !== 'none';
  if (isSetUp) return present ? failure('domain-set-up-already', { domain }) : failure('no-such-domain', { domain });
  return present ? undefined : failure('domain-not-set-up', { domain });
}

function meaningInUse(sw: number, key: string, operation: string): Failure | undefined {
  if (oneOf(sw, SW.function, SW.conditions)) return failure('key-not-allowed', { label: key, operation });
  // a use counter at zero: 6984 or 6A84, never "no room" since nothing is stored
  if (oneOf(sw, SW.unusable, SW.memory)) return failure('key-used-up', { label: key });
  return oneOf(sw, SW.noReference, SW.noFile) ? failure('no-such-key') : undefined;
}

/** Devices differ in how they refuse a signature: 6300, 6982, 6984, 6985 or 6A80 (protocol reference 10.4). */
function publicKeyMeaning(
  sw: number,
  purpose: 'verify-certificate' | 'register-public-key' | 'name-public-key' | 'authenticate-public-key',
): Failure | undefined {
  const doubtful = oneOf(sw, SW.conditions, SW.data, SW.unusable, SW.security, SW.unverified);
  switch (purpose) {
    case 'verify-certificate':
      return doubtful || sw === SW.noReference ? failure('pka-issuer-unknown') : undefined;
    case 'register-public-key':
      if (sw === SW.conditions) return failure('pka-already-registered');
      if (oneOf(sw, SW.memory, SW.exists)) return failure('pka-full');
      return doubtful ? failure('pka-key-refused') : undefined;
    case 'name-public-key':
      if (sw === SW.conditions) return failure('pka-already-authenticated');
      return oneOf(sw, SW.noReference, SW.noFile) ? failure('pka-not-registered') : undefined;
    case 'authenticate-public-key':
      return doubtful ? failure('pka-not-accepted') : undefined;
  }
}

function oneOf(sw: number, ...words: readonly number[]): boolean {
  return words.includes(sw);
}
