import { t } from '../language/text.ts';
import { type FailureWords, words } from './words.ts';

const nothingChanged = t('Nothing was changed.');

/** The ceremony folder, its register, and the people in it. */
export const custodyFailures = {
  'no-ceremony-folder': () =>
    words(
      t('No ceremony folder is open.'),
      t('Who holds what is kept in its register.'),
      t('Open the ceremony folder in Custodians, then start again.'),
    ),
  'folder-not-for-ceremony': (f: { path: string }) =>
    words(
      t('{path} holds other files, but no register.', f),
      t('A new register begins in an empty folder, so that nothing is mixed up.'),
      t('Choose the folder that holds register.json, or make an empty one.'),
    ),
  'register-missing': (f: { path: string }) =>
    words(
      t('{path} is missing, but the copy of its last state is there.', f),
      t('It was deleted or moved, or a medium was removed too early. Nothing was written.'),
      t('Copy register-previous.json to register.json and open the folder again; then compare the register with the last minutes.'),
    ),
  'register-unreadable': (f: { path: string; detail: string }) =>
    words(
      t('{path} is not a register that this app can read ({detail}).', f),
      t('It was left exactly as it is.'),
      t('Put back a copy of it, such as register-previous.json, or use the version of the app that wrote it.'),
    ),
  'register-changed': (f: { path: string }) =>
    words(
      t('{path} was changed by another program while it was open.', f),
      t('What is in the file was not overwritten, and the last step was not recorded.'),
      t('Close the ceremony folder and open it again, look at the register, then repeat the step.'),
    ),
  'register-in-use': (f: { folder: string; holder: string }) =>
    words(
      t('{folder} is open in another Conclave ({holder}).', f),
      t('Two writers would overwrite each other.'),
      t('Close the folder there. If that computer or program no longer runs, delete register.lock in the folder and open it again.'),
    ),
  'register-of-practice': (f: { folder: string }) =>
    words(
      t('The register in {folder} was made in a rehearsal.', f),
      t('Practice shares must never be taken for real ones, so it is not opened with real readers.'),
      t('Start a rehearsal to open it, or use another folder for production.'),
    ),
  'register-of-production': (f: { folder: string }) =>
    words(
      t('The register in {folder} is a real one.', f),
      t('A rehearsal must not write into it.'),
      t('Leave the rehearsal to open it, or practise in another folder.'),
    ),
  'custody-busy': (f: { activity: string }) =>
    words(
      t('{activity} is under way.', f),
      t('Shares and sheets are handled one procedure at a time.'),
      t('Finish it or cancel it first.'),
    ),
  'no-such-custodian': () =>
    words(t('This custodian is not in the register.'), nothingChanged, t('Look at the list of custodians; it shows who is there now.')),
  'custodian-known': (f: { name: string }) =>
    words(
      t('{name} is already in the register.', f),
      t('One person under two entries would count as two.'),
      t('Use the entry that is there. For a namesake, add what tells them apart.'),
    ),
  'custodian-holds': (f: { name: string; count: number }) =>
    words(
      t('{name} holds {count, plural, one {a sheet} other {# sheets}}.', f),
      t('The register must show who holds what, also of those who have left.'),
      t('Keep the entry. Issue the shares again to another group where this person leaves.'),
    ),
  'custodian-twice': (f: { name: string }) =>
    words(
      t('{name} was chosen twice.', f),
      t('One person with two parts makes the split weaker than it looks.'),
      t('Choose a different custodian for each part.'),
    ),
  'no-such-sheet': (f: { sheetId: string }) =>
    words(t('The register has no sheet {sheetId}.', f), nothingChanged, t('Compare the ID with the one printed at the top of the sheet.')),
  'sheet-replaced': (f: { sheetId: string }) =>
    words(
      t('Sheet {sheetId} has been replaced.', f),
      t('Its set was issued again to another group.'),
      t('Use the sheet that replaced it, and destroy this one as the ceremony plan says.'),
    ),
  'not-read-back': (f: { sheetId: string }) =>
    words(
      t('Sheet {sheetId} has not been read back yet.', f),
      t('What is sealed unread may turn out to be unreadable when it is needed.'),
      t('Let its custodian check it alone first, then seal it.'),
    ),
  'bag-taken': (f: { teb: string; name: string }) =>
    words(
      t('Bag {teb} already holds a sheet of {name}.', f),
      t('A bag belongs to one custodian, and its number is used once.'),
      t('Read the number on the bag again, or take a new bag.'),
    ),
  'no-such-set': (f: { setId: string }) =>
    words(t('The register has no set {setId}.', f), nothingChanged, t('Compare the set ID with the one on the sheets.')),
  'set-replaced': (f: { setId: string; by: string }) =>
    words(t('Set {setId} has been replaced by {by}.', f), nothingChanged, t('Issue {by} again instead.', f)),
  'set-of-text': (f: { setId: string }) =>
    words(
      t('Set {setId} holds a text, not the password of a share file.', f),
      nothingChanged,
      t('Combine the text, then split it again among the new custodians.'),
    ),
  'file-of-other-set': (f: { setId: string; file: string }) =>
    words(
      t('This file is not the one that set {setId} opens; the register expects the SHA-256 {file}.', f),
      nothingChanged,
      t('Choose the share file of this set; its SHA-256 is on every sheet and in the minutes.'),
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
