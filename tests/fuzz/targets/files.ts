import { readWrappedKey } from '../../../electron/ceremony/clone/key-folder.ts';
import { LARGEST_KEY_FILE, needsPassword, openKeyFile } from '../../../electron/ceremony/import-key/open-key-file.ts';
import { lookAtBytes } from '../../../electron/ceremony/inspect/look-at-file.ts';
import { readCertificates } from '../../../electron/codec/certificate.ts';
import { summaryOf } from '../../../electron/codec/certificate-summary.ts';
import { encodePbe, readPbe } from '../../../electron/codec/pbe.ts';
import { encodePem, isPem, readPem } from '../../../electron/codec/pem.ts';
import { type Encrypted, readBags, readEncryptedKey, readPkcs12 } from '../../../electron/codec/pkcs12.ts';
import { encodePublicKeyFile, readPublicKeyFile } from '../../../electron/codec/public-key-file.ts';
import { LARGEST_CONF, readWebadmConf } from '../../../electron/codec/webadm-conf.ts';
import { encodeWrappedKeyFile, readWrappedKeyFile } from '../../../electron/codec/wrapped-key-file.ts';
import { Secret } from '../../../electron/crypto/secret.ts';
import { parseHashList } from '../../../electron/files/hash-list.ts';
import { concat, hex } from '../../../shared/bytes.ts';
import { genuineDevices } from '../../vectors/genuine-devices.ts';
import { keyFiles } from '../../vectors/key-files.ts';
import { password, threshold } from '../../vectors/pbe.ts';
import { records } from '../../vectors/records.ts';
import { assertSame, BrokenPromise, bytesOf, isMalformed, isRefusal, type Target, textIn } from '../target.ts';
import { aesBlobBytes, fromBase64 } from './codecs.ts';

const { request, certificates } = genuineDevices.DENK0404144;
const description = hex.decode(records.cardContactAes);
const der = (name: keyof typeof keyFiles) => fromBase64(keyFiles[name]);
const pem = (label: string, name: keyof typeof keyFiles) => encodePem(label, der(name));

const wrappedKeyFile: Target = {
  name: 'wrapped-key-file',
  form: 'tlv',
  seeds: () => [
    encodeWrappedKeyFile({ blob: aesBlobBytes }),
    encodeWrappedKeyFile({ blob: aesBlobBytes, description }),
    encodeWrappedKeyFile({ blob: aesBlobBytes, description: hex.decode(records.openscRsa), certificate: request }),
    encodeWrappedKeyFile({ blob: aesBlobBytes, certificate: der('leaf') }),
  ],
  // whole sentences, which the window shows as they are
  refuses: (error) => isRefusal(error) || (error instanceof SyntaxError && error.message.startsWith('It')),
  parse: (input) => {
    const file = readWrappedKeyFile(input);
    assertSame(file, encodeWrappedKeyFile, readWrappedKeyFile);
    readWrappedKey({ name: 'key.wky', bytes: input, sha256: '' }, 1);
  },
};

const shareFile: Target = {
  name: 'share-file',
  form: 'bytes',
  seeds: () => [hex.decode(password.file), hex.decode(threshold.file)],
  parse: (input) => assertSame(readPbe(input), encodePbe, readPbe),
};

/** DER, PEM and PKCS#7. Requests (PKCS#10) are written by the app and never read. */
const certificate: Target = {
  name: 'certificate',
  form: 'tlv',
  seeds: () => [der('leaf'), der('root'), der('pss'), der('chain'), bytesOf(pem('CERTIFICATE', 'leaf') + pem('PKCS7', 'chain'))],
  parse: (input) => {
    for (const each of readCertificates(input)) JSON.stringify(summaryOf(each));
  },
};

const pemTarget: Target = {
  name: 'pem',
  form: 'text',
  refuses: isMalformed,
  seeds: () => [
    bytesOf(`text\n${pem('CERTIFICATE', 'leaf')}${pem('EC PRIVATE KEY', 'ecSec1')}`),
    bytesOf(pem('RSA PRIVATE KEY', 'rsaPkcs1').replace('\n', '\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n')),
  ],
  parse: (input) => {
    const blocks = isPem(input) ? readPem(input) : [];
    const plain = blocks.filter(({ headers }) => headers.length === 0 && blocks.length < 10);
    for (const { label, bytes } of plain) assertSame([{ label, headers: [], bytes }], () => bytesOf(encodePem(label, bytes)), readPem);
  },
};

const pkcs12: Target = {
  name: 'pkcs12',
  form: 'tlv',
  maxBytes: LARGEST_KEY_FILE,
  refuses: isMalformed,
  seeds: () => [der('pkcs12'), der('pkcs12Legacy'), der('pkcs12Open')],
  parse: (input) => {
    const { safes } = readPkcs12(input);
    for (const { encryption, bytes } of safes) if (!encryption) readBags(bytes);
  },
};

/** A million rounds are allowed and take a second; here it is about what stands around them. */
const mostIterations = 2000;

