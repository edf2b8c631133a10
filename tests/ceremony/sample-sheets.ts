import { createHash } from 'node:crypto';
import { blankShareSheet } from '../../electron/ceremony/sheets/blank-share-sheet.ts';
import { passwordShareSheet } from '../../electron/ceremony/sheets/password-share-sheet.ts';
import { shareFileSheet } from '../../electron/ceremony/sheets/share-file-sheet.ts';
import { textShareSheet } from '../../electron/ceremony/sheets/text-share-sheet.ts';
import { wrappedKeySheet } from '../../electron/ceremony/sheets/wrapped-key-sheet.ts';
import { encodeKeyBlobHeader, keyBlobHeader } from '../../electron/codec/key-blob.ts';
import { encodePbe } from '../../electron/codec/pbe.ts';
import { encodeKeyDescription, type KeyDescription } from '../../electron/codec/pkcs15.ts';
import { encodeTlv } from '../../electron/codec/tlv.ts';
import { encodeWrappedKeyFile } from '../../electron/codec/wrapped-key-file.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { splitText } from '../../electron/crypto/text-split.ts';
import { concat, hex, utf8 } from '../../shared/bytes.ts';
import type { SheetModel } from '../../shared/models/sheet.ts';

/** Bytes that look random and are the same each time. */
export function sample(length: number, seed: string): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, at) => createHash('sha256').update(`${seed} ${at}`).digest());
  return Uint8Array.from(concat(...blocks).subarray(0, length));
}

export const pbeFile = encodePbe({ salt: sample(8, 'salt'), ciphertext: sample(48, 'ciphertext') });
export const fileSha256 = createHash('sha256').update(pbeFile).digest('hex');
export const shareValue = concat(Uint8Array.of(1), sample(16, 'value'));
export const secretText = 'SO-PIN 3537363231383830';

export function wrappedKeyFile(kind: KeyDescription['kind'], certificateLength = 0): Uint8Array {
  const kcv = hex.decode('F9C3647BEDBF0D80');
  const types = { AES: 0x0f, RSA: 0x06, EC: 0x0c } as const;
  const sizes = { AES: [256, 64], RSA: [2048, 928], EC: [256, 320] } as const;
  const [sizeBits, cipher] = sizes[kind];
  const header = keyBlobHeader(kcv, types[kind], kind === 'AES' ? Uint8Array.of(0x10, 0x11, 0x92) : new Uint8Array(0));
  const blob = concat(encodeKeyBlobHeader(header), sample(cipher, kind), sample(16, 'mac'));
  const label = { AES: 'webadm-2026', RSA: 'Document signing key', EC: 'Code signing' }[kind];
  const description = encodeKeyDescription({ kind, label, id: Uint8Array.of(5), sizeBits });
  const certificate =
    certificateLength > 0 ? { certificate: encodeTlv(0x67, encodeTlv(0x7f21, sample(certificateLength, 'certificate'))) } : {};
  return encodeWrappedKeyFile({ blob, description, ...certificate });
}

/** One sheet of every kind, in practice or not. */
export function sampleSheets({ practice = false }: { practice?: boolean } = {}): Record<string, SheetModel> {
  const origin = {
    sheetId: 'K7Q2-M5TX',
    ceremony: { ceremonyId: '7HN4-2BWD', title: 'Key ceremony of March 2026' },
    practice,
    custodian: 'Ada Lovelace, Analytical Engines',
    at: new Date(Date.UTC(2026, 2, 14, 13, 5)),
  };
  const part = { setId: 'Q0RT-55XB', index: 2, threshold: 2, total: 3 };
  const secret = new Secret(utf8.encode(secretText));
  const [, share = ''] = splitText(secret, part);
  const [, longShare = ''] = splitText(new Secret(utf8.encode('correct horse battery staple, '.repeat(8))), { threshold: 3, total: 3 });
  return {
    'share-file': shareFileSheet({
      ...origin,
      bytes: pbeFile,
      fileName: 'dkek-share-1.pbe',
      shareKcv: '1A2B3C4D5E6F7081',
      dkekKcv: 'F9C3647BEDBF0D80',
      devices: ['DENK0100001', 'DENK0100002'],
      set: part,
    }),
    'share-file-plain': shareFileSheet({
      ...origin,
      ceremony: undefined,
      custodian: undefined,
      bytes: pbeFile,
      fileName: 'dkek-share-1.pbe',
    }),
    'wrapped-aes': wrappedKeySheet({ ...origin, bytes: wrappedKeyFile('AES'), fileName: 'webadm-2026.wky', devices: ['DENK0100001'] }),
    'wrapped-ec': wrappedKeySheet({ ...origin, bytes: wrappedKeyFile('EC', 420), fileName: 'code-signing.wky' }),
    'wrapped-rsa': wrappedKeySheet({ ...origin, bytes: wrappedKeyFile('RSA', 1100), fileName: 'document-signing-key.wky' }),
    'password-share': passwordShareSheet({
      ...origin,
      ...part,
      value: shareValue,
      fileSha256,
      fileName: 'dkek-share-1.pbe',
      shareKcv: '1A2B3C4D5E6F7081',
    }),
    'text-share': textShareSheet({ ...origin, ...part, share, purpose: 'SO-PIN of the device DENK0100001' }),
    'text-share-long': textShareSheet({ ...origin, ...part, threshold: 3, share: longShare, purpose: 'Recovery sentence' }),
    'blank-share': blankShareSheet({ practice }),
  };
}
