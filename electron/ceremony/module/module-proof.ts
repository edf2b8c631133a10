import type { CurveName } from '../../../shared/algorithms.ts';
import { equal } from '../../../shared/bytes.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import { curve } from '../../crypto/curves.ts';
import { hostRandom } from '../../crypto/random.ts';
import { verifyPkcs1 } from '../../crypto/rsa.ts';
import type { ModuleObject } from '../../pkcs11/protocol.ts';
import type { Pkcs11Session } from '../../pkcs11/session.ts';

/** A real operation with the key that has this ID: what it signs is verified by us, what it encrypts it must decrypt. Refusal test-failed. */
export async function proveThroughModule(session: Pkcs11Session, id: Uint8Array): Promise<void> {
  const objects = await session.objects({ id });
  const of = (kind: ModuleObject['class']) => objects.find((object) => object.class === kind);
  const secret = of('secret-key');
  const [privateKey, publicKey] = [of('private-key'), of('public-key')];
  const proven = secret
    ? await encryptsAndDecrypts(session, secret)
    : privateKey && publicKey
      ? await signs(session, privateKey, publicKey)
      : false;
  if (!proven) refuse('test-failed', { subject: t('the key'), detail: t('what it did through the module does not fit') });
}

async function signs(session: Pkcs11Session, privateKey: ModuleObject, publicKey: ModuleObject): Promise<boolean> {
  const message = hostRandom(32);
  if (publicKey.keyType === 'RSA') {
    const { modulus, exponent } = publicKey;
    const signature = await session.sign(privateKey.handle, { name: 'SHA256-RSA-PKCS' }, message);
    return modulus !== undefined && exponent !== undefined && verifyPkcs1(modulus, exponent, 'sha256', message, signature);
  }
  const software = publicKey.curve && curve(publicKey.curve as CurveName);
  const point = software && publicKey.point?.slice(-(2 * software.bytes + 1));
  const signature = await session.sign(
    privateKey.handle,
    { name: 'ECDSA' },
    message.subarray(0, software ? Math.min(32, software.bytes) : 20),
  );
  return Boolean(software && point && software.verify(point, message.subarray(0, Math.min(32, software.bytes)), signature));
}

async function encryptsAndDecrypts(session: Pkcs11Session, { handle }: ModuleObject): Promise<boolean> {
  const [iv, data] = [hostRandom(16), hostRandom(32)];
  const encrypted = await session.encrypt(handle, { name: 'AES-CBC', iv }, data);
  const decrypted = await session.decrypt(handle, { name: 'AES-CBC', iv }, encrypted);
  const fits = !equal(encrypted, data) && equal(decrypted, data);
  decrypted.fill(0);
  return fits;
}
