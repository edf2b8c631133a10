import { hex } from '../../shared/bytes.ts';
import { Refusal, refuse } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
import { type KeyReference, kcv, unknownKcv } from '../../shared/numbers.ts';
import { type KeyBlobHeader, readKeyBlob } from '../codec/key-blob.ts';
import { understood } from './answers.ts';
import { dkekIfTold, readDkek } from './dkek.ts';
import { UNWRAP_BUFFER } from './files.ts';
import { deleteObject, updateBinary } from './objects.ts';
import { assertVacant } from './references.ts';
import { refusal } from './refusals.ts';
import type { CardSession } from './session.ts';

// instructions
const WRAP_KEY = 0x72;
const UNWRAP_KEY = 0x74;

// no tags; P2 names the algorithm
const WRAP = 0x92;
const UNWRAP = 0x93;

// lengths
const WHOLE_ANSWER = 0x10000;
/** A longer blob (RSA of 3072 bits and more) goes through the card's buffer: one command may not hold it. */
const LONGEST_COMMAND = 1200;

/**
 * Exports a key, encrypted under the DKEK, on a device with key domains under that of its own `domain`; needs the login. Gives the blob, checked for its structure. `label` is for the
 * words of a refusal: key-not-exportable, no-dkek, dkek-incomplete, no-such-key.
 */
export async function wrapKey(session: CardSession, reference: KeyReference, label = `no. ${reference}`, domain = 0): Promise<Uint8Array> {
  const during = t('export the key "{label}"', { label });
  const { data, sw } = await session.channel({ cla: 0x80, ins: WRAP_KEY, p1: reference, p2: WRAP, le: WHOLE_ANSWER });
  if (sw !== 0x9000) throw refusal(sw, { purpose: 'wrap', during, key: label, dkek: await dkekIfTold(session, domain) });
  const { header } = understood(during, () => readKeyBlob(data));
  // some cards without a DKEK wrap all the same, under zeros
  if (kcv(hex.encode(header.kcv)) === unknownKcv) refuse('no-dkek');
  return data;
}

/**
 * Imports a wrapped key; needs the login. Nothing is sent when the place is taken (Refusal key-place-taken), the blob is
 * incomplete (wrapped-key-malformed) or belongs to another DKEK (wrapped-under-other-dkek, no-dkek, dkek-incomplete). The card
 * refuses an altered one (wrapped-key-altered). `domain` is the key domain whose DKEK the blob is under: the command does not name
 * it, the card finds it by the blob's check value (10.1). It stores the key alone: write its description and certificate again.
 */
export async function unwrapKey(session: CardSession, reference: KeyReference, blob: Uint8Array, domain = 0): Promise<void> {
  const header = readHeader(blob);
  await assertSameDkek(session, header, domain);
  await assertVacant(session, reference);
  await sendBlob(session, reference, blob, header, domain);
}

/**
 * `unwrapKey` for a caller who has compared the DKEK of this device with the blob's, and has seen that the place is vacant: one
 * command for each key of many. The card would overwrite a key that is there.
 */
export async function unwrapIntoVacant(session: CardSession, reference: KeyReference, blob: Uint8Array): Promise<void> {
  await sendBlob(session, reference, blob, readHeader(blob));
}

async function sendBlob(session: CardSession, reference: KeyReference, blob: Uint8Array, header: KeyBlobHeader, domain = 0): Promise<void> {
  const sw = blob.length > LONGEST_COMMAND ? await unwrapLong(session, reference, blob) : await unwrapDirectly(session, reference, blob);
  if (sw === 0x9000) return;
  const { major, minor } = session.firmware;
  const listOnOldFirmware = header.allowed.length > 0 && major === 3 && minor < 2;
  throw refusal(sw, {
    purpose: 'unwrap',
    during: t('import a wrapped key'),
    dkek: await dkekIfTold(session, domain),
    listOnOldFirmware,
    bytes: blob.length,
  });
}

function readHeader(blob: Uint8Array): KeyBlobHeader {
  try {
    return readKeyBlob(blob).header;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    refuse('wrapped-key-malformed', { detail: error.message });
  }
}

/** Zeros mean that a check value is not known; then the card's own check has to do. */
async function assertSameDkek(session: CardSession, header: KeyBlobHeader, domain: number): Promise<void> {
  const dkek = await readDkek(session, domain);
  if (dkek.kind === 'none') refuse('no-dkek');
  if (dkek.kind === 'incomplete') refuse('dkek-incomplete', { missing: dkek.shares - dkek.imported, total: dkek.shares });
  const file = kcv(hex.encode(header.kcv));
  if (file !== unknownKcv && dkek.kcv !== unknownKcv && file !== dkek.kcv) refuse('wrapped-under-other-dkek', { file, device: dkek.kcv });
}

async function unwrapDirectly(session: CardSession, reference: KeyReference, blob: Uint8Array): Promise<number> {
  const { sw } = await session.channel({ cla: 0x80, ins: UNWRAP_KEY, p1: reference, p2: UNWRAP, data: blob });
  return sw;
}

/** Through EF 2F10, as OpenSC from 0.24 does; firmware that does not know the buffer gets one long command. */
async function unwrapLong(session: CardSession, reference: KeyReference, blob: Uint8Array): Promise<number> {
  try {
    await updateBinary(session, UNWRAP_BUFFER, blob);
    const { sw } = await session.channel({ cla: 0x80, ins: UNWRAP_KEY, p1: reference, p2: UNWRAP });
    if (sw === 0x9000) return sw;
    await deleteObject(session, UNWRAP_BUFFER);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return unwrapDirectly(session, reference, blob);
}
