import type { AesSize, CurveName, RsaSize } from '../../../shared/algorithms.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { KeyName } from '../../../shared/models/reports.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { writeKeyDescription } from '../../card/descriptions.ts';
import { generateAesKey, generateEcKey, generateRsaKey, type KeyLimits } from '../../card/generate.ts';
import type { KeyDescription } from '../../codec/pkcs15.ts';
import { curve } from '../../crypto/curves.ts';
import type { Device } from '../fleet/device.ts';
import { assertLoggedIn } from '../pins/login.ts';
import type { Workstation } from '../workstation.ts';
import { checkKeyLabel } from './keys.ts';
import { assertDkekReady, establishKey, freePlace, uniqueId } from './new-key.ts';

interface NewKey {
  readonly serial: Serial;
  readonly label: string;
  /** How often it may be used, 1..4294967294; undefined: without limit. A new key with a limit is not tried. */
  readonly useCounter?: number | undefined;
  /** On a device with key domains; undefined: number 0. */
  readonly keyDomain?: number | undefined;
}

/**
 * Generates an AES key with exactly these capabilities, which can never be changed. Refusal no-capability, label-…, domain-…,
 * dkek-incomplete, pin-not-verified, card-full, test-failed; then no part of the key stays.
 */
export function generateAes(
  { fleet }: Workstation,
  wanted: NewKey & { readonly size: AesSize; readonly capabilities: readonly number[] },
): Promise<KeyName> {
  return fleet.run(wanted.serial, t('Generate AES Key'), (device) => {
    if (wanted.capabilities.length === 0) refuse('no-capability');
    const { size, capabilities } = wanted;
    const make = (reference: KeyReference) =>
      generateAesKey(device.session, reference, { size, capabilities, ...limitsOf(device, wanted) });
    return generate(device, wanted, { kind: 'AES', sizeBits: size }, make, capabilities);
  });
}

/** Generates an RSA key pair; on a genuine device this takes seconds to minutes and cannot be stopped. Refusals as `generateAes`. */
export function generateRsa({ fleet, longWork }: Workstation, wanted: NewKey & { readonly size: RsaSize }): Promise<KeyName> {
  return fleet.run(wanted.serial, t('Generate RSA Key'), (device) => {
    const { size, serial } = wanted;
    return generate(device, wanted, { kind: 'RSA', sizeBits: size }, (reference) =>
      longWork.run(t('Generating an RSA-{size} key; the device may take minutes', { size }), false, async () => {
        await generateRsaKey(device.session, reference, { size, serial, ...limitsOf(device, wanted) });
      }),
    );
  });
}

/** Generates an EC key pair. Refusals as `generateAes`. */
export function generateEc({ fleet }: Workstation, wanted: NewKey & { readonly curve: CurveName }): Promise<KeyName> {
  return fleet.run(wanted.serial, t('Generate ECC Key'), (device) =>
    generate(device, wanted, { kind: 'EC', sizeBits: curve(wanted.curve).bits }, async (reference) => {
      await generateEcKey(device.session, reference, { curve: wanted.curve, serial: wanted.serial, ...limitsOf(device, wanted) });
    }),
  );
}

/** A classic device is never sent a key domain. */
function limitsOf({ state }: Device, { useCounter, keyDomain = 0 }: NewKey): KeyLimits {
  return { ...(useCounter === undefined ? {} : { useCounter }), ...(state.keyDomains ? { keyDomain } : {}) };
}

async function generate(
  device: Device,
  { label, useCounter, keyDomain }: NewKey,
  type: Pick<KeyDescription, 'kind' | 'sizeBits'>,
  make: (reference: KeyReference) => Promise<void>,
  capabilities?: readonly number[],
): Promise<KeyName> {
  if (!device.state.initialized) refuse('not-initialized');
  assertDkekReady(device.state, keyDomain);
  assertLoggedIn(device);
  checkKeyLabel(device, label);
  const reference = await freePlace(device);
  const description: KeyDescription = { ...type, label, id: uniqueId(device.state.keys, reference), reference };
  const { key } = await establishKey(device, {
    reference,
    description,
    ...(capabilities ? { capabilities } : {}),
    ...(useCounter === undefined ? {} : { useCounter }),
    keyDomain: keyDomain ?? 0,
    again: t('Generate it again.'),
    repair: t('Choose Rename Key… to repair it, or delete it.'),
    make: async () => {
      await make(reference);
      await writeKeyDescription(device.session, reference, description);
    },
  });
  return key;
}
