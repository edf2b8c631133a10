// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { failure } from '../../shared/failure.ts';
import type { DeviceSnapshot } from '../../shared/models/snapshot.ts';
import { objectFile } from '../../shared/numbers.ts';
import { failed, ok } from '../../shared/result.ts';
import { MountedRoom } from './mounted-room.tsx';
import { listedObjects, objects, readObjects } from './object-scenes.ts';
import { device, reader, room, verified } from './scenes.ts';

let mounted: MountedRoom;
afterEach(() => mounted.close());

const shown = (state: DeviceSnapshot) => room(reader('Reader 1', state));
const open = async (change: Partial<DeviceSnapshot>) => {
  mounted = await MountedRoom.open(shown(device(change)));
};
const group = 'Certificates and data: 2 certificates, 4 data objects';
const texts = () => mounted.all('treeitem').map((item) => item.textContent);
const isDisabled = (button: string) => mounted.find('button', button).getAttribute('aria-disabled') === 'true';
const reads = () => mounted.bridge.callsOf('object.read');

describe('Certificates and data', () => {
  test('are counted from the list, read when the node is first chosen, and then stand in the tree', async () => {
    await open({ objects: listedObjects });
    expect(texts().at(-2)).toBe(group);
    expect(reads()).toEqual([]);
    await mounted.click('treeitem', group);
    expect(reads()).toEqual([{ serial: 'DENK0100001' }]);
    expect(mounted.text).toContain('Reading from the device…');
    await mounted.push(shown(device({ objects: readObjects })));
    expect(texts().slice(-8, -1)).toEqual([
      group,
      'Example Root CA 2027  certificate, 1,322 bytes',
      '(no label)  certificate, no description',
      'Ceremony record  public data, 131 bytes',
      'Configuration  public data, 4,096 bytes',
      'Database password  confidential data, 24 bytes',
      'Lost note  description without content',
    ]);
    expect(reads()).toHaveLength(1);
    // The list changed under the app: what was read counts no more.
    await mounted.push(shown(device({ objects: listedObjects })));
    expect(reads()).toHaveLength(2);
  });

  test('that could not be read are read again only when asked', async () => {
    await open({ objects: listedObjects });
    mounted.bridge.answer('object.read', () => failed(failure('card-mute', { reader: 'Reader 1' })));
    await mounted.click('treeitem', group);
    await mounted.push(shown(device({ objects: listedObjects, userPin: verified })));
    expect(reads()).toHaveLength(1);
    await mounted.click('button', 'Read Certificates and Data Again');
    expect(reads()).toHaveLength(2);
  });

  test('a description alone is counted once: some cards list no content', async () => {
    await open({ objects: { kind: 'listed', files: [0xc800, 0xca00, 0xc801, 0xc900, 0xcd01, 0xc901] } });
    expect(texts().at(-2)).toBe('Certificates and data: 2 certificates, 2 data objects');
  });

  test('show their facts; confidential data shows none of its content and leaves only after a login', async () => {
    await open({ objects: readObjects });
    await mounted.click('treeitem', 'Example Root CA 2027  certificate, 1,322 bytes');
    for (const fact of ['the same: it is self-issued', '2027-01-04 to 2047-01-04', objects[0].certificate.sha256])
      expect(mounted.text).toContain(fact);
    expect([isDisabled('Export…'), isDisabled('Rename…'), isDisabled('Delete…')]).toEqual([false, true, true]);
    await mounted.click('treeitem', '(no label)  certificate, no description');
    expect(mounted.text).toContain('By the clock of this workstation the certificate has expired.');
    expect(mounted.text).toContain('Rename it to describe it, or delete it.');
    await mounted.click('treeitem', 'Ceremony record  public data, 131 bytes');
    expect(mounted.text).toContain('Operator: Ada Lovelace');
    await mounted.click('treeitem', 'Configuration  public data, 4,096 bytes');
    expect(mounted.text).toContain('30 82 01 0A');
    await mounted.click('treeitem', 'Database password  confidential data, 24 bytes');
    expect(mounted.text).toContain('The content is never shown here.');
    expect(isDisabled('Export…')).toBe(true);
  });
});

describe('Import Data', () => {
  test('sends label, application and who can read it, and selects what was stored', async () => {
    await open({ userPin: verified, objects: { kind: 'read', files: [], all: [] } });
    await mounted.click('treeitem', 'Certificates and data: none');
    await mounted.click('button', 'Import Data…');
    expect(mounted.names('radio')).toEqual(['Public', 'Confidential']);
    expect(isDisabled('Choose file…')).toBe(true);
    await mounted.type('textbox', 'Label', 'Database password');
    await mounted.click('radio', 'Confidential');
    mounted.bridge.answer('object.import-data', ({ serial, label }) =>
      ok({ serial, file: objectFile(0xcd02), path: '/usb/p', label, bytes: 24 }),
    );
    await mounted.click('button', 'Choose file…');
    expect(mounted.bridge.callsOf('object.import-data')).toEqual([
      { serial: 'DENK0100001', label: 'Database password', application: '', confidential: true },
    ]);
    await mounted.push(shown(device({ userPin: verified, objects: readObjects })));
    expect(mounted.find('treeitem', 'Database password  confidential data, 24 bytes').getAttribute('aria-selected')).toBe('true');
    expect(mounted.text).toContain('"Database password" is on the device: 24 bytes, read back and compared.');
  });
});

describe('Delete', () => {
  test('names the object and what is lost, waits for the serial, and shows the group once it is gone', async () => {
    await open({ userPin: verified, objects: readObjects });
    await mounted.click('treeitem', 'Database password  confidential data, 24 bytes');
    await mounted.click('button', 'Delete…');
    expect(mounted.names('alertdialog')).toEqual(['Delete']);
    expect(mounted.text).toContain('The data object “Database password” is erased from this device for good.');
    expect(isDisabled('Delete')).toBe(true);
    await mounted.type('textbox', 'Last four characters of the serial', '0001');
    await mounted.click('button', 'Delete');
    expect(mounted.bridge.callsOf('object.delete')).toEqual([{ serial: 'DENK0100001', file: 0xcd02, confirmation: '0001' }]);
    const all = objects.filter(({ file }) => file !== objectFile(0xcd02));
    await mounted.push(shown(device({ userPin: verified, objects: { kind: 'read', files: [], all } })));
    expect(mounted.find('treeitem', 'Certificates and data: 2 certificates, 3 data objects').getAttribute('aria-selected')).toBe('true');
  });
});
