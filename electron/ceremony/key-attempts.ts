import { createHash } from 'node:crypto';
import { WRAP } from '../../shared/algorithms.ts';
import { concat, equal, hex } from '../../shared/bytes.ts';
import { failure, Refusal } from '../../shared/failure.ts';
import type { KeySnapshot } from '../../shared/models/snapshot.ts';
import { kcv, unknownKcv } from '../../shared/numbers.ts';
import { fileOf } from '../card/files.ts';
import { readObject } from '../card/objects.ts';
import { type PublicKey, readKeyCertificate } from '../card/public-keys.ts';
import { agree, cmac, decipher, decryptCbc, encryptCbc, sign } from '../card/use-key.ts';
import { wrapKey } from '../card/wrap.ts';
import { readKeyBlob } from '../codec/key-blob.ts';
import { curve, signatureFromDer } from '../crypto/curves.ts';
import { hostRandom } from '../crypto/random.ts';
import { rsaPublic, verifyPkcs1, verifyPss } from '../crypto/rsa.ts';
import type { Device } from './device.ts';
import { dkekIfAny } from './key-domain.ts';

/** Gives what was compared when it fits; throws Refusal test-failed when it does not, or what the card refused. */
export interface Attempt {
  readonly name: string;
  /** Why it cannot be tried, where it cannot. */
  readonly unless?: string;
  /** The key's list of capabilities holds it: a refusal is a failure. */
  readonly promised: boolean;
  readonly run: () => Promise<string>;
}

/**
 * The real operations that a key's capabilities allow, none of them done yet. The key's details must have been read. They are
 * compared with `publicKey`, or with the one that the device holds where none is given.
 */
export async function attemptsFor(device: Device, key: KeySnapshot, list: readonly number[], publicKey?: PublicKey): Promise<Attempt[]> {
  const domain = device.state.keyDomains ? key.keyDomain : 0;
  const dkek = domain === undefined ? undefined : dkekIfAny(device.state, domain);
  const may = (id: number) => list.length === 0 || list.includes(id);
  const operations = key.type.kind === 'AES' ? aesOperations(device, key, may) : await pairOperations(device, key, may, publicKey);
  // A key without a list may or may not be exportable: only the attempt tells.
  if (dkek?.kind === 'complete' && may(WRAP)) operations.push(wrapOperation(device, key, dkek.kcv, domain));
  return operations.map((operation) => ({ ...operation, promised: list.length > 0 }));
}

type KeyOperation = Omit<Attempt, 'promised'>;

function aesOperations({ session }: Device, { reference, label }: KeySnapshot, may: (id: number) => boolean): KeyOperation[] {
  const operations: KeyOperation[] = [];
  const iv = hostRandom(16);
  const data = hostRandom(32);
  if (may(0x10) && may(0x11)) {
    operations.push({
      name: 'Encrypt and decrypt (AES-CBC)',
      run: async () => {
        const encrypted = await encryptCbc(session, reference, iv, data, label);
        const decrypted = await decryptCbc(session, reference, iv, encrypted, label);
        if (equal(encrypted, data) || !equal(decrypted, data)) throw differs('what was decrypted is not what was encrypted');
        return '32 random bytes were encrypted, decrypted and compared';
      },
    });
  } else if (may(0x10)) {
    operations.push({
      name: 'Encrypt (AES-CBC)',
      run: async () => {
        const encrypted = await encryptCbc(session, reference, iv, data, label);
        const again = await encryptCbc(session, reference, iv, data, label);
        if (equal(encrypted, data) || !equal(encrypted, again)) throw differs('the same data gave two results');
        return '32 random bytes were encrypted twice and compared';
      },
    });
  }
  if (may(0x18)) {
    operations.push({
      name: 'CMAC',
      run: async () => {
        const mac = await cmac(session, reference, data, label);
        const again = await cmac(session, reference, data, label);
        const other = await cmac(session, reference, iv, label);
        if (!equal(mac, again) || equal(mac, other)) throw differs('the code does not depend on the data alone');
        return 'one message twice and another one once were authenticated and compared';
      },
    });
  }
  return operations;
}

async function pairOperations(
  device: Device,
  key: KeySnapshot,
  may: (id: number) => boolean,
  known: PublicKey | undefined,
): Promise<KeyOperation[]> {
  const publicKey = known ?? (await storedPublicKey(device, key));
  if (!publicKey || (publicKey.kind === 'EC' && !publicKey.curve)) {
    const unless = 'the device holds no public key to compare with';
    return [{ name: 'Sign', unless, run: () => Promise.reject(new Error(unless)) }];
  }
  return publicKey.kind === 'RSA' ? rsaOperations(device, key, publicKey, may) : ecOperations(device, key, publicKey, may);
}

