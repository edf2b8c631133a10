import { equal } from '../../../shared/bytes.ts';
import { t } from '../../../shared/language/text.ts';
import type { KeySnapshot } from '../../../shared/models/snapshot.ts';
import type { PublicKey } from '../../card/public-keys.ts';
import { agree, sign } from '../../card/use-key.ts';
import { curve, signatureFromDer } from '../../crypto/curves.ts';
import { hostRandom } from '../../crypto/random.ts';
import type { Device } from '../fleet/device.ts';
import { differs, type KeyOperation, type MayUse, sha256 } from './attempt.ts';

// capabilities
const ECDSA = 0x70;
const ECDSA_SHA256 = 0x73;
const ECDH = 0x80;

/** Signatures are verified, and the other side of an agreement made, in software with the public key. */
export function ecOperations(
  device: Device,
  key: KeySnapshot,
  { Q, curve: name }: PublicKey & { kind: 'EC' },
  may: MayUse,
): KeyOperation[] {
  if (!name) return [];
  const domain = curve(name);
  const operations: KeyOperation[] = [];
  const algorithm = [ECDSA_SHA256, ECDSA].find(may);
  if (algorithm !== undefined) operations.push(signOperation(device, key, Q, domain, algorithm));
  if (may(ECDH)) operations.push(agreeOperation(device, key, Q, domain));
  return operations;
}

type Domain = ReturnType<typeof curve>;

function signOperation(
  { session }: Device,
  { reference, label }: KeySnapshot,
  Q: Uint8Array,
  domain: Domain,
  algorithm: number,
): KeyOperation {
  const message = hostRandom(32);
  // A hash may not be longer than the field (protocol reference 7.4).
  const digest = sha256(message).subarray(0, domain.bytes);
  const verified = t('a random message was signed and the signature verified with the public key');
  const unfit = () => differs(t('the signature does not fit the public key'));
  return {
    name: t('Sign (ECDSA)'),
    uses: 1,
    run: async () => {
      const hashes = algorithm === ECDSA_SHA256;
      const der = await sign(session, reference, algorithm, hashes ? message : digest, label);
      if (!domain.verify(Q, hashes ? sha256(message) : digest, signatureFromDer(der, domain.bytes))) throw unfit();
      return verified;
    },
    throughModule: {
      uses: 1,
      needs: ['sign'],
      run: async (key) => {
        if (!domain.verify(Q, digest, await key.sign({ name: 'ECDSA' }, digest))) throw unfit();
        return verified;
      },
    },
  };
}

function agreeOperation({ session }: Device, { reference, label }: KeySnapshot, Q: Uint8Array, domain: Domain): KeyOperation {
  return {
    name: t('Agree on a secret (ECDH)'),
    uses: 1,
    run: async () => {
      const own = domain.generate();
      const theirs = await agree(session, reference, own.Q, label);
      const ours = domain.ecdh(own.d, Q);
      const same = equal(theirs.expose(), ours.subarray(1, 1 + domain.bytes));
      for (const secret of [own.d, ours]) secret.fill(0);
      theirs.wipe();
      if (!same) throw differs(t('the two sides got different secrets'));
      return t('device and app agreed on a secret and compared it');
    },
    throughModule: t('this app does not ask modules to agree on secrets'),
  };
}
