import { hex } from '../../../shared/bytes.ts';
import { Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { SignedHead } from '../../../shared/models/minutes.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { publicKeySha256 } from '../../card/public-keys.ts';
import { sign } from '../../card/use-key.ts';
import { encodePublicKeyInfo } from '../../codec/public-key-info.ts';
import { readKeyPair } from '../certificates/key-pair.ts';
import { requestAlgorithm } from '../certificates/make-request.ts';
import { publicKeyInfo } from '../certificates/public-key.ts';
import { assertLoggedIn } from '../pins/login.ts';
import type { Workstation } from '../workstation.ts';
import { algorithmWords, isSignatureOfHead, signedMessage } from './head-signature.ts';

/**
 * Signs the head of the open ceremony folder's transcript with an RSA or EC key, verifies the signature, and records it. Refusal
 * no-ceremony-folder, transcript-altered, public-key-untold, public-key-unknown-curve, pin-not-verified, key-not-allowed,
 * head-signature-wrong; then nothing was recorded.
 */
export function signHead({ fleet, records }: Workstation, serial: Serial, reference: KeyReference): Promise<SignedHead> {
  return fleet.run(serial, t('Sign Transcript'), async (device) => {
    const { head } = records.ceremony ?? refuse('no-ceremony-folder');
    const { key, publicKey = refuse('public-key-untold') } = await readKeyPair(device, reference);
    assertLoggedIn(device);
    const info = encodePublicKeyInfo(publicKeyInfo(publicKey));
    const algorithm = algorithmWords[publicKey.kind];
    const signature = await sign(device.session, reference, requestAlgorithm[publicKey.kind], signedMessage(head.sha256), key.label);
    const facts = {
      ...{ label: key.label, id: key.id, serial, algorithm, entries: head.entries, head: head.sha256 },
      ...{ publicKey: hex.encode(info), publicKeySha256: publicKeySha256(publicKey), signature: hex.encode(signature) },
    };
    if (!isSignatureOfHead(facts)) refuse('head-signature-wrong', { label: key.label });
    const recorded = await records.record('signature', facts);
    if (!recorded.ok) throw new Refusal(recorded.failure);
    return { head, label: key.label, algorithm };
  });
}
