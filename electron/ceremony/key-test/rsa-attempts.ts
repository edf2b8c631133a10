import { concat, equal, hex } from '../../../shared/bytes.ts';
import { t } from '../../../shared/language/text.ts';
import type { KeySnapshot } from '../../../shared/models/snapshot.ts';
import type { PublicKey } from '../../card/public-keys.ts';
import { decipher, sign } from '../../card/use-key.ts';
import { hostRandom } from '../../crypto/random.ts';
import { rsaPublic, verifyPkcs1, verifyPss } from '../../crypto/rsa.ts';
import type { Device } from '../fleet/device.ts';
import { differs, type KeyOperation, type MayUse, sha256 } from './attempt.ts';

// capabilities, the simplest for the host first (protocol reference 7.4)
const PKCS1 = [0x33, 0x30, 0x20];
const PSS = [0x43, 0x40];
const DECRYPT = 0x21;

type RsaKey = PublicKey & { kind: 'RSA' };

/** Signatures are verified, and ciphertexts made, in software with the public key. */
export function rsaOperations(device: Device, key: KeySnapshot, { modulus: told, exponent }: RsaKey, may: MayUse): KeyOperation[] {
  const modulus = withoutZeros(told);
  const operations: KeyOperation[] = [];
  const algorithm = [0x33, 0x43, 0x30, 0x40, 0x20].find(may);
  if (algorithm !== undefined) operations.push(signOperation(device, key, { modulus, exponent }, algorithm, may));
  if (may(DECRYPT)) operations.push(decryptOperation(device, key, { modulus, exponent }));
  return operations;
}

type Numbers = Pick<RsaKey, 'modulus' | 'exponent'>;

function signOperation(
  { session }: Device,
  { reference, label }: KeySnapshot,
  { modulus, exponent }: Numbers,
  algorithm: number,
  may: MayUse,
): KeyOperation {
  const message = hostRandom(32);
  const verified = t('a random message was signed and the signature verified with the public key');
  const unfit = () => differs(t('the signature does not fit the public key'));
  return {
    name: t('Sign (RSA)'),
    uses: 1,
    run: async () => {
      const signature = await sign(session, reference, algorithm, rsaInput(algorithm, message, modulus.length), label);
      const verify = PSS.includes(algorithm) ? verifyPss : verifyPkcs1;
      if (!verify(modulus, exponent, 'sha256', message, signature)) throw unfit();
      return verified;
    },
    throughModule: {
      uses: 1,
      needs: ['sign'],
      run: async (key) => {
        const pkcs1 = PKCS1.some(may);
        const mechanism = pkcs1 ? ({ name: 'SHA256-RSA-PKCS' } as const) : ({ name: 'RSA-PKCS-PSS-HASHING', hash: 'SHA-256' } as const);
        const signature = await key.sign(mechanism, message);
        if (!(pkcs1 ? verifyPkcs1 : verifyPss)(modulus, exponent, 'sha256', message, signature)) throw unfit();
        return verified;
      },
    },
  };
}

function decryptOperation({ session }: Device, { reference, label }: KeySnapshot, { modulus, exponent }: Numbers): KeyOperation {
  const unlike = () => differs(t('what was decrypted is not what was encrypted'));
  return {
    name: t('Decrypt (RSA)'),
    uses: 1,
    run: async () => {
      const block = hostRandom(modulus.length);
      // Below the modulus, whose highest bit is set.
      block[0] = (block[0] as number) & 0x7f;
      const decrypted = await decipher(session, reference, rsaPublic(modulus, exponent, block), label);
      const same = equal(decrypted.expose(), block);
      decrypted.wipe();
      if (!same) throw unlike();
      return t('a random block was encrypted with the public key, decrypted and compared');
    },
    throughModule: {
      uses: 1,
      needs: ['decrypt'],
      run: async (key) => {
        const message = hostRandom(32);
        const encrypted = rsaPublic(modulus, exponent, paddedForEncryption(message, modulus.length));
        if (!equal(await key.decrypt({ name: 'RSA-PKCS' }, encrypted), message)) throw unlike();
        return t('a random message was encrypted with the public key, decrypted and compared');
      },
    },
  };
}

/** What the command takes: the message, its hash, its DigestInfo, or the whole padded block (protocol reference 7.4, RFC 8017 9.2). */
export function rsaInput(algorithm: number, message: Uint8Array, width: number): Uint8Array {
  if (algorithm === 0x33 || algorithm === 0x43) return message;
  const digest = sha256(message);
  if (algorithm === 0x40) return digest;
  const digestInfo = concat(hex.decode('3031300D060960864801650304020105000420'), digest);
  if (algorithm === 0x30) return digestInfo;
  const padding = new Uint8Array(width - digestInfo.length - 3).fill(0xff);
  return concat(Uint8Array.of(0, 1), padding, Uint8Array.of(0), digestInfo);
}

/** EME-PKCS1-v1_5 (RFC 8017 7.2.1): padding without zeros. */
function paddedForEncryption(message: Uint8Array, width: number): Uint8Array {
  const padding = hostRandom(width - message.length - 3).map((byte) => byte || 1);
  return concat(Uint8Array.of(0, 2), padding, Uint8Array.of(0), message);
}

function withoutZeros(value: Uint8Array): Uint8Array {
  const first = value.findIndex((byte) => byte !== 0);
  return value.subarray(first < 0 ? value.length : first);
}
