// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { judgeSplit } from '../../renderer/custodians/split-words.ts';
import { failure } from '../../shared/failure.ts';
import type { CustodySnapshot } from '../../shared/models/custody.ts';
import { kcv } from '../../shared/numbers.ts';
import { failed, ok } from '../../shared/result.ts';
import { ada, bob, cleo, custody, registers } from './custody-scenes.ts';
import { MountedRoom } from './mounted-room.tsx';
import { device, dkekKcv, reader, room, sha256 } from './scenes.ts';

let mounted: MountedRoom | undefined;
afterEach(async () => {
  await mounted?.close();
  mounted = undefined;
});

const snapshot = (shown?: CustodySnapshot, dkek = device().dkek) => ({
  ...room(reader('Reader 1', device({ dkek }))),
  ...(shown ? { custody: shown } : {}),
});
const open = async (...parts: Parameters<typeof snapshot>) => {
  mounted = await MountedRoom.open(snapshot(...parts));
  return mounted;
};
const isDisabled = (room: MountedRoom, button: string) => room.find('button', button).getAttribute('aria-disabled') === 'true';
const share = { path: '/media/usb/share-1.pbe', sha256, kcv: kcv('0A1B2C3D4E5F6071'), setId: 'V5NA-81TD' };
const split = 'Split among custodians (n of m)';

describe('what a split stands for', () => {
  test.each([
    [['a', 'b', 'c'], '2', 'Any 2 of 3. Survives the loss of 1 custodian; 2 together can open it.'],
    [['a', 'b', 'c', 'd', 'e'], '3', 'Any 3 of 5. Survives the loss of 2 custodians; 3 together can open it.'],
    [['a', 'b'], '2', 'Any 2 of 2. Survives the loss of no custodian; 2 together can open it.'],
  ])('%j, %s needed: %s', (people, threshold, words) => {
    expect(judgeSplit(people, threshold).plan).toBe(words);
  });

  test('all needed is warned of, one needed and more than there are is refused', () => {
    expect(judgeSplit(['a', 'b', 'c'], '3').warning).toContain('All 3 are needed');
    expect(judgeSplit(['a', 'b', 'c'], '2').warning).toBeUndefined();
    for (const text of ['1', '0', '4', '', '2.5', '1000000']) {
      expect(judgeSplit(['a', 'b', 'c'], text)).toMatchObject({ thresholdError: expect.any(String), hindrance: expect.any(String) });
      expect(judgeSplit(['a', 'b', 'c'], text).split).toBeUndefined();
    }
    expect(judgeSplit(['a'], '2').hindrance).toBe('Choose at least two custodians.');
    expect(judgeSplit([...'abcdefghij'], '2').hindrance).toBe('Choose at most 9 custodians.');
  });
});

describe('Create DKEK Share among custodians', () => {
  test('sends the chosen people in the order of the register, and reports the set until it is closed', async () => {
    const room = await open(custody());
    room.bridge.answer('share.create', () => ok(share));
    await room.click('button', 'Create DKEK Share…');
    await room.click('radio', split);
    expect(isDisabled(room, 'Create share')).toBe(true);
    await room.click('checkbox', cleo.name);
    await room.click('checkbox', ada.name);
    expect(room.text).toContain('gets part 2');
    expect(room.text).toContain('Any 2 of 2.');
    await room.click('checkbox', bob.name);
    expect(room.names('status')).toContain('Any 2 of 3. Survives the loss of 1 custodian; 2 together can open it.');
    await room.type('spinbutton', 'Needed to open', '1');
    expect(isDisabled(room, 'Create share')).toBe(true);
    await room.click('button', 'Create share');
    await room.type('spinbutton', 'Needed to open', '3');
    expect(room.text).toContain('All 3 are needed');
    await room.type('spinbutton', 'Needed to open', '2');
    await room.click('button', 'Create share');
    expect(room.bridge.callsOf('share.create')).toEqual([
      { serial: 'DENK0100001', split: { threshold: 2, custodians: [ada.id, bob.id, cleo.id] } },
    ]);
    for (const fact of [share.path, sha256, share.kcv, share.setId]) expect(room.text).toContain(fact);
    await room.click('button', 'Show in Custodians');
    expect(room.all('dialog')).toEqual([]);
    expect(room.find('link', 'Custodians').getAttribute('aria-current')).toBe('page');
  });

  test('can open the folder and add people from within, and whoever was added is chosen', async () => {
    const room = await open();
    await room.click('button', 'Create DKEK Share…');
    await room.click('radio', split);
    expect(isDisabled(room, 'Create share')).toBe(true);
    room.bridge.answer('custody.open-folder', () => failed(failure('register-in-use', { folder: '/x', holder: 'pc-2' })));
    await room.click('button', 'Open ceremony folder…');
    expect(room.names('alert').join()).toContain('/x is open in another Conclave (pc-2).');
    await room.push(snapshot(custody({ custodians: [ada] })));
    room.bridge.answer('custody.add-custodian', () => {
      room.bridge.push(snapshot(custody({ custodians: [ada, bob] })));
      return ok(undefined);
    });
    await room.click('button', 'Add custodian…');
    await room.type('textbox', 'Name', bob.name);
    await room.type('textbox', 'Organisation', bob.organisation);
    room.find('textbox', 'Organisation').focus();
    await room.press('Enter');
    expect(room.bridge.callsOf('custody.add-custodian')).toEqual([{ name: bob.name, organisation: bob.organisation }]);
    expect(room.bridge.callsOf('share.create')).toEqual([]);
    expect((room.find('checkbox', bob.name) as HTMLInputElement).checked).toBe(true);
    expect((room.find('checkbox', ada.name) as HTMLInputElement).checked).toBe(false);
  });

  test('shows an abandoned hand-over where it was started, with the choices kept', async () => {
    const room = await open(custody());
    room.bridge.answer('share.create', () => failed(failure('hand-over-abandoned', { handed: 1, total: 2 })));
    await room.click('button', 'Create DKEK Share…');
    await room.click('radio', split);
    for (const { name } of [ada, bob]) await room.click('checkbox', name);
    await room.click('button', 'Create share');
    expect(room.names('alert').join()).toContain('1 of 2 custodians had read theirs back.');
    expect((room.find('checkbox', ada.name) as HTMLInputElement).checked).toBe(true);
  });
});

