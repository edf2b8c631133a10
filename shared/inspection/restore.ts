import { WRAP } from '../algorithms.ts';
import { t } from '../language/text.ts';
import type { Register } from '../models/custody.ts';
import type { WrappedKeyFacts } from '../models/inspection.ts';
import type { DeviceSnapshot } from '../models/snapshot.ts';
import { unknownKcv } from '../numbers.ts';

/** Whether a wrapped key can be restored on a device. */
export interface Restore {
  readonly state: 'good' | 'bad' | 'unknown';
  /** A few words for a cell. */
  readonly word: string;
  readonly detail: string;
}

/** OpenSC's sc-hsm-tool takes a wrapped key of at most so many bytes (protocol reference 3.4). */
const OPENSC_BUFFER = 1500;

/** Judges from what is known without a PIN: the card has the last word when the file is imported. */
export function judgeRestore(key: WrappedKeyFacts, device: DeviceSnapshot): Restore {
  const bad = (word: string, detail: string): Restore => ({ state: 'bad', word, detail });
  const unknown = (word: string, detail: string): Restore => ({ state: 'unknown', word, detail });
  if (!device.initialized) return bad(t('not initialized'), t('Initialize it with DKEK shares and import those of this DKEK first.'));
  const same = device.keys.find(
    (own) =>
      (key.publicKeySha256 !== undefined && own.details?.publicKeySha256 === key.publicKeySha256) ||
      (key.label !== undefined && own.label === key.label && own.id === key.id),
  );
  const dkek = judgeDkek(key, device);
  if (same)
    return dkek.state === 'bad'
      ? dkek
      : { state: 'good', word: t('already there'), detail: t('It holds "{label}", as it seems the same key.', { label: same.label }) };
  if (dkek.state === 'bad') return dkek;
  if (key.isBare) return bad(t('not as it is'), t('Only the bare wrapped key is in the file. Use a file of Export Key… or sc-hsm-tool.'));
  if (device.firmware === '3.1' && key.capabilities.length > 0)
    return bad(
      t('firmware 3.1'),
      t('This firmware refuses wrapped keys with a list of capabilities. Use a device with firmware 3.2 or newer.'),
    );
  if (key.label !== undefined && device.keys.some(({ label }) => label === key.label))
    return bad(t('label taken'), t('Another key is named "{label}" there. Rename that one first.', { label: key.label }));
  if (dkek.state === 'unknown') return dkek;
  return device.userPin.kind === 'blocked'
    ? unknown(t('PIN blocked'), t('The DKEK fits. Unblock the User PIN first.'))
    : { state: 'good', word: t('can be restored'), detail: dkek.detail };
}

function judgeDkek({ kcv }: WrappedKeyFacts, { dkek, keyDomains }: DeviceSnapshot): Restore {
  const all = keyDomains ? keyDomains.map((domain) => domain.dkek) : [dkek];
  const complete = all.flatMap((each) => (each.kind === 'complete' ? [each.kcv] : []));
  if (kcv !== unknownKcv && complete.includes(kcv))
    return { state: 'good', word: t('can be restored'), detail: t('It has the DKEK of this file.') };
  if (kcv === unknownKcv)
    return { state: 'unknown', word: t('not known'), detail: t('The file does not tell the check value of its DKEK.') };
  if (complete.includes(unknownKcv))
    return { state: 'unknown', word: t('after login'), detail: t('The device tells the check value of its DKEK only after the login.') };
  const waiting = all.find((each) => each.kind === 'incomplete');
  if (waiting?.kind === 'incomplete')
    return {
      state: 'unknown',
      word: t('shares missing'),
      detail: t('It waits for DKEK shares ({imported} of {shares}). It depends on which are imported.', {
        imported: waiting.imported,
        shares: waiting.shares,
      }),
    };
  if (complete.length === 0)
    return { state: 'bad', word: t('no DKEK'), detail: t('It has no DKEK: initialize it again with DKEK shares.') };
  return {
    state: 'bad',
    word: t('other DKEK'),
    detail: t('It has {own}, the file is under {kcv}. A device that is initialized with the shares of that DKEK can take it.', {
      own: complete.join(', '),
      kcv,
    }),
  };
}

export interface Pitfall {
  readonly isGrave: boolean;
  readonly text: string;
}

/** What must be known of a wrapped key, whatever the device. */
export function pitfallsOf({ capabilities, blobBytes, label, isBare, type, certificate }: WrappedKeyFacts): Pitfall[] {
  const found: Pitfall[] = [];
  const note = (text: string, isGrave = false) => found.push({ text, isGrave });
  if (capabilities.length > 0 && !capabilities.includes(WRAP))
    note(t('Without WRAP (92) it cannot be exported again from the device on which it is restored. Keep this file.'), true);
  if (isBare) note(t('This is the bare wrapped key, without label and certificate; no tool imports it as it is.'), true);
  else if (label === undefined) note(t('The file has no description: label and ID are made up when it is imported.'));
  if (blobBytes > OPENSC_BUFFER)
    note(
      t('{bytes} bytes are more than sc-hsm-tool takes ({limit}), and than some older devices do. Restore it with Conclave.', {
        bytes: blobBytes,
        limit: OPENSC_BUFFER,
      }),
    );
  if (capabilities.length > 0) note(t('Firmware 3.1 refuses wrapped keys with a list of capabilities; 3.2 and newer take them.'));
  if (type.kind === 'AES' && capabilities.length === 0)
    note(t('It has no list of capabilities. On devices that ask for one, an AES key without may be of no use.'));
  if (certificate === 'damaged') note(t('Its certificate is damaged. The key can be restored; import the certificate again afterwards.'));
  return found;
}

/** What the register of the open ceremony folder knows of a share file with this SHA-256. */
export function shareFileWords(sha256: string | undefined, register: Register | undefined): Restore {
  if (!register)
    return { state: 'unknown', word: t('no register'), detail: t('Open the ceremony folder in Custodians to see who can open it.') };
  const set = register.sets.find(({ fileSha256 }) => fileSha256 !== undefined && fileSha256 === sha256);
  const nameOf = (id: string) => register.custodians.find((custodian) => custodian.id === id)?.name ?? t('unknown');
  if (!set) {
    const sheets = register.holdings.filter(({ fileSha256 }) => fileSha256 !== undefined && fileSha256 === sha256);
    return sheets.length > 0
      ? {
          state: 'good',
          word: t('registered'),
          detail: t('Its sheet is held by {names}.', { names: sheets.map((each) => nameOf(each.custodianId)).join(', ') }),
        }
      : {
          state: 'unknown',
          word: t('not registered'),
          detail: t('The register does not know this file: its password was not split here.'),
        };
  }
  const successor = register.sets.find(({ replaces }) => replaces === set.setId);
  const holders = register.holdings.filter(({ setId, kind }) => setId === set.setId && kind === 'password-share');
  const names = holders.map(({ custodianId }) => nameOf(custodianId)).join(', ') || t('nobody yet');
  const who = t('Set {setId}: any {threshold} of {total} open it; held by {names}.', {
    setId: set.setId,
    threshold: set.threshold,
    total: set.total,
    names,
  });
  return successor
    ? {
        state: 'bad',
        word: t('replaced'),
        detail: `${who} ${t('It was re-issued as set {setId}: use the newer file.', { setId: successor.setId })}`,
      }
    : { state: 'good', word: t('registered'), detail: who };
}
