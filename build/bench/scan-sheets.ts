import { createHash } from 'node:crypto';
import { passwordShareSheet } from '../../electron/ceremony/sheets/password-share-sheet.ts';
import { shareFileSheet } from '../../electron/ceremony/sheets/share-file-sheet.ts';
import { textShareSheet } from '../../electron/ceremony/sheets/text-share-sheet.ts';
import { wrappedKeySheet } from '../../electron/ceremony/sheets/wrapped-key-sheet.ts';
import { encodeKeyBlobHeader, type KeyBlobType, keyBlobHeader } from '../../electron/codec/key-blob.ts';
import { encodePbe } from '../../electron/codec/pbe.ts';
import { encodeKeyDescription } from '../../electron/codec/pkcs15.ts';
import { encodeTlv } from '../../electron/codec/tlv.ts';
import { encodeWrappedKeyFile } from '../../electron/codec/wrapped-key-file.ts';
import { concat, hex } from '../../shared/bytes.ts';
import type { SheetModel } from '../../shared/models/sheet.ts';
import { sheetIdDigits } from '../../shared/paper/sheet-id.ts';

/** Bytes that look random and are the same in each run. */
function bytesOf(length: number, seed: string): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, at) => createHash('sha256').update(`${seed} ${at}`).digest());
  return Uint8Array.from(Buffer.concat(blocks).subarray(0, length));
}

function idOf(seed: string): string {
  const digits = [...bytesOf(8, `id ${seed}`)].map((byte) => sheetIdDigits[byte & 31]).join('');
  return `${digits.slice(0, 4)}-${digits.slice(4)}`;
}

interface WrappedKind {
  readonly kind: 'AES' | 'EC' | 'RSA';
  readonly type: KeyBlobType;
  readonly sizeBits: number;
  readonly cipher: number;
  readonly certificate: number;
}

/** From the smallest file, one code, to RSA-4096 with a certificate, which fills many. */
const wrapped: readonly WrappedKind[] = [
  { kind: 'AES', type: 0x0f, sizeBits: 256, cipher: 64, certificate: 0 },
  { kind: 'EC', type: 0x0c, sizeBits: 256, cipher: 320, certificate: 420 },
  { kind: 'RSA', type: 0x06, sizeBits: 2048, cipher: 928, certificate: 1100 },
  { kind: 'RSA', type: 0x06, sizeBits: 4096, cipher: 1824, certificate: 0 },
];

function wrappedKey({ kind, type, sizeBits, cipher, certificate }: WrappedKind, seed: string): Uint8Array {
  const header = keyBlobHeader(bytesOf(8, `kcv ${seed}`), type, type === 0x0f ? Uint8Array.of(0x10, 0x11, 0x92) : new Uint8Array(0));
  const blob = concat(encodeKeyBlobHeader(header), bytesOf(cipher, `cipher ${seed}`), bytesOf(16, `mac ${seed}`));
  const description = encodeKeyDescription({ kind, label: `Key ${seed}`, id: Uint8Array.of(5), sizeBits });
  const attached = certificate > 0 ? { certificate: encodeTlv(0x67, encodeTlv(0x7f21, bytesOf(certificate, `certificate ${seed}`))) } : {};
  return encodeWrappedKeyFile({ blob, description, ...attached });
}

/** The sheet with this number: the kinds take turns, in practice and not, each with content of its own. */
export function benchSheet(number: number): SheetModel {
  const seed = String(number);
  const origin = {
    sheetId: idOf(seed),
    practice: number % 3 === 0,
    custodian: 'Ada Lovelace',
    at: new Date(Date.UTC(2026, 2, 14, 13, number % 60)),
  };
  const part = { setId: idOf(`set ${seed}`), index: 1 + (number % 3), threshold: 2, total: 3 };
  switch (number % 8) {
    case 0:
    case 1:
      return shareFileSheet({
        ...origin,
        bytes: encodePbe({ salt: bytesOf(8, seed), ciphertext: bytesOf(48, seed) }),
        fileName: 'dkek-share.pbe',
        set: part,
      });
    case 2:
    case 3: {
      const value = concat(Uint8Array.of(number % 3), bytesOf(16, seed));
      return passwordShareSheet({
        ...origin,
        ...part,
        value,
        fileName: 'dkek-share.pbe',
        fileSha256: hex.encode(bytesOf(32, seed)).toLowerCase(),
      });
    }
    case 4: {
      const share = `80${part.index}${hex.encode(bytesOf(20 + (number % 5) * 30, seed)).toLowerCase()}`;
      return textShareSheet({ ...origin, ...part, share, purpose: 'SO-PIN of the device DENK0100001' });
    }
    default: {
      const kind = wrapped[(number >> 3) % wrapped.length] as WrappedKind;
      return wrappedKeySheet({
        ...origin,
        bytes: wrappedKey(number % 8 === 5 ? (wrapped[0] as WrappedKind) : kind, seed),
        fileName: 'key.wky',
      });
    }
  }
}
