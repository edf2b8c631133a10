// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { failure } from '../../shared/failure.ts';
import type { CustodySnapshot } from '../../shared/models/custody.ts';
import { failed, ok } from '../../shared/result.ts';
import { ada, created, custody, passwordSet, printed, registers, shareFileSheet } from './custody-scenes.ts';
import { MountedRoom } from './mounted-room.tsx';
import { device, reader, room, sha256 } from './scenes.ts';

let mounted: MountedRoom;
afterEach(() => mounted.close());

const withCustody = (shown?: CustodySnapshot) => ({ ...room(reader('Reader 1', device())), ...(shown ? { custody: shown } : {}) });
const open = async (shown?: CustodySnapshot) => {
  mounted = await MountedRoom.open(withCustody(shown));
  await mounted.click('link', 'Custodians');
};
const isDisabled = (button: string) => mounted.find('button', button).getAttribute('aria-disabled') === 'true';
const rowOf = (sheetId: string) => [...document.querySelectorAll('tr')].find((row) => row.textContent?.includes(sheetId));
const pressIn = (row: Element | undefined, name: string) =>
  mounted.doing(() => [...(row?.querySelectorAll('button') ?? [])].find((button) => button.textContent === name)?.click());

describe('the Custodians view', () => {
  test('without a folder explains what it is for, and still works on paper', async () => {
    await open();
    expect(mounted.text).toContain('No password, no PIN and no share value is ever written into it.');
    expect(isDisabled('Split a text secret…')).toBe(true);
    for (const name of ['Print a sheet…', 'Print a blank form', 'Restore from paper…', 'Combine a text secret…']) {
      expect(isDisabled(name)).toBe(false);
    }
    mounted.bridge.answer('custody.open-folder', () => failed(failure('register-of-practice', { folder: '/x' })));
    await mounted.click('button', 'Open ceremony folder…');
    expect(mounted.names('alert').join()).toContain('The register in /x was made in a rehearsal.');
  });

  test('with a folder shows its title, ceremony, path and practice mark, and closes it', async () => {
    await open(custody({ practice: true }, 'A lock was taken over.'));
    for (const words of [
      'Issuing CA 2027',
      'Practice',
      'W8PD-3N0G',
      '/media/ceremony-usb-1/2027-03-14 issuing CA',
      'A lock was taken over.',
    ]) {
      expect(mounted.text).toContain(words);
    }
    await mounted.click('button', 'Close folder');
    expect(mounted.bridge.callsOf('custody.close-folder')).toEqual([{}]);
  });

  test('shows who holds what, with fingerprint, sheet, states and their days', async () => {
    await open(registers['two sealed']);
    const row = rowOf('4F2M-QX8R')?.textContent;
    for (const words of ['Part 1 of 3', 'Ada Lovelace', '5A01C2FF39', 'created 2027-03-14', 'read back', 'sealed TEB SC 0048210']) {
      expect(row).toContain(words);
    }
    expect(mounted.text).toContain('Any 2 of 3');
    expect(mounted.text).toContain('Survives the loss of any one custodian; 2 people together can open it.');
    expect(mounted.text).toContain('3 of 3 read back, so backed up');
    expect(mounted.text).toContain('2 of 3 sealed');
  });

  test('counts no part as backed up that was not read back, and lets it be checked before it is sealed', async () => {
    await open(registers['not read back']);
    expect(mounted.text).toContain('2 of 3 read back, so backed up');
    const row = rowOf('H1KD-7ZPN');
    expect(row?.textContent).toContain('not read back: no backup yet');
    await pressIn(row, 'Seal…');
    expect(mounted.all('dialog')).toEqual([]);
    expect(row?.textContent).toContain('Not read back yet: check it first.');
    await pressIn(row, 'Check alone…');
    expect(mounted.text).toContain('Part 3 of 3, Grace Hopper: Password of dkek-share-1.pbe');
  });

  test('says that a bag was opened by a later check, and names whoever holds two parts', async () => {
    await open(registers.long);
    expect(rowOf('H1KD-7ZPN')?.textContent).toContain('opened since: seal it again');
    expect(mounted.text).toContain('Blaise Pascal holds 2 parts: 2 and 3.');
  });

  test('keeps a replaced set apart, without actions, and says what its parts still open', async () => {
    await open(registers.long);
    expect(mounted.text).toContain('1 replaced set');
    const row = rowOf('01D1-AAAA');
    expect(row?.textContent).toContain('replaced 2028-05-11');
    expect(row?.querySelectorAll('button')).toHaveLength(0);
    expect(mounted.text).toContain('These parts with an old copy of the share file still open that copy: destroy both.');
  });

  test('a custodian who holds something cannot be removed; one who holds nothing can', async () => {
    const someone = { id: 'c9', name: 'Nobody Yet', organisation: '' };
    await open(custody({ custodians: [ada, someone], sets: [passwordSet], holdings: [...registers['two sealed'].register.holdings] }));
    expect(mounted.names('button').filter((name) => name === 'Remove…')).toHaveLength(1);
    await mounted.click('button', 'Remove…');
    expect(mounted.names('alertdialog')).toEqual(['Remove custodian']);
    await mounted.click('button', 'Remove');
    expect(mounted.bridge.callsOf('custody.remove-custodian')).toEqual([{ id: 'c9' }]);
  });

  test('people are added and corrected by name and organisation', async () => {
    await open(custody({ custodians: [ada] }));
    await mounted.doing(() => (mounted.all('button').find((button) => button.textContent === 'Add custodian…') as HTMLElement).click());
    expect(isDisabled('Add')).toBe(true);
    await mounted.type('textbox', 'Name', ' Grace Hopper ');
    await mounted.click('button', 'Add');
    expect(mounted.bridge.callsOf('custody.add-custodian')).toEqual([{ name: 'Grace Hopper', organisation: '' }]);
    await mounted.click('button', 'Change…');
    expect(isDisabled('Save')).toBe(true);
    await mounted.type('textbox', 'Organisation', 'Navy');
    mounted.bridge.answer('custody.change-custodian', () => failed(failure('custodian-known', { name: 'Ada Lovelace, Navy' })));
    await mounted.click('button', 'Save');
    expect(mounted.bridge.callsOf('custody.change-custodian')).toEqual([{ id: 'c1', name: 'Ada Lovelace', organisation: 'Navy' }]);
    expect(mounted.names('alert').join()).toContain('Ada Lovelace, Navy is already in the register.');
  });
});

