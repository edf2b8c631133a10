/**
 * PEM (RFC 7468): base64 between BEGIN and END lines. Works on bytes, never on strings, because a private key may be
 * in it; the older `Proc-Type` headers of OpenSSL (RFC 1421) are kept as text.
 */
export interface PemBlock {
  /** What follows BEGIN: CERTIFICATE, PRIVATE KEY … */
  readonly label: string;
  readonly headers: readonly string[];
  /** A copy; whoever asked for a private key wipes it. */
  readonly bytes: Uint8Array;
}

/** More than any chain of certificates has. */
const MOST_BLOCKS = 64;
const LINE = 64;
const MARK = '-----BEGIN ';
const DASHES = '-----';

/** Whether a PEM block begins anywhere in the file. */
export function isPem(file: Uint8Array): boolean {
  return find(file, MARK, 0) >= 0;
}

/** All blocks of a file; text around them is ignored. Throws SyntaxError when one is cut off or not base64, or there are more than 64. */
export function readPem(file: Uint8Array): PemBlock[] {
  const blocks: PemBlock[] = [];
  try {
    for (let at = find(file, MARK, 0); at >= 0; ) {
      if (blocks.length === MOST_BLOCKS) throw new SyntaxError('PEM: too many blocks');
      const labelAt = at + MARK.length;
      const labelEnd = find(file, DASHES, labelAt);
      if (labelEnd < 0 || labelEnd - labelAt > LINE) throw new SyntaxError('PEM: no label');
      const label = text(file, labelAt, labelEnd);
      const bodyAt = labelEnd + DASHES.length;
      const end = find(file, `-----END ${label}${DASHES}`, bodyAt);
      if (end < 0) throw new SyntaxError('PEM: cut off');
      const { headers, from } = readHeaders(file, bodyAt, end);
      blocks.push({ label, headers, bytes: decodeBase64(file.subarray(from, end)) });
      at = find(file, MARK, end);
    }
    return blocks;
  } catch (error) {
    for (const { bytes } of blocks) bytes.fill(0);
    throw error;
  }
}

/** One block, ending in a line feed, for what is no secret: the result is a string. */
export function encodePem(label: string, bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

function readHeaders(file: Uint8Array, start: number, end: number): { headers: string[]; from: number } {
  const headers: string[] = [];
  let from = start;
  for (let at = start; at < end && headers.length < 8; ) {
    const lineEnd = find(file, '\n', at);
    if (lineEnd < 0 || lineEnd >= end) break;
    const line = file.subarray(at, lineEnd);
    // no header has more than a line, and no base64 has a colon
    if (line.includes(0x3a)) {
      headers.push(text(file, at, Math.min(lineEnd, at + 256)).trim());
      from = lineEnd + 1;
    } else if (headers.length > 0 || line.some((byte) => byte > 0x20)) break;
    at = lineEnd + 1;
  }
  return { headers, from };
}

function decodeBase64(body: Uint8Array): Uint8Array {
  const decoded = new Uint8Array(Math.floor((body.length * 3) / 4) + 3);
  let length = 0;
  let digits = 0;
  let value = 0;
  let padding = 0;
  try {
    for (const byte of body) {
      if (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)) continue;
      if (byte === 0x3d) padding++;
      const digit = byte === 0x3d ? 0 : sextet(byte);
      if (digit < 0 || padding > 2 || (padding > 0 && byte !== 0x3d)) throw new SyntaxError('PEM: not base64');
      value = (value << 6) | digit;
      if (++digits < 4) continue;
      decoded.set([value >> 16, (value >> 8) & 0xff, value & 0xff], length);
      length += 3 - padding;
      digits = 0;
      value = 0;
    }
    if (digits !== 0) throw new SyntaxError('PEM: not base64');
    return decoded.slice(0, length);
  } finally {
    decoded.fill(0);
  }
}

function sextet(byte: number): number {
  if (byte >= 0x41 && byte <= 0x5a) return byte - 0x41;
  if (byte >= 0x61 && byte <= 0x7a) return byte - 0x61 + 26;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30 + 52;
  if (byte === 0x2b) return 62;
  return byte === 0x2f ? 63 : -1;
}

function find(file: Uint8Array, mark: string, from: number): number {
  return Buffer.from(file.buffer, file.byteOffset, file.length).indexOf(mark, from, 'latin1');
}

function text(file: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...file.subarray(from, to));
}
