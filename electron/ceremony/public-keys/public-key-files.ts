import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { ExportedPublicKey, RegisteredPublicKey } from '../../../shared/models/reports.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { unlessMalformed } from '../../card/answers.ts';
import { checkChain, verifyKeyRequest } from '../../card/attestation.ts';
import { DEVICE_CERTIFICATES } from '../../card/files.ts';
import { readObject } from '../../card/objects.ts';
import { registerPublicKey } from '../../card/public-key-authentication.ts';
import { readCvc } from '../../codec/cvc.ts';
import { encodePublicKeyFile, type PublicKeyFile, readPublicKeyFile } from '../../codec/public-key-file.ts';
import { readTlv } from '../../codec/tlv.ts';
import { writeFileSafely } from '../../files/atomic.ts';
import { readFileBounded } from '../../files/read.ts';
import { confirmOnce, fileFacts } from '../confirmation.ts';
import { fileNameOf } from '../file-name.ts';
import type { Device } from '../fleet/device.ts';
import { readKeyRequest } from '../keys/signing-key.ts';
import type { Workstation } from '../workstation.ts';
import { pkaOf } from './public-key-authentication.ts';

const kinds = [{ name: t('Public key for registration'), extensions: ['pka'] }];
/** A request with explicit curve parameters and two certificates stay far below this. */
const LARGEST_FILE = 16_384;

/**
 * Saves what another device needs to register this key, byte for byte as `sc-hsm-tool --export-for-pub-key-auth` does; no
 * login needed, nothing in it is secret. Refusal pka-key-unsuitable, not-supported-by-device, file-….
 */
export async function exportPublicKey({ fleet, person }: Workstation, serial: Serial, reference: KeyReference): Promise<ExportedPublicKey> {
  const { file, label } = await fleet.run(serial, t('Export Public Key'), async (device) => ({
    file: await readKeyFile(device, reference),
    label: device.key(reference)?.label ?? '',
  }));
  const { holder } = vouchedFor(file) ?? refuse('pka-key-unsuitable', { label });
  const bytes = encodePublicKeyFile(file);
  const name = fileNameOf(`${label} ${serial}`) || serial;
  const { path, overwrite } = await person.saveFile(t('Save the public key'), `${name}.pka`, kinds);
  const { sha256 } = await writeFileSafely(path, bytes, { overwrite });
  return { path, sha256, bytes: bytes.length, label, holder };
}

/** Registers the key of a file that the person chooses. Refusal pka-…, file-unreadable, read-back-differs. */
export function registerFromFile({ fleet, person }: Workstation, serial: Serial): Promise<RegisteredPublicKey> {
  return fleet.run(serial, t('Register Public Key'), async (device) => {
    assertPlaceLeft(device);
    const path = await person.openFile(t('Choose the public key to register'), kinds);
    const { bytes, sha256 } = await readFileBounded(path, LARGEST_FILE);
    const file = unlessMalformed(() => readPublicKeyFile(bytes)) ?? refuse('pka-file-malformed');
    const { holder, deviceHolder } = assertNew(device, file);
    await confirmOnce(person, device, {
      title: t('Register Public Key'),
      button: t('Register'),
      loses: true,
      purpose: t('This key will be one of those that open this device. It can never be exchanged or taken back.'),
      facts: [
        ...fileFacts(path, sha256),
        { term: t('Key'), value: holder, code: true },
        { term: t('Made in device'), value: deviceHolder, code: true },
      ],
    });
    return register(device, file);
  });
}

/**
 * Registers a key that lives on another device within reach, after the person agreed in main's own window; no PIN of that device is
 * needed. Refusal pka-…, no-such-key, cancelled, read-back-differs.
 */
export function registerFromKey(
  { fleet, person }: Workstation,
  serial: Serial,
  from: { readonly serial: Serial; readonly reference: KeyReference },
): Promise<RegisteredPublicKey> {
  if (from.serial === serial) return fleet.run(serial, t('Register Public Key'), () => refuse('pka-same-device'));
  return fleet.runTogether([serial, from.serial], t('Register Public Key'), async ([target, holder]) => {
    if (!target || !holder) throw new RangeError('register: expected two devices');
    assertPlaceLeft(target);
    const file = await readKeyFile(holder, from.reference);
    const key = holder.key(from.reference);
    await confirmOnce(person, target, {
      title: t('Register Public Key'),
      button: t('Register'),
      loses: true,
      purpose: t('The key "{label}" of {title} will be one of those that open this device. It can never be exchanged or taken back.', {
        label: key?.label ?? '',
        title: holder.title,
      }),
    });
    return register(target, file);
  });
}

/** Checks the signatures before the device does, so that a refusal can be told apart; then registers, and counts. */
async function register(device: Device, file: PublicKeyFile): Promise<RegisteredPublicKey> {
  const { before, holder, deviceHolder } = assertNew(device, file);
  device.whenInterrupted(({ pka }) =>
    pka && pka.registered > before.registered
      ? t('the key was registered: {registered} of {total} are.', { registered: pka.registered, total: pka.total })
      : t('the key was not registered: {registered} of {total} are. Register it again.', {
          registered: before.registered,
          total: before.total,
        }),
  );
  await registerPublicKey(device.session, file);
  await device.readPins();
  const { registered, total, keys } = pkaOf(device);
  const isNamed = keys === undefined || keys.some((key) => key.holder === holder);
  if (registered !== before.registered + 1 || !isNamed) refuse('read-back-differs', { subject: t('the list of registered keys') });
  return { holder, device: deviceHolder, registered, total };
}

/** Refusal pka-full, pka-not-vouched-for, pka-name-taken. */
function assertNew(device: Device, file: PublicKeyFile) {
  const before = assertPlaceLeft(device);
  const { holder, deviceHolder } = vouchedFor(file) ?? refuse('pka-not-vouched-for');
  if (before.keys?.some((key) => key.holder === holder)) refuse('pka-name-taken', { holder });
  return { before, holder, deviceHolder };
}

function assertPlaceLeft(device: Device) {
  const pka = pkaOf(device);
  return pka.registered < pka.total ? pka : refuse('pka-full');
}

/** The request of a key with the certificates of its device. Refusal no-such-key, pka-key-unsuitable, not-supported-by-device. */
async function readKeyFile(device: Device, reference: KeyReference): Promise<PublicKeyFile> {
  const { bytes: request } = await readKeyRequest(device, reference);
  const chain = (await readObject(device.session, DEVICE_CERTIFICATES)) ?? new Uint8Array(0);
  const end = unlessMalformed(() => readTlv(chain).end) ?? chain.length;
  if (end >= chain.length)
    refuse('not-supported-by-device', { feature: t('proving where a key lives: the certificate of its issuer is missing') });
  return { request, device: chain.slice(0, end), issuer: chain.slice(end) };
}

/** Whose key this is and which device vouches for it; undefined where a signature does not fit. */
function vouchedFor(file: PublicKeyFile): { holder: string; deviceHolder: string } | undefined {
  return unlessMalformed(() => {
    const [device, issuer] = [file.device, file.issuer].map((bytes) => ({ ...readCvc(bytes), bytes }));
    if (!device || !issuer) return undefined;
    const certificates = { device, issuers: [issuer] };
    const attestation = verifyKeyRequest(file.request, certificates);
    if (checkChain(certificates) === 'broken' || !attestation.attested || attestation.publicKey.kind !== 'EC') return undefined;
    return { holder: attestation.holder, deviceHolder: device.body.holder };
  });
}
