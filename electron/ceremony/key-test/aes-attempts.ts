import { concat, equal } from '../../../shared/bytes.ts';
import { t } from '../../../shared/language/text.ts';
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
  else if (may(CBC_ENC)) operations.push(oneWay('encrypt', encrypt));
  else if (may(CBC_DEC)) operations.push(oneWay('decrypt', decrypt));
  if (may(CMAC)) operations.push(macOperation((data) => cmac(session, reference, data, label)));
  return operations;
}

type Cipher = (iv: Uint8Array, data: Uint8Array) => Promise<Uint8Array>;

function bothWays(encrypt: Cipher, decrypt: Cipher): KeyOperation {
  const iv = hostRandom(BLOCK);
  const data = repeating();
  let encrypted: Uint8Array | undefined;
  return {
    name: t('Encrypt and decrypt (AES-CBC)'),
    uses: 4,
    run: async () => {
      const found = await encrypt(iv, data);
      assertChained(found, data);
      if (!equal(await decrypt(iv, found), data)) throw differs(t('what was decrypted is not what was encrypted'));
      const other = hostRandom(data.length);
      if (!equal(await encrypt(iv, await decrypt(iv, other)), other)) throw differs(t('what was encrypted is not what was decrypted'));
      encrypted = found;
      return t('{bytes} random bytes ({blocks} chained blocks) were encrypted, decrypted and compared, and the other way round', {
        bytes: data.length,
        blocks: data.length / BLOCK,
      });
    },
    throughModule: {
      uses: 2,
      needs: ['encrypt', 'decrypt'],
      run: async (key) => {
        const expected = encrypted ?? nothing();
        const mechanism = { name: 'AES-CBC', iv } as const;
        if (!equal(await key.encrypt(mechanism, data), expected))
          throw differs(t('the module encrypts differently than the device by APDU'));
        if (!equal(await key.decrypt(mechanism, expected), data)) throw differs(t('the module did not decrypt what was encrypted by APDU'));
        return t('it encrypted the same bytes to the same result as by APDU, and decrypted what was encrypted by APDU');
      },
    },
  };
}

/** A key that does only one direction: the same twice, and the last blocks once more on their own, as CBC says that they chain. */
function oneWay(verb: 'encrypt' | 'decrypt', cipher: Cipher): KeyOperation {
  const iv = hostRandom(BLOCK);
  const data = repeating();
  const cut = 2 * BLOCK;
  let found: Uint8Array | undefined;
  return {
    name: verb === 'encrypt' ? t('Encrypt (AES-CBC)') : t('Decrypt (AES-CBC)'),
    uses: 3,
    run: async () => {
      const first = await cipher(iv, data);
      if (equal(first, data) || !equal(first, await cipher(iv, data))) throw differs(t('the same data gave two results'));
      const before = (verb === 'encrypt' ? first : data).slice(cut - BLOCK, cut);
      if (!equal(await cipher(before, data.slice(cut)), first.slice(cut))) throw differs(t('the blocks are not chained as AES-CBC says'));
      found = first;
      return verb === 'encrypt'
        ? t('{bytes} random bytes were encrypted twice and compared; the key may not do the reverse', { bytes: data.length })
        : t('{bytes} random bytes were decrypted twice and compared; the key may not do the reverse', { bytes: data.length });
    },
    throughModule: {
      uses: 1,
      needs: [verb],
      run: async (key) => {
        const expected = found ?? nothing();
        if (!equal(await key[verb]({ name: 'AES-CBC', iv }, data), expected))
          throw differs(
            verb === 'encrypt'
              ? t('the module encrypts differently than the device by APDU')
              : t('the module decrypts differently than the device by APDU'),
          );
        return verb === 'encrypt'
          ? t('it encrypted the same bytes to the same result as by APDU')
          : t('it decrypted the same bytes to the same result as by APDU');
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
      if (!equal(first, again) || equal(first, await mac(message.slice(1)))) throw differs(t('the code does not depend on the data alone'));
      found = first;
      return t('one message twice and another one once were authenticated and compared');
    },
    throughModule: {
      uses: 1,
      needs: ['sign'],
      run: async (key) => {
        const expected = found ?? nothing();
        if (!equal(await key.sign({ name: 'AES-CMAC' }, message), expected))
          throw differs(t('the module computes another code than the device by APDU'));
        return t('it computed the same code as by APDU');
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
  if (equal(encrypted, data)) throw differs(t('the data came back unencrypted'));
  const [first, fourth] = [encrypted.subarray(0, BLOCK), encrypted.subarray(3 * BLOCK, 4 * BLOCK)];
  if (equal(first, fourth)) throw differs(t('equal blocks were encrypted alike: the blocks are not chained'));
}

function nothing(): never {
  throw new NothingToCompare();
}
