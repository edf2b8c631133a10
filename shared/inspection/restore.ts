import { WRAP } from '../algorithms.ts';
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
  if (!device.initialized) return bad('not initialized', 'Initialize it with DKEK shares and import those of this DKEK first.');
  const same = device.keys.find(
    (own) =>
      (key.publicKeySha256 !== undefined && own.details?.publicKeySha256 === key.publicKeySha256) ||
      (key.label !== undefined && own.label === key.label && own.id === key.id),
  );
  const dkek = judgeDkek(key, device);
  if (same)
    return dkek.state === 'bad'
      ? dkek
      : { state: 'good', word: 'already there', detail: `It holds "${same.label}", as it seems the same key.` };
  if (dkek.state === 'bad') return dkek;
  if (key.isBare) return bad('not as it is', 'Only the bare wrapped key is in the file. Use a file of Export Key… or sc-hsm-tool.');
  if (device.firmware === '3.1' && key.capabilities.length > 0)
    return bad('firmware 3.1', 'This firmware refuses wrapped keys with a list of capabilities. Use a device with firmware 3.2 or newer.');
  if (key.label !== undefined && device.keys.some(({ label }) => label === key.label))
    return bad('label taken', `Another key is named "${key.label}" there. Rename that one first.`);
  if (dkek.state === 'unknown') return dkek;
  return device.userPin.kind === 'blocked'
    ? unknown('PIN blocked', 'The DKEK fits. Unblock the User PIN first.')
    : { state: 'good', word: 'can be restored', detail: dkek.detail };
}

function judgeDkek({ kcv }: WrappedKeyFacts, { dkek, keyDomains }: DeviceSnapshot): Restore {
  const all = keyDomains ? keyDomains.map((domain) => domain.dkek) : [dkek];
  const complete = all.flatMap((each) => (each.kind === 'complete' ? [each.kcv] : []));
  if (kcv !== unknownKcv && complete.includes(kcv))
    return { state: 'good', word: 'can be restored', detail: 'It has the DKEK of this file.' };
  if (kcv === unknownKcv) return { state: 'unknown', word: 'not known', detail: 'The file does not tell the check value of its DKEK.' };
  if (complete.includes(unknownKcv))
    return { state: 'unknown', word: 'after login', detail: 'The device tells the check value of its DKEK only after the login.' };
  const waiting = all.find((each) => each.kind === 'incomplete');
  if (waiting?.kind === 'incomplete')
    return {
      state: 'unknown',
      word: 'shares missing',
      detail: `It waits for DKEK shares (${waiting.imported} of ${waiting.shares}). It depends on which are imported.`,
    };
  if (complete.length === 0) return { state: 'bad', word: 'no DKEK', detail: 'It has no DKEK: initialize it again with DKEK shares.' };
  return {
    state: 'bad',
    word: 'other DKEK',
    detail: `It has ${complete.join(', ')}, the file is under ${kcv}. A device that is initialized with the shares of that DKEK can take it.`,
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
    note('Without WRAP (92) it cannot be exported again from the device on which it is restored. Keep this file.', true);
  if (isBare) note('This is the bare wrapped key, without label and certificate; no tool imports it as it is.', true);
  else if (label === undefined) note('The file has no description: label and ID are made up when it is imported.');
  if (blobBytes > OPENSC_BUFFER)
    note(
      `${blobBytes} bytes are more than sc-hsm-tool takes (${OPENSC_BUFFER}), and than some older devices do. Restore it with Conclave.`,
    );
  if (capabilities.length > 0) note('Firmware 3.1 refuses wrapped keys with a list of capabilities; 3.2 and newer take them.');
  if (type.kind === 'AES' && capabilities.length === 0)
    note('It has no list of capabilities. On devices that ask for one, an AES key without may be of no use.');
  if (certificate === 'damaged') note('Its certificate is damaged. The key can be restored; import the certificate again afterwards.');
  return found;
}

/** What the register of the open ceremony folder knows of a share file with this SHA-256. */
export function shareFileWords(sha256: string | undefined, register: Register | undefined): Restore {
  if (!register) return { state: 'unknown', word: 'no register', detail: 'Open the ceremony folder in Custodians to see who can open it.' };
  const set = register.sets.find(({ fileSha256 }) => fileSha256 !== undefined && fileSha256 === sha256);
  const nameOf = (id: string) => register.custodians.find((custodian) => custodian.id === id)?.name ?? 'unknown';
  if (!set) {
    const sheets = register.holdings.filter(({ fileSha256 }) => fileSha256 !== undefined && fileSha256 === sha256);
    return sheets.length > 0
      ? { state: 'good', word: 'registered', detail: `Its sheet is held by ${sheets.map((each) => nameOf(each.custodianId)).join(', ')}.` }
      : { state: 'unknown', word: 'not registered', detail: 'The register does not know this file: its password was not split here.' };
  }
  const successor = register.sets.find(({ replaces }) => replaces === set.setId);
  const holders = register.holdings.filter(({ setId, kind }) => setId === set.setId && kind === 'password-share');
  const names = holders.map(({ custodianId }) => nameOf(custodianId)).join(', ') || 'nobody yet';
  const who = `Set ${set.setId}: any ${set.threshold} of ${set.total} open it; held by ${names}.`;
  return successor
    ? { state: 'bad', word: 'replaced', detail: `${who} It was re-issued as set ${successor.setId}: use the newer file.` }
    : { state: 'good', word: 'registered', detail: who };
}
