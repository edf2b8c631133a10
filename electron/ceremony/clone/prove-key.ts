import { equal } from '../../../shared/bytes.ts';
import { type Failure, failure, Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { KeyReference } from '../../../shared/numbers.ts';
import type { PublicKey } from '../../card/public-keys.ts';
import type { CardSession } from '../../card/session.ts';
import { agree, cmac, decipher, encryptCbc } from '../../card/use-key.ts';
import { wrapKey } from '../../card/wrap.ts';
import { zeroIv } from '../../crypto/aes.ts';
import { curve } from '../../crypto/curves.ts';
import { minimal } from '../../crypto/der.ts';
import { hostRandom } from '../../crypto/random.ts';
import { rsaPublic } from '../../crypto/rsa.ts';
import { wipeKeyMaterial } from '../import-key/key-material.ts';
import type { WithDkek } from './dkek-shares.ts';
import { type Expectation, materialDigest, openBlob } from './expectation.ts';
import { isSignedBy, signWith } from './sign-with.ts';

export interface KeyToProve {
  readonly reference: KeyReference;
  readonly label: string;
  readonly expectation: Expectation;
}

/**
 * One real operation with a key on a logged-in device, compared with the source's value: one command. Gives what was compared, in words.
 * Refusal test-failed where it is another key; key-not-allowed, no-such-key, pin-not-verified as the device says.
 */
export async function proveKey(session: CardSession, key: KeyToProve, withDkek: WithDkek): Promise<string> {
  const { reference, label, expectation } = key;
  switch (expectation.kind) {
    case 'signature': {
      const { publicKey, algorithm } = expectation;
      const message = hostRandom(32);
      const width = publicKey.kind === 'RSA' ? minimal(publicKey.modulus).length : 0;
      const signature = await signWith(session, key, algorithm, message, width);
      if (!isSignedBy(publicKey, algorithm, message, signature))
        throw differs(label, t('its signature does not fit the public key of the source'));
      return t('it signed a random message, verified with the public key of the source');
    }
    case 'decipher':
      await proveDecipher(session, key, expectation.publicKey);
      return t('it decrypted what was encrypted with the public key of the source');
    case 'agree':
      await proveAgreement(session, key, expectation.publicKey);
      return t('it agreed on the same secret as the public key of the source');
    case 'encrypt': {
      const output = await encryptCbc(session, reference, zeroIv, expectation.input, label);
      if (!equal(output, expectation.output)) throw differs(label, t('it encrypts to another value than the source'));
      return t('it encrypted a random block to the same value as the source');
    }
    case 'cmac': {
      const output = await cmac(session, reference, expectation.input, label);
      if (!equal(output, expectation.output)) throw differs(label, t('its CMAC is another than the source gives'));
      return t('it computed the same CMAC as the source');
    }
    case 'wrapped': {
      const blob = await wrapKey(session, reference, label);
      const same = await withDkek((dkek) => {
        const material = openBlob(blob, dkek);
        try {
          return materialDigest(material) === expectation.digest;
        } finally {
          wipeKeyMaterial(material);
        }
      });
      if (!same) throw differs(label, t('exported again, it is another key'));
      return t('it was exported again, and both wrapped forms hold the same key');
    }
  }
}

async function proveDecipher(
  session: CardSession,
  { reference, label }: KeyToProve,
  publicKey: PublicKey & { kind: 'RSA' },
): Promise<void> {
  const modulus = minimal(publicKey.modulus);
  const block = hostRandom(modulus.length);
  // Below the modulus, whose highest bit is set.
  block[0] = (block[0] as number) & 0x7f;
  const decrypted = await decipher(session, reference, rsaPublic(modulus, publicKey.exponent, block), label);
  const same = equal(decrypted.expose(), block);
  decrypted.wipe();
  if (!same) throw differs(label, t('it does not decrypt what was encrypted with the public key of the source'));
}

async function proveAgreement(
  session: CardSession,
  { reference, label }: KeyToProve,
  publicKey: PublicKey & { kind: 'EC' },
): Promise<void> {
  const domain = curve(
    publicKey.curve ?? refuse('test-failed', { subject: t('The key "{label}"', { label }), detail: t('its curve is not known') }),
  );
  const own = domain.generate();
  const theirs = await agree(session, reference, own.Q, label);
  const ours = domain.ecdh(own.d, publicKey.Q);
  const same = equal(theirs.expose(), ours.subarray(1, 1 + domain.bytes));
  for (const secret of [own.d, ours]) secret.fill(0);
  theirs.wipe();
  if (!same) throw differs(label, t('it agrees on another secret than the public key of the source'));
}

function differs(label: string, detail: string): Refusal {
  const said: Failure = failure('test-failed', { subject: t('The key "{label}"', { label }), detail });
  return new Refusal(said);
}
