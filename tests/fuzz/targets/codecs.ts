import { readObjectInfo } from '../../../electron/card/file-info.ts';
import { readKeyCertificate } from '../../../electron/card/public-keys.ts';
import { encodeCvc, encodeCvcBody, encodeRequest, readCvc, readRequest } from '../../../electron/codec/cvc.ts';
import {
  encodeKeyBlobHeader,
  encodeKeyMaterial,
  type KeyBlobType,
  readKeyBlob,
  readKeyMaterial,
} from '../../../electron/codec/key-blob.ts';
import {
  encodeCertificateDescription,
  encodeDataDescription,
  encodeKeyDescription,
  encodeTokenInfo,
  readCertificateDescription,
  readDataDescription,
  readKeyDescription,
  readTokenInfo,
  relabelKeyDescription,
} from '../../../electron/codec/pkcs15.ts';
import { encodeTlv, findTlv, readTlvs, type Tlv } from '../../../electron/codec/tlv.ts';
import { concat, hex } from '../../../shared/bytes.ts';
import { aesBlob, ecBlob, random8 } from '../../vectors/dkek.ts';
import { genuineDevices } from '../../vectors/genuine-devices.ts';
import { keyFiles } from '../../vectors/key-files.ts';
import { records } from '../../vectors/records.ts';
import { assertSame, BrokenPromise, isMalformed, type Target } from '../target.ts';

export const fromBase64 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'));
const { DENK0404144, DECM0104448 } = genuineDevices;
export const aesBlobBytes = hex.decode(aesBlob.header + aesBlob.cipher + aesBlob.mac);
const ecBlobBytes = concat(hex.decode(ecBlob.header), new Uint8Array(320).fill(7), hex.decode(ecBlob.mac));

const writeTlvs = (elements: readonly Tlv[]) => concat(...elements.map(({ tag, value }) => encodeTlv(tag, value)));

const tlv: Target = {
  name: 'tlv',
  form: 'tlv',
  refuses: isMalformed,
  seeds: () => [DENK0404144.request, hex.decode(records.openscRsa), hex.decode('5F290100810101'), fromBase64(keyFiles.leaf)],
  parse: (input) => {
    const elements = readTlvs(input);
    assertSame(elements, writeTlvs, readTlvs);
    findTlv(input, 0x67, 0x7f21, 0x7f4e, 0x7f49);
    readObjectInfo(input);
  },
};

/** The content of EF 2F02 is certificates one after the other, that of EF CExx a request. */
const cvc: Target = {
  name: 'cvc',
  form: 'tlv',
  refuses: isMalformed,
  seeds: () => [DENK0404144.certificates, DECM0104448.certificates, DENK0404144.request, rsaCertificate],
  parse: (input) => {
    readKeyCertificate(input);
    if (input[0] === 0x67)
      return void assertSame(requestParts(input), ([cvc, by, signature]) => encodeRequest(cvc, by, signature), requestParts);
    const { body, signature } = readCvc(input);
    assertSame(
      { body, signature },
      ({ body, signature }) => encodeCvc(encodeCvcBody(body), signature),
      (bytes) => {
        const { body, signature } = readCvc(bytes);
        return { body, signature };
      },
    );
  },
};

const requestParts = (input: Uint8Array): [Uint8Array, string, Uint8Array] => {
  const { cvcTlv, outerAuthority, outerSignature } = readRequest(input);
  return [cvcTlv, outerAuthority, outerSignature];
};

const rsaCertificate = encodeCvc(
  encodeCvcBody({
    authority: 'UTCC',
    holder: 'UTTEST100001',
    publicKey: { oid: hex.decode('04007F00070202020102'), modulus: new Uint8Array(128).fill(0xa5), exponent: Uint8Array.of(1, 0, 1) },
    chat: { oid: hex.decode('2B0601040181C31F0301'), role: 0x80 },
    effective: Uint8Array.of(2, 6, 0, 1, 0, 2),
    expires: Uint8Array.of(3, 6, 0, 1, 0, 2),
    extensions: hex.decode('730406022A03'),
  }),
  new Uint8Array(128).fill(0x5a),
);

