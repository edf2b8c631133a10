import { concat } from '../../shared/bytes.ts';
import { findTlv, readTlvs } from '../codec/tlv.ts';
import { demandMemory, fileCost } from './memory.ts';
import type { CardCommand } from './parse-command.ts';
import type { PoweredCard } from './state.ts';
import { type Answer, answer, demand, Refused, sw } from './status.ts';

// classes of files, the high byte of the file identifier (protocol reference 6.1)
export const keyClass = 0xcc;
const confidentialClass = 0xcd;
const publicClasses = [0xc4, 0xc8, 0xc9, 0xca, 0xce, 0xcf];

// single files
const deviceCertificates = 0x2f02;
const tokenInfo = 0x2f03;
export const importBuffer = 0x2f10;

// tags of READ and UPDATE BINARY with odd INS (ISO 7816-4 7.2.3, 7.2.5)
const offsetTag = 0x54;
const contentTag = 0x53;

const deviceKeyFile = 0xcc00;

/** Whether the file is there; CC00 and 2F02 always are. */
export function fileExists(card: PoweredCard, file: number): boolean {
  if (file >> 8 === keyClass) return file === deviceKeyFile || card.state.keys.has(file & 0xff);
  return file === deviceCertificates || card.state.files.has(file);
}

/** Bytes that READ BINARY gives; 0 for keys, which nobody reads. */
export function fileSize(card: PoweredCard, file: number): number {
  if (file === deviceCertificates) return card.state.certificates.length;
  return card.state.files.get(file)?.length ?? 0;
}

/** `00 B1 <file> 04 54 02 <offset> Le`: 6282 tells that the file ended before Le (protocol reference 6.3). */
export function readBinary(card: PoweredCard, command: CardCommand): Answer {
  const file = addressedFile(card, command);
  const offset = readOffset(command.data);
  demand(command.le !== undefined, sw.wrongLength);
  const readable = file >> 8 !== keyClass && file !== importBuffer;
  const secret = file >> 8 === confidentialClass;
  demand(readable && (!secret || card.session.userVerified), sw.notAuthenticated);
  const content = file === deviceCertificates ? card.state.certificates : card.state.files.get(file);
  demand(content !== undefined, sw.fileNotFound);
  demand(offset <= content.length, sw.badOffset);
  const part = content.slice(offset, offset + command.le);
  return answer(part, part.length < command.le ? sw.endOfFile : sw.ok);
}

/** `00 D7 <file> Lc 54 02 <offset> 53 <content>`: creates a missing file, lets it grow, never cuts it off (protocol reference 6.4). */
export function updateBinary(card: PoweredCard, command: CardCommand): Answer {
  const file = addressedFile(card, command);
  const offset = readOffset(command.data);
  const content = readContent(command.data);
  demandWritable(card, file);
  const before = card.state.files.get(file);
  const length = before?.length ?? 0;
  demand(offset <= length, sw.badOffset);
  // a new blob in the import buffer must not end in the tail of the one before
  const kept = file === importBuffer && offset === 0 ? new Uint8Array(0) : (before ?? new Uint8Array(0));
  const after = concat(kept.subarray(0, offset), content, kept.subarray(offset + content.length));
  demandMemory(card.state, fileCost(after.length) - (before === undefined ? 0 : fileCost(length)));
  card.state.files.set(file, after);
  card.session.currentFile = file;
  return answer();
}

/** `00 E4 02 00 02 <file>`: a key's description and certificate stay until they are deleted too (protocol reference 6.5). */
export function deleteFile(card: PoweredCard, command: CardCommand): Answer {
  demand(command.p1 === 0x02 && command.p2 === 0x00, sw.badParameters);
  demand(command.data.length === 2, sw.wrongLength);
  const file = fileIdentifier(command.data);
  demand(card.session.userVerified, sw.notAuthenticated);
  demand(fileExists(card, file), sw.fileNotFound);
  demand(file !== deviceKeyFile && file !== deviceCertificates && file !== tokenInfo, sw.conditionsNotSatisfied);
  if (file >> 8 === keyClass) card.state.keys.delete(file & 0xff);
  else card.state.files.delete(file);
  if (card.session.currentFile === file) card.session.currentFile = undefined;
  return answer();
}

/** `80 58 00 00 Le`: identifiers of all keys and objects, 2 bytes each, the device key among them (protocol reference 6.2). */
export function enumerateObjects(card: PoweredCard, command: CardCommand): Answer {
  demand(command.p1 === 0 && command.p2 === 0, sw.badParameters);
  const keys = [deviceKeyFile, ...[...card.state.keys.keys()].map((reference) => (keyClass << 8) | reference)];
  const objects = [...card.state.files.keys()].filter((file) => file >> 8 >= 0xc4);
  const ascending = [...keys, ...objects].sort((a, b) => a - b);
  return answer(Uint8Array.from(ascending.flatMap((file) => [file >> 8, file & 0xff])));
}

export function fileIdentifier(bytes: Uint8Array): number {
  return ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
}

function addressedFile(card: PoweredCard, { p1, p2 }: CardCommand): number {
  const file = (p1 << 8) | p2;
  if (file !== 0) return file;
  demand(card.session.currentFile !== undefined, sw.noCurrentFile);
  return card.session.currentFile;
}

function demandWritable(card: PoweredCard, file: number): void {
  if (file === tokenInfo && card.session.labelWritable) return;
  demand(card.session.userVerified, sw.notAuthenticated);
  if (file === deviceCertificates || file >> 8 === keyClass) throw new Refused(sw.notAuthenticated);
  const known = file === tokenInfo || file === importBuffer || file >> 8 === confidentialClass || publicClasses.includes(file >> 8);
  demand(known, sw.fileNotFound);
}

function readOffset(data: Uint8Array): number {
  const offset = findTlv(data, offsetTag);
  demand(offset !== undefined && offset.length >= 1 && offset.length <= 4, sw.wrongLength);
  return offset.reduce((value, byte) => value * 0x100 + byte, 0);
}

function readContent(data: Uint8Array): Uint8Array {
  const content = readTlvs(data).find(({ tag }) => tag === contentTag);
  demand(content !== undefined, sw.wrongLength);
  return content.value;
}
