import type { AesSize, CurveName, RsaSize } from '../../shared/algorithms.ts';
import { refuse } from '../../shared/failure.ts';
import type { KeyName } from '../../shared/models/reports.ts';
import type { KeyReference, Serial } from '../../shared/numbers.ts';
import { writeKeyDescription } from '../card/descriptions.ts';
import { generateAesKey, generateEcKey, generateRsaKey } from '../card/generate.ts';
import type { KeyDescription } from '../codec/pkcs15.ts';
import { curve } from '../crypto/curves.ts';
import type { Device } from './device.ts';
import { checkKeyLabel } from './keys.ts';
import { assertLoggedIn } from './login.ts';
import { assertDkekReady, establishKey, freePlace, uniqueId } from './new-key.ts';
import type { Workstation } from './workstation.ts';

interface NewKey {
  readonly serial: Serial;
  readonly label: string;
}

/**
 * Generates an AES key with exactly these capabilities, which can never be changed. Refusal no-capability, label-…,
 * dkek-incomplete, pin-not-verified, card-full, test-failed; then no part of the key stays.
 */
export function generateAes(
  { fleet }: Workstation,
  wanted: NewKey & { readonly size: AesSize; readonly capabilities: readonly number[] },
): Promise<KeyName> {
  return fleet.run(wanted.serial, 'Generate AES Key', (device) => {
    if (wanted.capabilities.length === 0) refuse('no-capability');
    const { size, capabilities } = wanted;
    const make = (reference: KeyReference) => generateAesKey(device.session, reference, { size, capabilities });
    return generate(device, wanted.label, { kind: 'AES', sizeBits: size }, make, capabilities);
  });
}

/** Generates an RSA key pair; on a genuine device this takes seconds to minutes and cannot be stopped. Refusals as `generateAes`. */
export function generateRsa({ fleet, longWork }: Workstation, wanted: NewKey & { readonly size: RsaSize }): Promise<KeyName> {
  return fleet.run(wanted.serial, 'Generate RSA Key', (device) => {
    const { size, serial } = wanted;
    return generate(device, wanted.label, { kind: 'RSA', sizeBits: size }, (reference) =>
      longWork.run(`Generating an RSA-${size} key; the device may take minutes`, false, async () => {
        await generateRsaKey(device.session, reference, { size, serial });
      }),
    );
  });
}

/** Generates an EC key pair. Refusals as `generateAes`. */
export function generateEc({ fleet }: Workstation, wanted: NewKey & { readonly curve: CurveName }): Promise<KeyName> {
  return fleet.run(wanted.serial, 'Generate ECC Key', (device) =>
    generate(device, wanted.label, { kind: 'EC', sizeBits: curve(wanted.curve).bits }, async (reference) => {
      await generateEcKey(device.session, reference, { curve: wanted.curve, serial: wanted.serial });
    }),
  );
}

async function generate(
  device: Device,
  label: string,
  type: Pick<KeyDescription, 'kind' | 'sizeBits'>,
  make: (reference: KeyReference) => Promise<void>,
  capabilities?: readonly number[],
): Promise<KeyName> {
  if (!device.state.initialized) refuse('not-initialized');
  assertDkekReady(device.state);
  assertLoggedIn(device);
  checkKeyLabel(device, label);
  const reference = await freePlace(device);
  const description: KeyDescription = { ...type, label, id: uniqueId(device.state.keys, reference), reference };
  const { key } = await establishKey(device, {
    reference,
    description,
    ...(capabilities ? { capabilities } : {}),
    again: 'Generate it again.',
    repair: 'Choose Rename Key… to repair it, or delete it.',
    make: async () => {
      await make(reference);
      await writeKeyDescription(device.session, reference, description);
    },
  });
  return key;
}