describe('Import DKEK Share', () => {
  const incomplete = { kind: 'incomplete', shares: 2, imported: 1 } as const;
  const imported = { path: 'b.pbe', sha256, shareKcv: kcv('0A1B2C3D4E5F6071'), imported: 2, total: 2, dkekKcv };

  test.each([
    ['Quorum of custodians', '', { by: 'quorum' }],
    ['Shares made by sc-hsm-tool', '3', { by: 'stock-quorum', needed: 3 }],
    ['Password', '', {}],
  ] as const)('%s is asked for as such', async (name, needed, sent) => {
    const room = await open(undefined, incomplete);
    room.bridge.answer('share.import', () => ok({ ...imported, reading: 'Share 10 was read as decimal.' }));
    await room.click('button', 'Import DKEK Share…');
    expect(room.names('radio')).toEqual(['Password', 'Quorum of custodians', 'Shares made by sc-hsm-tool']);
    await room.click('radio', name);
    if (needed) {
      await room.type('spinbutton', 'Shares needed', '1');
      expect(isDisabled(room, 'Choose file…')).toBe(true);
      await room.type('spinbutton', 'Shares needed', needed);
    }
    await room.click('button', 'Choose file…');
    expect(room.bridge.callsOf('share.import')).toEqual([{ serial: 'DENK0100001', ...sent }]);
    expect(room.text).toContain('Share 10 was read as decimal.');
  });
});

describe('other splits', () => {
  test('a re-issue says what it cannot do, begins with the present group, and reports the new file', async () => {
    const room = await open(registers['all sealed']);
    room.bridge.answer('share.reissue', () => ok({ ...share, note: 'The old set K7Q2-M5TX still opens the old file.' }));
    await room.click('link', 'Custodians');
    await room.click('button', 'Re-issue…');
    expect(room.text).toContain('Whoever keeps 2 old parts and a copy of the old file can still open it');
    expect(room.text).toContain('make a new DKEK');
    await room.click('checkbox', bob.name);
    await room.click('button', 'Re-issue');
    expect(room.bridge.callsOf('share.reissue')).toEqual([{ setId: 'K7Q2-M5TX', split: { threshold: 2, custodians: [ada.id, cleo.id] } }]);
    expect(room.text).toContain('The old set K7Q2-M5TX still opens the old file.');
  });

  test('a text is split for a purpose that is asked here; the text itself is not', async () => {
    const room = await open(custody());
    room.bridge.answer('text.split', () => ok({ setId: 'V5NA-81TD', threshold: 2, total: 2 }));
    await room.click('link', 'Custodians');
    await room.doing(() => (room.all('button').findLast((button) => button.textContent === 'Split a text secret…') as HTMLElement).click());
    expect(room.names('textbox')).toEqual(['What it is for']);
    for (const { name } of [ada, bob]) await room.click('checkbox', name);
    expect(isDisabled(room, 'Split')).toBe(true);
    await room.type('textbox', 'What it is for', 'SO-PIN of DENK0100001');
    await room.click('button', 'Split');
    expect(room.bridge.callsOf('text.split')).toEqual([
      { purpose: 'SO-PIN of DENK0100001', split: { threshold: 2, custodians: [ada.id, bob.id] } },
    ]);
    expect(room.text).toContain('any 2 of 2 parts bring it back');
  });
});