describe('what is done with a sheet', () => {
  test('sealing records the bag, keeps the dialog when it is refused, and leaves a note when it is not', async () => {
    await open(registers['two sealed']);
    await pressIn(rowOf('H1KD-7ZPN'), 'Seal…');
    expect(isDisabled('Seal')).toBe(true);
    mounted.bridge.answer('custody.seal', () => failed(failure('bag-taken', { teb: 'SC 0048210', name: 'Ada Lovelace' })));
    await mounted.type('textbox', 'TEB number', ' SC 0048210 ');
    await mounted.click('button', 'Seal');
    expect(mounted.bridge.callsOf('custody.seal')).toEqual([{ sheetId: 'H1KD-7ZPN', teb: 'SC 0048210' }]);
    expect(mounted.names('alert').join()).toContain('Bag SC 0048210 already holds a sheet of Ada Lovelace.');
    mounted.bridge.answer('custody.seal', () => ok(undefined));
    await mounted.type('textbox', 'TEB number', 'SC 0048212');
    await mounted.click('button', 'Seal');
    expect(mounted.all('dialog')).toEqual([]);
    expect(mounted.text).toContain('Part 3 of 3 of Grace Hopper is sealed in bag SC 0048212.');
  });

  test.each([
    [true, 'it matches the register', 'Put the sheet into a new tamper-evident bag now'],
    [false, 'it does not match the register', 'Do not rely on the sheet 4F2M-QX8R.'],
  ])('a check alone reports whether it matches (%s) until it is closed', async (matches, outcome, advice) => {
    await open(registers['all sealed']);
    mounted.bridge.answer('custody.solo-check', () => ok({ subject: 'Sheet 4F2M-QX8R', matches, detail: 'Compared by fingerprint.' }));
    await pressIn(rowOf('4F2M-QX8R'), 'Check alone…');
    await mounted.click('button', 'Start check');
    expect(mounted.bridge.callsOf('custody.solo-check')).toEqual([{ sheetId: '4F2M-QX8R' }]);
    for (const words of [outcome, 'Compared by fingerprint.', advice]) expect(mounted.text).toContain(words);
    await mounted.push(withCustody(registers['two sealed']));
    expect(mounted.text).toContain(outcome);
    await mounted.click('button', 'Close');
    expect(mounted.all('dialog')).toEqual([]);
  });
});

