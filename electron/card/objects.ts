import { concat, equal, uint16 } from '../../shared/bytes.ts';
import { Refusal, refuse } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
import type { Command } from '../apdu/command.ts';
import { encodeTlv, readTlv } from '../codec/tlv.ts';
import { understood, unlessMalformed } from './answers.ts';
import { type ObjectInfo, readObjectInfo } from './file-info.ts';
import { classOf, DEVICE_CERTIFICATES, UNWRAP_BUFFER } from './files.ts';
import { refusal } from './refusals.ts';
import { type CardSession, send } from './session.ts';

// instructions (ISO 7816-4 11.1.1, 11.3, 11.10.3; ENUMERATE OBJECTS is the applet's own)
const SELECT = 0xa4;
const READ_BINARY = 0xb1;
const UPDATE_BINARY = 0xd7;
const DELETE_FILE = 0xe4;
const ENUMERATE = 0x58;

// tags (ISO 7816-4 11.3.3: offset and discretionary data)
const OFFSET = 0x54;
const DATA = 0x53;

// lengths and status words
const WHOLE_ANSWER = 0x10000;
/** No card and no reader cuts an answer shorter than this: what is shorter is the end of the file. */
const SMALLEST_CUT = 256;
const MOST_READS = 256;
/** Data bytes in one UPDATE BINARY: older cards take commands of up to 1232 bytes (protocol reference 6.6). */
const CHUNK = 1000;
const LONGEST_FILE = 0xffff;
const END_OF_FILE = 0x6282;
const FILE_NOT_FOUND = 0x6a82;
const OFFSET_BEYOND_END = 0x6b00;

/** File identifiers of all objects, each once, in the card's order (protocol reference 6.2). Some cards leave out CE, CA, CD and CF. */
export async function enumerateObjects(session: CardSession): Promise<number[]> {
  const during = t('list the objects');
  const data = await send(session, { cla: 0x80, ins: ENUMERATE, p1: 0x00, p2: 0x00, le: WHOLE_ANSWER }, { purpose: 'ask', during });
  if (data.length % 2 !== 0) refuse('device-answer-malformed', { during });
  const found = new Set<number>();
  for (let i = 0; i < data.length; i += 2) found.add((data[i] as number) * 256 + (data[i + 1] as number));
  return [...found];
}

/** What the card tells about a file without reading it, or undefined when there is none (protocol reference 1.3). */
export async function selectObject(session: CardSession, fid: number): Promise<ObjectInfo | undefined> {
  const during = t('look at an object');
  const { data, sw } = await session.channel({ cla: 0x00, ins: SELECT, p1: 0x00, p2: 0x00, data: uint16(fid), le: 256 });
  if (sw === FILE_NOT_FOUND) return undefined;
  if (sw !== 0x9000) throw refusal(sw, { purpose: 'read', during });
  return understood(during, () => readObjectInfo(data));
}

/**
 * Content of a file, or undefined when there is none: one command, unless the answer was cut (protocol reference 6.3).
 * Bytes of an older, longer content may follow the first TLV. Confidential data (CDxx) needs the login.
 */
export async function readObject(session: CardSession, fid: number): Promise<Uint8Array | undefined> {
  const during = t('read an object');
  let content: Uint8Array = new Uint8Array(0);
  for (let reads = 0; reads < MOST_READS && content.length <= LONGEST_FILE; reads++) {
    const { data, sw } = await session.channel(readCommand(fid, content.length));
    if (reads === 0 && sw === FILE_NOT_FOUND) return undefined;
    if (reads > 0 && sw === OFFSET_BEYOND_END) return content;
    if (sw !== 0x9000 && sw !== END_OF_FILE) throw refusal(sw, { purpose: 'read', during });
    const longer = concat(content, data);
    if (isConfidential(fid)) {
      content.fill(0);
      data.fill(0);
    }
    content = longer;
    if (sw === END_OF_FILE || data.length < SMALLEST_CUT || isComplete(fid, content)) return content;
  }
  refuse('device-answer-malformed', { during });
}

/**
 * Writes a whole file, replacing what is there, reads it back and compares (Refusal read-back-differs). An old content is
 * deleted first so that no tail of it remains, and put back when the new one is refused. `present` false spares the look
 * for an old content when the caller knows there is none; `wrote` hears how many bytes are on the card. At most 65,535
 * bytes; needs the login. Refusal card-full.
 */
