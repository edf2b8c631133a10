import { Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Encrypted } from '../../codec/pkcs12.ts';
import { type PrivateKey, readPkcs8 } from '../../codec/private-key.ts';
import { openEncryptedKey } from '../../crypto/open-encrypted-key.ts';
import type { Secret } from '../../crypto/secret.ts';

/** A key as it stands in a file, before it is judged. */
export interface RawKey {
  readonly key: PrivateKey;
  readonly friendlyName?: string;
}

/** PKCS#8 that a password opens. Refusal key-file-password when what comes out is no key. */
export async function openEncrypted({ encryption, bytes }: Encrypted, password: Secret | undefined): Promise<PrivateKey> {
  if (!encryption) return understood(() => readPkcs8(bytes));
  const der = await openEncryptedKey(encryption, bytes, (password ?? refuse('key-file-password-needed')).expose());
  if (!der) refuse('key-file-password');
  try {
    return readPkcs8(der);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return refuse('key-file-password');
  } finally {
    der.fill(0);
  }
}

/** Whatever the codecs throw about malformed input, in words. */
export function understood<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return refuse('key-file-unknown', { detail: t('its structure is damaged') });
  }
}
