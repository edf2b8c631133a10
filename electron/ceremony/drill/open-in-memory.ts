import type { RegisteredKey } from '../../../shared/clone/key-register.ts';
import { Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Mark } from '../../../shared/models/clone.ts';
import { readKeyCertificate } from '../../card/public-keys.ts';
import { DKEK_LENGTH } from '../../crypto/dkek.ts';
import { hostRandom } from '../../crypto/random.ts';
import type { WithDkek } from '../clone/dkek-shares.ts';
import { makeProvable, openBlob } from '../clone/expectation.ts';
import type { ProvableKey, TravellingKey } from '../clone/travelling-key.ts';
import { wipeKeyMaterial } from '../import-key/key-material.ts';

/** Negative control without a device: under a DKEK of random bytes no file may open. Refusal drill-opened-without-shares. */
export function assertClosedInMemory({ blob, label }: TravellingKey): Mark {
  const wrong = hostRandom(DKEK_LENGTH);
  try {
    wipeKeyMaterial(openBlob(blob, wrong));
  } catch (error) {
    if (error instanceof Refusal && error.failure.code === 'wrapped-key-altered')
      return { state: 'good', word: t('stays closed'), detail: t('Under another DKEK, of random bytes, its check (MAC) does not fit.') };
    throw error;
  }
  return refuse('drill-opened-without-shares', { label, where: t('in memory with another DKEK') });
}

/** Opens one file and checks its MAC and, of a pair, its certificate. Gives what does not fit as a mark. */
export async function openFile(key: TravellingKey, withDkek: WithDkek): Promise<{ readonly mark: Mark; readonly provable?: ProvableKey }> {
  try {
    const provable = await withDkek((dkek) => makeProvable(key, dkek));
    return { mark: { state: 'good', word: t('opens'), detail: t('Its check (MAC) under the DKEK of the shares fits.') }, provable };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { mark: { state: 'bad', ...wordsOf(error, key) } };
  }
}

function wordsOf({ failure }: Refusal, { label }: TravellingKey): Pick<Mark, 'word' | 'detail'> {
  switch (failure.code) {
    case 'wrapped-key-altered':
      return {
        word: t('does not open'),
        detail: t(
          'Its check (MAC) does not fit: the file is damaged or altered. Bring another copy, and compare its SHA-256 with the minutes.',
        ),
      };
    case 'clone-key-not-proven': {
      const said = t('The private key in the file of "{label}" does not belong to the certificate in it. Bring another copy.', { label });
      return { word: t('other key'), detail: said };
    }
    default:
      return { word: t('does not open'), detail: `${failure.what} ${failure.next}` };
  }
}

/** What is known of the key elsewhere: its certificate, and the register of keys in the ceremony folder. */
export function compareValue({ certificate, check, fileSha256 }: ProvableKey, registered: readonly RegisteredKey[]): Mark {
  const same = registered.find((known) => known.check.kind === check.kind && known.check.digits === check.digits);
  const ofFile = registered.find(({ files }) => files.some(({ sha256 }) => sha256 === fileSha256));
  if (ofFile && !same)
    return {
      state: 'bad',
      word: t('differs'),
      detail: t('The register knows this file as the key {known}; it holds the key {found}.', {
        known: ofFile.check.digits,
        found: check.digits,
      }),
    };
  const certified = certificate !== undefined && readKeyCertificate(certificate)?.publicKey !== undefined;
  if (certified && same)
    return {
      state: 'good',
      word: t('same'),
      detail: t('Its public key is that of its certificate, and it is the key that the register knows.'),
    };
  if (certified) return { state: 'good', word: t('same'), detail: t('Its public key is that of its certificate.') };
  if (same) return { state: 'good', word: t('same'), detail: t('It is the key that the register knows.') };
  return {
    state: 'unknown',
    word: t('first time'),
    detail: t('Nothing was on record to compare with. Write its check value in the minutes: {digits}.', { digits: check.digits }),
  };
}