describe('paper', () => {
  test('a printed sheet is recorded with the custodian who was named, and reported', async () => {
    await open(custody());
    mounted.bridge.answer('paper.print-file', () => ok({ sheetId: 'R3XW-20AE', printed: true, saved: ['/media/a.pdf'] }));
    await mounted.click('button', 'Print a sheet…');
    await mounted.type('spinbutton', 'Copies', '10');
    expect(isDisabled('Choose file…')).toBe(true);
    await mounted.type('spinbutton', 'Copies', '2');
    await mounted.choose('Given to', 'c2');
    await mounted.click('button', 'Choose file…');
    expect(mounted.bridge.callsOf('paper.print-file')).toEqual([{ copies: 2, custodian: 'c2' }]);
    for (const words of ['The sheet went to the printer and was saved as a PDF.', 'R3XW-20AE', '/media/a.pdf']) {
      expect(mounted.text).toContain(words);
    }
  });

  test('without a folder nobody is named, and it says that nothing is recorded', async () => {
    await open();
    await mounted.click('button', 'Print a sheet…');
    expect(mounted.all('combobox')).toEqual([]);
    expect(mounted.text).toContain('it will not be recorded who has the sheet');
    mounted.bridge.answer('paper.print-file', () => ok({ sheetId: 'R3XW-20AE', printed: true, saved: [] }));
    await mounted.click('button', 'Choose file…');
    expect(mounted.bridge.callsOf('paper.print-file')).toEqual([{ copies: 1 }]);
  });

  test('a blank form is printed at once; what became of it is said, its failure too', async () => {
    await open();
    mounted.bridge.answer('paper.print-blank', () => failed(failure('printer-none')));
    await mounted.click('button', 'Print a blank form');
    expect(mounted.names('alert').join()).toContain('No printer is set up on this workstation.');
    mounted.bridge.answer('paper.print-blank', () => ok({ sheetId: 'Z9QH-4M1C', printed: false, saved: [] }));
    await mounted.click('button', 'Print a blank form');
    expect(mounted.text).toContain('The sheet was neither printed nor saved.');
  });

  test('a restored file is reported with path, hash and how it came in', async () => {
    await open();
    mounted.bridge.answer('paper.restore', () => failed(failure('cancelled')));
    await mounted.click('button', 'Restore from paper…');
    await mounted.click('button', 'Start');
    expect(mounted.text).toContain('Cancelled. No file was saved.');
    mounted.bridge.answer('paper.restore', () => ok({ path: '/m/a.pbe', sha256, kind: 'share-file', typedLines: 4, scannedCodes: 1 }));
    await mounted.click('button', 'Start');
    for (const words of ['The DKEK share file is back', '/m/a.pbe', sha256, '4 lines typed, 1 code scanned']) {
      expect(mounted.text).toContain(words);
    }
  });

  test('a combined text never comes here: only that it was shown', async () => {
    await open();
    await mounted.click('button', 'Combine a text secret…');
    await mounted.type('spinbutton', 'Shares needed', '3');
    await mounted.click('button', 'Start');
    expect(mounted.bridge.callsOf('text.combine')).toEqual([{ needed: 3 }]);
    expect(mounted.text).toContain('The text was shown in its own window and has been wiped.');
  });

  test('what was printed but not read back is the next thing to do', async () => {
    await open(custody({ holdings: [{ ...shareFileSheet, events: [created, printed] }] }));
    expect(mounted.text).toContain('Sheet of a DKEK share file, held by Ada Lovelace: not read back.');
  });
});
