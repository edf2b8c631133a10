import { WRAP } from '../../../shared/algorithms.ts';
import { Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { ExportedKey, KeyFromFile, TestCheck } from '../../../shared/models/reports.ts';
import { type Kcv, type KeyReference, type Serial, unknownKcv } from '../../../shared/numbers.ts';
import { writeKeyDescription } from '../../card/descriptions.ts';
import { fileOf } from '../../card/files.ts';
import { writeObject } from '../../card/objects.ts';
import { publicKeySha256 } from '../../card/public-keys.ts';
import { unwrapKey } from '../../card/wrap.ts';
import { encodeKeyDescription, type KeyDescription } from '../../codec/pkcs15.ts';
import { encodeWrappedKeyFile } from '../../codec/wrapped-key-file.ts';
import { writeFileSafely } from '../../files/atomic.ts';
import { confirmOnce, fileFacts, type Question } from '../confirmation.ts';
import { fileNameOf } from '../file-name.ts';
import type { Device } from '../fleet/device.ts';
import { assertCanWrap, wrappedKeyKinds } from '../keys/key-files.ts';
import { checkKeyLabel } from '../keys/keys.ts';
import { establishKey, freePlace, uniqueId } from '../keys/new-key.ts';
import { assertLoggedIn } from '../pins/login.ts';
import { mayDo } from '../questions/key-facts.ts';
import { withAssembledDkek } from '../shares/assemble-dkek.ts';
import type { ShareWay } from '../shares/open-share-file.ts';
import type { Workstation } from '../workstation.ts';
import { buildWrappedKey } from './build-wrapped-key.ts';
import { selfSignedBy } from './carry-public-key.ts';
import { typeOf } from './describe-key.ts';
import { publicKeyOf, wipeKeyMaterial } from './key-material.ts';
import type { FoundKey } from './open-key-file.ts';
import { proveAesKey } from './prove-aes-key.ts';

export interface KeyImport {
  readonly serial: Serial;
  readonly label: string;
  /** What an AES key may do, for ever; RSA and EC keys have no list, like those that are generated. */
  readonly capabilities: readonly number[];
  /** How each share of the DKEK is opened, in order. */
  readonly shares: readonly ShareWay[];
  /** Whether to save the wrapped key as well. */
  readonly backup: boolean;
}

/** Refusal not-initialized, no-dkek, dkek-incomplete, dkek-without-shares, dkek-check-value-unknown, pin-not-verified. Gives the DKEK's check value and its shares. */
export function assertTakesKeyFiles(device: Device): { readonly kcv: Kcv; readonly shares: number } {
  const { state } = device;
  if (!state.initialized) refuse('not-initialized');
  assertCanWrap(state);
  assertLoggedIn(device);
  const { dkek } = state;
  if (dkek.kind !== 'complete') return refuse('no-dkek');
  if (dkek.shares === 0) refuse('dkek-without-shares');
  if (dkek.kcv === unknownKcv) refuse('dkek-check-value-unknown');
  return dkek;
}

/**
 * Encrypts a key from a file under the device's DKEK, put together from its shares, lets the device unwrap it into a free place,
 * writes certificate and description, and proves it; a key without a certificate issues one to itself, which carries its public half. The caller wipes the key. Refusal dkek-…, label-…, no-capability, wrapped-key-altered,
 * card-full, read-back-differs, test-failed, cancelled; then no part of the key stays.
 */
export function importFoundKey(workstation: Workstation, found: FoundKey, source: string, wanted: KeyImport): Promise<KeyFromFile> {
  const { fleet, person } = workstation;
  const { material, certificate } = found;
  return fleet.run(wanted.serial, t('Import from PKCS#12'), async (device) => {
    await device.readDkek();
    const { kcv, shares: needed } = assertTakesKeyFiles(device);
    checkKeyLabel(device, wanted.label);
    const isAes = material.type === 'AES';
    if (isAes && wanted.capabilities.length === 0) refuse('no-capability');
    const list = isAes ? [...new Set(wanted.capabilities)] : [];
    const ways = Array.from({ length: needed }, (_, index) => wanted.shares[index] ?? {});
    await confirmOnce(person, device, questionOf(found, source, wanted));
    const name = `${fileNameOf(wanted.label) || 'key'}.wky`;
    const target = wanted.backup ? await person.saveFile(t('Save the wrapped key'), name, wrappedKeyKinds) : undefined;
    const destination = t("The DKEK of {title} is put together in this computer's memory, encrypts one key and is wiped.", {
      title: device.title,
    });
    const request = { title: t('Import from PKCS#12'), device: device.title, destination, ways, expected: kcv };
    const { value: blob, shares } = await withAssembledDkek(workstation, request, (dkek) => buildWrappedKey(material, dkek, list));
    // the device judges an AES key by what it encrypts; of the others only the public half is needed from here on
    if (!isAes) wipeKeyMaterial(material);

    const reference = await freePlace(device);
    const description = describe(device, reference, found, wanted.label);
    const publicKey = publicKeyOf(material);
    const more: TestCheck[] = [];
    let written = certificate?.der;
    const { key, checks } = await establishKey(device, {
      reference,
      description,
      ...(isAes ? { capabilities: list } : {}),
      ...(publicKey ? { publicKey } : {}),
      again: t('Import it again.'),
      repair: t('Delete it and import it again.'),
      make: async () => {
        await unwrapKey(device.session, reference, blob);
        if (isAes) more.push(...(await proveAesKey(device.session, reference, wanted.label, material.key, list)));
        if (publicKey) written ??= await selfSignedBy(device, reference, publicKey, wanted.label);
        if (written) await writeObject(device.session, fileOf('keyCertificate', reference), written);
        await writeKeyDescription(device.session, reference, description);
      },
    });
    const backup = target && (await save(target, blob, { ...description, reference }, written, kcv));
    return {
      ...key,
      source,
      checks: [...more, ...checks],
      certificate: certificate ? 'from the file' : written ? 'self-issued' : 'none',
      dkekKcv: kcv,
      shares,
      ...(backup ? { backup } : {}),
    };
  });
}

function questionOf({ material, certificate }: FoundKey, source: string, { label, capabilities, backup }: KeyImport): Question {
  const type = typeOf(material);
  const publicKey = publicKeyOf(material);
  return {
    title: t('Import from PKCS#12'),
    button: t('Import'),
    purpose: t('Brings this key onto the device. The custodians are asked for the DKEK shares next.'),
    facts: [
      ...fileFacts(source, undefined),
      { term: t('Label'), value: label },
      { term: t('Type'), value: type.kind === 'EC' && type.curve ? `EC ${type.curve}` : `${type.kind}-${type.size}` },
      ...(publicKey ? [{ term: t('Public key'), value: publicKeySha256(publicKey), code: true }] : []),
      ...(certificate ? [{ term: t('Certificate'), value: certificate.subject }] : []),
      ...(material.type === 'AES' ? [mayDo(capabilities)] : []),
      { term: t('Wrapped key'), value: backup ? t('is saved as a file too') : t('is not saved') },
    ],
    ...(material.type === 'AES' && !capabilities.includes(WRAP)
      ? { warning: t('Without WRAP (92) the device can never export this key.') }
      : {}),
  };
}

function describe(device: Device, reference: KeyReference, { material }: FoundKey, label: string): KeyDescription {
  const { kind, size } = typeOf(material);
  return { kind, sizeBits: size, label, id: uniqueId(device.state.keys, reference), reference };
}

/** The key is on the device already: a file that cannot be written is told, and undoes nothing. */
async function save(
  { path, overwrite }: { readonly path: string; readonly overwrite: boolean },
  blob: Uint8Array,
  description: KeyDescription,
  certificate: Uint8Array | undefined,
  dkekKcv: Kcv,
): Promise<NonNullable<KeyFromFile['backup']>> {
  const bytes = encodeWrappedKeyFile({
    blob,
    description: encodeKeyDescription(description),
    ...(certificate ? { certificate } : {}),
  });
  try {
    const { sha256 } = await writeFileSafely(path, bytes, { overwrite });
    return { path, sha256, bytes: bytes.length, label: description.label, dkekKcv } satisfies ExportedKey;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { failure: error.failure };
  }
}