export async function writeObject(
  session: CardSession,
  fid: number,
  bytes: Uint8Array,
  { present = true, wrote }: { readonly present?: boolean; readonly wrote?: (count: number) => void } = {},
): Promise<void> {
  const old = present ? await readObject(session, fid) : undefined;
  if (old && equal(old, bytes)) return;
  if (old) await deleteObject(session, fid);
  try {
    await updateBinary(session, fid, bytes, wrote);
  } catch (error) {
    if (error instanceof Refusal) await restore(session, fid, old);
    throw error;
  }
  const stored = await readObject(session, fid);
  const differs = !stored || !equal(stored, bytes);
  if (isConfidential(fid)) stored?.fill(0);
  if (differs) refuse('read-back-differs', { subject: t('the object') });
}

/** Writes over the beginning of a file that cards may refuse to delete, and compares; a longer old content keeps its tail. */
export async function overwriteObject(session: CardSession, fid: number, bytes: Uint8Array): Promise<void> {
  await updateBinary(session, fid, bytes);
  const stored = await readObject(session, fid);
  if (!stored || !equal(stored.subarray(0, bytes.length), bytes)) refuse('read-back-differs', { subject: t('the object') });
}

/** Writes from offset 0 in chunks, without a look before or after; creates the file (protocol reference 6.4). Throws RangeError above 65,535 bytes. */
export async function updateBinary(
  session: CardSession,
  fid: number,
  bytes: Uint8Array,
  wrote: (count: number) => void = () => undefined,
): Promise<void> {
  if (bytes.length > LONGEST_FILE) throw new RangeError(`file: at most ${LONGEST_FILE} bytes, got ${bytes.length}`);
  for (let offset = 0; offset === 0 || offset < bytes.length; offset += CHUNK) {
    const data = concat(encodeTlv(OFFSET, uint16(offset)), encodeTlv(DATA, bytes.subarray(offset, offset + CHUNK)));
    const command: Command = { cla: 0x00, ins: UPDATE_BINARY, p1: fid >> 8, p2: fid & 0xff, data, secret: isConfidential(fid) };
    try {
      await send(session, command, { purpose: 'write', during: t('write an object') });
      wrote(Math.min(offset + CHUNK, bytes.length));
    } finally {
      if (isConfidential(fid)) data.fill(0);
    }
  }
}

/** Deletes one file: true when it was there (protocol reference 6.5). Deleting a key leaves its description and certificate. */
export async function deleteObject(session: CardSession, fid: number): Promise<boolean> {
  const { sw } = await session.channel({ cla: 0x00, ins: DELETE_FILE, p1: 0x02, p2: 0x00, data: uint16(fid) });
  if (sw === FILE_NOT_FOUND) return false;
  if (sw !== 0x9000) throw refusal(sw, { purpose: 'write', during: t('delete an object') });
  return true;
}

function readCommand(fid: number, offset: number): Command {
  const data = encodeTlv(OFFSET, uint16(offset));
  return { cla: 0x00, ins: READ_BINARY, p1: fid >> 8, p2: fid & 0xff, data, le: WHOLE_ANSWER, secretAnswer: isConfidential(fid) };
}

/** After a refused write: no half-written file stays, and the old content comes back. The first refusal is what people are told. */
async function restore(session: CardSession, fid: number, old: Uint8Array | undefined): Promise<void> {
  try {
    await deleteObject(session, fid);
    if (old) await updateBinary(session, fid, old);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/**
 * Cards that end a file with 9000 instead of 6282 would cost one more read per file. Where the content tells its own
 * length, it is complete when its first TLV is (2F02: when whole TLVs fill it). Data objects tell nothing.
 */
function isComplete(fid: number, content: Uint8Array): boolean {
  const kind = classOf(fid);
  if (kind === 'data' || kind === 'confidentialData' || fid === UNWRAP_BUFFER) return false;
  return (
    unlessMalformed(() => {
      let { end } = readTlv(content);
      if (fid === DEVICE_CERTIFICATES) while (end < content.length) end = readTlv(content, end).end;
      return true;
    }) ?? false
  );
}

function isConfidential(fid: number): boolean {
  return classOf(fid) === 'confidentialData';
}
