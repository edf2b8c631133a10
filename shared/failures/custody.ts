import { type FailureWords, words } from './words.ts';

const nothingChanged = 'Nothing was changed.';

/** The ceremony folder, its register, and the people in it. */
export const custodyFailures = {
  'no-ceremony-folder': () =>
    words(
      'No ceremony folder is open.',
      'Who holds what is kept in its register.',
      'Open the ceremony folder in Custodians, then start again.',
    ),
  'folder-not-for-ceremony': (f: { path: string }) =>
    words(
      `${f.path} holds other files, but no register.`,
      'A new register begins in an empty folder, so that nothing is mixed up.',
      'Choose the folder that holds register.json, or make an empty one.',
    ),
  'register-missing': (f: { path: string }) =>
    words(
      `${f.path} is missing, but the copy of its last state is there.`,
      'It was deleted or moved, or a medium was removed too early. Nothing was written.',
      'Copy register-previous.json to register.json and open the folder again; then compare the register with the last minutes.',
    ),
  'register-unreadable': (f: { path: string; detail: string }) =>
    words(
      `${f.path} is not a register that this app can read (${f.detail}).`,
      'It was left exactly as it is.',
      'Put back a copy of it, such as register-previous.json, or use the version of the app that wrote it.',
    ),
  'register-changed': (f: { path: string }) =>
    words(
      `${f.path} was changed by another program while it was open.`,
      'What is in the file was not overwritten, and the last step was not recorded.',
      'Close the ceremony folder and open it again, look at the register, then repeat the step.',
    ),
  'register-in-use': (f: { folder: string; holder: string }) =>
    words(
      `${f.folder} is open in another Conclave (${f.holder}).`,
      'Two writers would overwrite each other.',
      'Close the folder there. If that computer or program no longer runs, delete register.lock in the folder and open it again.',
    ),
  'register-of-practice': (f: { folder: string }) =>
    words(
      `The register in ${f.folder} was made in a rehearsal.`,
      'Practice shares must never be taken for real ones, so it is not opened with real readers.',
      'Start a rehearsal to open it, or use another folder for production.',
    ),
  'register-of-production': (f: { folder: string }) =>
    words(
      `The register in ${f.folder} is a real one.`,
      'A rehearsal must not write into it.',
      'Leave the rehearsal to open it, or practise in another folder.',
    ),
  'custody-busy': (f: { activity: string }) =>
    words(`${f.activity} is under way.`, 'Shares and sheets are handled one procedure at a time.', 'Finish it or cancel it first.'),
  'no-such-custodian': () =>
    words('This custodian is not in the register.', nothingChanged, 'Look at the list of custodians; it shows who is there now.'),
  'custodian-known': (f: { name: string }) =>
    words(
      `${f.name} is already in the register.`,
      'One person under two entries would count as two.',
      'Use the entry that is there. For a namesake, add what tells them apart.',
    ),
  'custodian-holds': (f: { name: string; count: number }) =>
    words(
      `${f.name} holds ${f.count === 1 ? 'a sheet' : `${f.count} sheets`}.`,
      'The register must show who holds what, also of those who have left.',
      'Keep the entry. Issue the shares again to another group where this person leaves.',
    ),
  'custodian-twice': (f: { name: string }) =>
    words(
      `${f.name} was chosen twice.`,
      'One person with two parts makes the split weaker than it looks.',
      'Choose a different custodian for each part.',
    ),
  'no-such-sheet': (f: { sheetId: string }) =>
    words(`The register has no sheet ${f.sheetId}.`, nothingChanged, 'Compare the ID with the one printed at the top of the sheet.'),
  'sheet-replaced': (f: { sheetId: string }) =>
    words(
      `Sheet ${f.sheetId} has been replaced.`,
      'Its set was issued again to another group.',
      'Use the sheet that replaced it, and destroy this one as the ceremony plan says.',
    ),
  'not-read-back': (f: { sheetId: string }) =>
    words(
      `Sheet ${f.sheetId} has not been read back yet.`,
      'What is sealed unread may turn out to be unreadable when it is needed.',
      'Let its custodian check it alone first, then seal it.',
    ),
  'bag-taken': (f: { teb: string; name: string }) =>
    words(
      `Bag ${f.teb} already holds a sheet of ${f.name}.`,
      'A bag belongs to one custodian, and its number is used once.',
      'Read the number on the bag again, or take a new bag.',
    ),
  'no-such-set': (f: { setId: string }) =>
    words(`The register has no set ${f.setId}.`, nothingChanged, 'Compare the set ID with the one on the sheets.'),
  'set-replaced': (f: { setId: string; by: string }) =>
    words(`Set ${f.setId} has been replaced by ${f.by}.`, nothingChanged, `Issue ${f.by} again instead.`),
  'set-of-text': (f: { setId: string }) =>
    words(
      `Set ${f.setId} holds a text, not the password of a share file.`,
      nothingChanged,
      'Combine the text, then split it again among the new custodians.',
    ),
  'file-of-other-set': (f: { setId: string; file: string }) =>
    words(
      `This file is not the one that set ${f.setId} opens; the register expects the SHA-256 ${f.file}.`,
      nothingChanged,
      'Choose the share file of this set; its SHA-256 is on every sheet and in the minutes.',
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
