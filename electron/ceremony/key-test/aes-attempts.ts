import { concat, equal } from '../../../shared/bytes.ts';
import type { KeySnapshot } from '../../../shared/models/snapshot.ts';
import { cmac, decryptCbc, encryptCbc } from '../../card/use-key.ts';
import { hostRandom } from '../../crypto/random.ts';
import type { Device } from '../fleet/device.ts';
import { differs, type KeyOperation, type MayUse, NothingToCompare } from './attempt.ts';

const CBC_ENC = 0x10;
const CBC_DEC = 0x11;
const CMAC = 0x18;
const BLOCK = 16;

/**
 * An AES key's value never leaves the device, so no software can check a result alone: encryption is held against decryption, one
 * path against the other.
 */
export function aesOperations({ session }: Device, { reference, label }: KeySnapshot, may: MayUse): KeyOperation[] {
  const operations: KeyOperation[] = [];
  const encrypt = (iv: Uint8Array, data: Uint8Array) => encryptCbc(session, reference, iv, data, label);
  const decrypt = (iv: Uint8Array, data: Uint8Array) => decryptCbc(session, reference, iv, data, label);
  if (may(CBC_ENC) && may(CBC_DEC)) operations.push(bothWays(encrypt, decrypt));
  else if (may(CBC_ENC)) operations.push(oneWay('Encrypt (AES-CBC)', 'encrypt', encrypt));
  else if (may(CBC_DEC)) operations.push(oneWay('Decrypt (AES-CBC)', 'decrypt', decrypt));
  if (may(CMAC)) operations.push(macOperation((data) => cmac(session, reference, data, label)));
  return operations;
}

type Cipher = (iv: Uint8Array, data: Uint8Array) => Promise<Uint8Array>;

function bothWays(encrypt: Cipher, decrypt: Cipher): KeyOperation {
  const iv = hostRandom(BLOCK);
  const data = repeating();
  let encrypted: Uint8Array | undefined;
  return {
    name: 'Encrypt and decrypt (AES-CBC)',
    uses: 4,
    run: async () => {
      const found = await encrypt(iv, data);
      assertChained(found, data);
      if (!equal(await decrypt(iv, found), data)) throw differs('what was decrypted is not what was encrypted');
      const other = hostRandom(data.length);
      if (!equal(await encrypt(iv, await decrypt(iv, other)), other)) throw differs('what was encrypted is not what was decrypted');
      encrypted = found;
      return `${data.length} random bytes (${data.length / BLOCK} chained blocks) were encrypted, decrypted and compared, and the other way round`;
    },
    throughModule: {
      uses: 2,
      needs: ['encrypt', 'decrypt'],
      run: async (key) => {
        const expected = encrypted ?? nothing();
        const mechanism = { name: 'AES-CBC', iv } as const;
        if (!equal(await key.encrypt(mechanism, data), expected)) throw differs('the module encrypts differently than the device by APDU');
        if (!equal(await key.decrypt(mechanism, expected), data)) throw differs('the module did not decrypt what was encrypted by APDU');
        return 'it encrypted the same bytes to the same result as by APDU, and decrypted what was encrypted by APDU';
      },
    },
  };
}

/** A key that does only one direction: the same twice, and the last blocks once more on their own, as CBC says that they chain. */
function oneWay(name: string, verb: 'encrypt' | 'decrypt', cipher: Cipher): KeyOperation {
  const iv = hostRandom(BLOCK);
  const data = repeating();
  const cut = 2 * BLOCK;
  let found: Uint8Array | undefined;
  return {
    name,
    uses: 3,
    run: async () => {
      const first = await cipher(iv, data);
      if (equal(first, data) || !equal(first, await cipher(iv, data))) throw differs('the same data gave two results');
      const before = (verb === 'encrypt' ? first : data).slice(cut - BLOCK, cut);
      if (!equal(await cipher(before, data.slice(cut)), first.slice(cut))) throw differs('the blocks are not chained as AES-CBC says');
      found = first;
      return `${data.length} random bytes were ${verb}ed twice and compared; the key may not do the reverse`;
    },
    throughModule: {
      uses: 1,
      needs: [verb],
      run: async (key) => {
        const expected = found ?? nothing();
        if (!equal(await key[verb]({ name: 'AES-CBC', iv }, data), expected))
          throw differs(`the module ${verb}s differently than the device by APDU`);
        return `it ${verb}ed the same bytes to the same result as by APDU`;
      },
    },
  };
}

function macOperation(mac: (data: Uint8Array) => Promise<Uint8Array>): KeyOperation {
  const message = hostRandom(40);
  let found: Uint8Array | undefined;
  return {
    name: 'CMAC',
    uses: 3,
    run: async () => {
      const first = await mac(message);
      const again = await mac(message);
      if (!equal(first, again) || equal(first, await mac(message.slice(1)))) throw differs('the code does not depend on the data alone');
      found = first;
      return 'one message twice and another one once were authenticated and compared';
    },
    throughModule: {
      uses: 1,
      needs: ['sign'],
      run: async (key) => {
        const expected = found ?? nothing();
        if (!equal(await key.sign({ name: 'AES-CMAC' }, message), expected))
          throw differs('the module computes another code than the device by APDU');
        return 'it computed the same code as by APDU';
      },
    },
  };
}

/** Six blocks, the fourth like the first: without chaining their results would be alike. */
function repeating(): Uint8Array {
  const start = hostRandom(3 * BLOCK);
  return concat(start, start.subarray(0, BLOCK), hostRandom(2 * BLOCK));
}

function assertChained(encrypted: Uint8Array, data: Uint8Array): void {
  if (equal(encrypted, data)) throw differs('the data came back unencrypted');
  const [first, fourth] = [encrypted.subarray(0, BLOCK), encrypted.subarray(3 * BLOCK, 4 * BLOCK)];
  if (equal(first, fourth)) throw differs('equal blocks were encrypted alike: the blocks are not chained');
}

function nothing(): never {
  throw new NothingToCompare();
}