const pkcs15: Target = {
  name: 'pkcs15',
  form: 'tlv',
  refuses: isMalformed,
  seeds: () => [
    ...Object.values(records).map((record) => hex.decode(record)),
    encodeCertificateDescription({ label: 'Root', id: Uint8Array.of(1), file: 0xca01 }),
    encodeDataDescription({ label: 'Note', application: 'app', oid: hex.decode('2A0304'), file: 0xcd01, confidential: true }),
    encodeTokenInfo({ label: 'Token', serial: Uint8Array.of(1, 2), manufacturer: 'CardContact' }),
  ],
  parse: (input) => {
    const faults: unknown[] = [];
    let accepted = 0;
    const each = (read: () => void) => {
      try {
        read();
        accepted++;
      } catch (error) {
        if (!isMalformed(error)) throw error;
        faults.push(error);
      }
    };
    each(() => {
      const { length, ...description } = readKeyDescription(input);
      if (length > input.length) throw new BrokenPromise('the record is longer than the file');
      // sizes are kept for what the app itself writes
      const { kind, label, id } = description;
      assertSame(
        { kind, label, id },
        () => relabelKeyDescription(input, label),
        (bytes) => {
          const { kind, label, id } = readKeyDescription(bytes);
          return { kind, label, id };
        },
      );
      encodeKeyDescription({ ...description, label: 'Another' });
    });
    each(() => void assertSame(readCertificateDescription(input), encodeCertificateDescription, readCertificateDescription));
    each(() => void assertSame(readDataDescription(input), encodeDataDescription, readDataDescription));
    each(() => void assertSame(readTokenInfo(input), encodeTokenInfo, readTokenInfo));
    if (accepted === 0) throw faults[0];
  },
};

const keyBlob: Target = {
  name: 'key-blob',
  form: 'bytes',
  refuses: isMalformed,
  seeds: () => [aesBlobBytes, ecBlobBytes],
  parse: (input) => {
    const { header, headerBytes, ciphertext, mac } = readKeyBlob(input);
    assertSame(
      { header, ciphertext, mac },
      () => concat(encodeKeyBlobHeader(header), ciphertext, mac),
      (bytes) => {
        const again = readKeyBlob(bytes);
        return { header: again.header, ciphertext: again.ciphertext, mac: again.mac };
      },
    );
    if (headerBytes.length + ciphertext.length + mac.length !== input.length) throw new BrokenPromise('a part of the blob is lost');
  },
};

const material = (type: KeyBlobType, plain: Uint8Array): Uint8Array => concat(Uint8Array.of(type), plain);
const ones = (length: number) => new Uint8Array(length).fill(0x11);
const curveField = (first = 0xff) => Uint8Array.of(first, ...ones(31));
const point = Uint8Array.of(4, ...ones(64));

/** What a blob holds once it is decrypted, with the type in front. */
const keyMaterial: Target = {
  name: 'key-material',
  form: 'bytes',
  refuses: isMalformed,
  seeds: () => {
    const random = hex.decode(random8);
    const rsa = { bits: 512, n: ones(64), e: Uint8Array.of(1, 0, 1) };
    const half = { dP: ones(32), dQ: ones(32), p: ones(32), qInv: ones(32), q: ones(32) };
    const ec = { a: curveField(), b: curveField(), p: curveField(), n: curveField(), G: point, d: ones(32), Q: point };
    return [
      material(0x0f, hex.decode(aesBlob.plain)),
      material(0x05, encodeKeyMaterial({ type: 'RSA', ...rsa, d: ones(64) }, random)),
      material(0x06, encodeKeyMaterial({ type: 'RSA-CRT', ...rsa, ...half }, random)),
      material(0x0c, encodeKeyMaterial({ type: 'EC', ...ec }, random)),
    ];
  },
  parse: (input) => {
    const type = ([0x05, 0x06, 0x0c, 0x0f] as const)[(input[0] ?? 0) & 3] as KeyBlobType;
    const known = [0x05, 0x06, 0x0c, 0x0f].includes(input[0] ?? 0) ? (input[0] as KeyBlobType) : type;
    const read = (bytes: Uint8Array) => readKeyMaterial(bytes, known);
    assertSame(read(input.subarray(1)), (value) => encodeKeyMaterial(value, hex.decode(random8)), read);
  },
};

export const codecTargets: readonly Target[] = [tlv, cvc, pkcs15, keyBlob, keyMaterial];