/** Whatever is chosen as a key to be imported, opened with the right password. */
const keyFile: Target = {
  name: 'key-file',
  form: 'tlv',
  maxBytes: LARGEST_KEY_FILE,
  seeds: () => [
    ...(['ecPkcs8', 'ecSec1', 'ecEncrypted', 'rsaPkcs1', 'rsaPkcs8', 'pkcs12', 'pkcs12Legacy', 'pkcs12Open'] as const).map(der),
    bytesOf(pem('PRIVATE KEY', 'ecPkcs8') + pem('CERTIFICATE', 'leaf')),
    bytesOf(pem('ENCRYPTED PRIVATE KEY', 'ecEncrypted')),
    bytesOf('00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff\n'),
  ],
  parse: async (input) => {
    if (asksForMuch(input)) return;
    needsPassword(input);
    const secret = new Secret(bytesOf('p'));
    try {
      for (const { material } of (await openKeyFile(input, secret)).keys) if (material.type === 'RSA') void material.bits;
    } finally {
      secret.wipe();
    }
  },
};

function asksForMuch(input: Uint8Array): boolean {
  const rounds = (encrypted: readonly Encrypted[]) => encrypted.some(({ encryption }) => (encryption?.iterations ?? 0) > mostIterations);
  const quietly = (read: () => boolean) => {
    try {
      return read();
    } catch {
      return false;
    }
  };
  const bodies = isPem(input) ? quietlyBlocks(input) : [input];
  return bodies.some(
    (bytes) =>
      quietly(() => rounds([readEncryptedKey(bytes)])) ||
      quietly(() => {
        const { safes, mac } = readPkcs12(bytes);
        const bags = safes.filter(({ encryption }) => !encryption).flatMap((safe) => readBags(safe.bytes));
        return (
          rounds(safes) || (mac?.iterations ?? 0) > mostIterations || rounds(bags.flatMap((bag) => (bag.kind === 'key' ? [bag.key] : [])))
        );
      }),
  );
}

function quietlyBlocks(input: Uint8Array): Uint8Array[] {
  try {
    return readPem(input).map(({ bytes }) => bytes);
  } catch {
    return [];
  }
}

const publicKeyFile: Target = {
  name: 'public-key-file',
  form: 'tlv',
  refuses: isMalformed,
  seeds: () => {
    const second = certificates.length >> 1;
    const [device, issuer] = [certificates.slice(0, second), certificates.slice(second)];
    const keyManagers = concat(hex.decode('060A2B0601040181C31F0403'), hex.decode('01'));
    return [encodePublicKeyFile({ request, device, issuer }), concat(Uint8Array.of(0x30, keyManagers.length), keyManagers)];
  },
  parse: (input) => assertSame(readPublicKeyFile(input), encodePublicKeyFile, readPublicKeyFile),
};

const webadmConf: Target = {
  name: 'webadm-conf',
  form: 'text',
  maxBytes: LARGEST_CONF,
  seeds: () => [
    bytesOf('# comment\nencrypt_hsm Yes\nhsm_model SmartCardHSM\nhsm_keyid 0, 1,\n  2\nhsm_pin "648219"\n#hsm_slot 0\n'),
    bytesOf('\ufeffencrypt_data = "Yes" # x\r\nencrypt_mode AES256\r\nencrypt_key "00", "11" \\\r\n "22"\r\nhsm_pin <entered by you>\r\n'),
  ],
  parse: (input) => {
    const { settings, faults, commented } = readWebadmConf(input);
    if (faults.length > 20) throw new BrokenPromise('more faults than are shown');
    const text = textIn(input);
    const isOnlyPin = /hsm_pin "648219"/.test(text) && text.split('648219').length === 2;
    if (isOnlyPin && JSON.stringify([settings, commented]).includes('648219')) throw new BrokenPromise('it tells the PIN');
  },
};

/** Any file that is dropped: every input has an answer, none is refused. */
const inspected: Target = {
  name: 'inspected-file',
  form: 'tlv',
  refuses: () => false,
  seeds: () => [...wrappedKeyFile.seeds(), ...shareFile.seeds(), der('ecPkcs8'), der('pkcs12Open'), der('leaf'), request, aesBlobBytes],
  parse: (input) => {
    const { kind } = lookAtBytes(input);
    if (!['share-file', 'wrapped-key', 'key-file', 'other'].includes(kind)) throw new BrokenPromise(`it is ${kind}`);
  },
};

const hashList: Target = {
  name: 'hash-list',
  form: 'text',
  refuses: () => false,
  seeds: () => [bytesOf(`${'ab'.repeat(32)}  conclave\n${'cd'.repeat(32)}  resources/app.asar\n`)],
  parse: (input) => {
    for (const path of parseHashList(textIn(input))?.keys() ?? []) {
      if (path.startsWith('/') || path.split('/').includes('..')) throw new BrokenPromise('a path leads out of the folder');
    }
  },
};

export const fileTargets: readonly Target[] = [
  wrappedKeyFile,
  shareFile,
  certificate,
  pemTarget,
  pkcs12,
  keyFile,
  publicKeyFile,
  webadmConf,
  inspected,
  hashList,
];