async function storedPublicKey({ session }: Device, { reference }: KeySnapshot): Promise<PublicKey | undefined> {
  const content = await readObject(session, fileOf('keyCertificate', reference));
  return content && readKeyCertificate(content)?.publicKey;
}

function rsaOperations(
  { session }: Device,
  { reference, label }: KeySnapshot,
  key: PublicKey & { kind: 'RSA' },
  may: (id: number) => boolean,
): KeyOperation[] {
  const operations: KeyOperation[] = [];
  const modulus = withoutZeros(key.modulus);
  const message = hostRandom(32);
  const algorithm = [0x33, 0x43, 0x30, 0x40, 0x20].find(may);
  if (algorithm !== undefined) {
    operations.push({
      name: 'Sign (RSA)',
      run: async () => {
        const input = rsaInput(algorithm, message, modulus.length);
        const signature = await sign(session, reference, algorithm, input, label);
        const verify = algorithm === 0x43 || algorithm === 0x40 ? verifyPss : verifyPkcs1;
        if (!verify(modulus, key.exponent, 'sha256', message, signature)) throw differs('the signature does not fit the public key');
        return 'a random message was signed and the signature verified with the public key';
      },
    });
  }
  if (may(0x21)) {
    operations.push({
      name: 'Decrypt (RSA)',
      run: async () => {
        const block = hostRandom(modulus.length);
        // Below the modulus, whose highest bit is set.
        block[0] = (block[0] as number) & 0x7f;
        const decrypted = await decipher(session, reference, rsaPublic(modulus, key.exponent, block), label);
        const same = equal(decrypted.expose(), block);
        decrypted.wipe();
        if (!same) throw differs('what was decrypted is not what was encrypted');
        return 'a random block was encrypted with the public key, decrypted and compared';
      },
    });
  }
  return operations;
}

function ecOperations(
  { session }: Device,
  { reference, label }: KeySnapshot,
  key: PublicKey & { kind: 'EC' },
  may: (id: number) => boolean,
): KeyOperation[] {
  if (!key.curve) return [];
  const operations: KeyOperation[] = [];
  const domain = curve(key.curve);
  const message = hostRandom(32);
  const algorithm = [0x73, 0x70].find(may);
  if (algorithm !== undefined) {
    operations.push({
      name: 'Sign (ECDSA)',
      run: async () => {
        // A hash may not be longer than the field (protocol reference 7.4).
        const digest = sha256(message).subarray(0, algorithm === 0x70 ? domain.bytes : 32);
        const der = await sign(session, reference, algorithm, algorithm === 0x73 ? message : digest, label);
        if (!domain.verify(key.Q, digest, signatureFromDer(der, domain.bytes))) throw differs('the signature does not fit the public key');
        return 'a random message was signed and the signature verified with the public key';
      },
    });
  }
  if (may(0x80)) {
    operations.push({
      name: 'Agree on a secret (ECDH)',
      run: async () => {
        const own = domain.generate();
        const theirs = await agree(session, reference, own.Q, label);
        const ours = domain.ecdh(own.d, key.Q);
        const same = equal(theirs.expose(), ours.subarray(1, 1 + domain.bytes));
        for (const secret of [own.d, ours]) secret.fill(0);
        theirs.wipe();
        if (!same) throw differs('the two sides got different secrets');
        return 'device and app agreed on a secret and compared it';
      },
    });
  }
  return operations;
}

/** This check uses the DKEK and not the key: alone it proves nothing of the key. */
export const exportCheck = 'Export under the DKEK';

function wrapOperation(device: Device, { reference, label }: KeySnapshot, deviceKcv: string, domain: number | undefined): KeyOperation {
  return {
    name: exportCheck,
    run: async () => {
      const { header } = readKeyBlob(await wrapKey(device.session, reference, label, domain));
      const told = kcv(hex.encode(header.kcv));
      if (deviceKcv !== unknownKcv && told !== deviceKcv) throw differs(`it is wrapped under ${told}, the DKEK is ${deviceKcv}`);
      return `it was wrapped under the DKEK ${told}`;
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

/** A refusal that only carries what differed, from the attempt to its check. */
function differs(detail: string): Refusal {
  const refusal = new Refusal(failure('test-failed', { subject: 'The key', detail }));
  refusal.message = detail;
  return refusal;
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

function withoutZeros(value: Uint8Array): Uint8Array {
  const first = value.findIndex((byte) => byte !== 0);
  return value.subarray(first < 0 ? value.length : first);
}
