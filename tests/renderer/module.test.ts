// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { failure } from '../../shared/failure.ts';
import { failed, ok } from '../../shared/result.ts';
import { cardContact, opensc } from './module-scenes.ts';
import { MountedRoom } from './mounted-room.tsx';
import { type SceneName, scenes } from './scenes.ts';

let mounted: MountedRoom;
afterEach(() => mounted.close());

async function open(scene: SceneName): Promise<void> {
  mounted = await MountedRoom.open(scenes[scene]);
  mounted.bridge.answer('module.find', () => ok([opensc, cardContact]));
  const node = mounted.all('treeitem').find((item) => item.textContent?.startsWith('PKCS#11'));
  await mounted.click('treeitem', node?.textContent ?? '');
}
const isDisabled = (name: string) => mounted.find('button', name).getAttribute('aria-disabled') === 'true';
const called = (name: Parameters<typeof mounted.bridge.callsOf>[0]) => mounted.bridge.callsOf(name);

describe('the device as applications see it', () => {
  test('in a rehearsal says that no module can see it, and how to practise all the same', async () => {
    await open('logged in');
    expect(mounted.text).toContain('npm run simulator -- --vpcd');
    expect(isDisabled('Look through Module…')).toBe(true);
  });

  test('without a module offers to choose one that was found, and shows path and hash before it runs', async () => {
    await open('no module');
    expect(isDisabled('Look through Module…')).toBe(true);
    await mounted.click('button', 'Choose PKCS#11 Module…');
    expect(mounted.text).toContain(opensc.path);
    await mounted.click('radio', 'CardContact sc-hsm-embedded');
    expect(mounted.text).toContain(cardContact.path);
    await mounted.click('button', 'Use This Module');
    expect(called('module.choose')).toEqual([{ path: cardContact.path }]);
  });

  test('says that the module has changed on the disk, and does not use it', async () => {
    await open('module changed');
    expect(mounted.text).toContain('is not the file it was.');
    expect(isDisabled('Look through Module…')).toBe(true);
  });

  test('shows both sides in a table, and below a row why they differ', async () => {
    await open('module looked through');
    expect(mounted.all('treeitem').at(-1)?.textContent).toBe('PKCS#11: OpenSC, 2 of 4 keys');
    for (const words of ['AES-256 · AES key 0, counted on the card', 'OpenSC’s driver', 'a CA', 'sensitive, not extractable, local'])
      expect(mounted.text).toContain(words);
    await mounted.click('button', 'Show Mechanisms…');
    expect(mounted.text).toContain('CKM_ECDSA');
  });

  test('looks with the User PIN unless told otherwise; a failure stays in the dialog', async () => {
    await open('module not looked at');
    await mounted.click('button', 'Look through Module…');
    expect(mounted.text).toContain('Your login here ends.');
    mounted.bridge.answer('module.look', () => failed(failure('pkcs11-crashed', { module: opensc.path, during: 'login' })));
    await mounted.click('button', 'Look');
    expect(called('module.look')).toEqual([{ serial: 'DENK0100001', login: true }]);
    expect(mounted.text).toContain('Only its own process ended.');
    await mounted.click('radio', 'Without login');
    await mounted.click('button', 'Look');
    expect(called('module.look').at(-1)).toEqual({ serial: 'DENK0100001', login: false });
  });

  test('generates only what the module says it can, and deletes only after the end of the serial was typed', async () => {
    await open('module looked through');
    await mounted.click('button', 'Generate Key through Module…');
    expect(mounted.names('radio')).not.toContain('AES');
    await mounted.type('textbox', 'Label', 'New');
    mounted.bridge.answer('module.generate', () => failed(failure('pin-blocked')));
    await mounted.click('button', 'Generate');
    expect(called('module.generate')).toEqual([{ serial: 'DENK0100001', label: 'New', type: { kind: 'EC', curve: 'secp256r1' } }]);
    await mounted.click('button', 'Cancel');
    await mounted.click('button', 'Delete through Module…');
    expect(isDisabled('Delete')).toBe(true);
    await mounted.type('textbox', 'Last four characters of the serial', '0001');
    await mounted.click('button', 'Delete');
    const id = '9E0F7A55C02B4D118899AABBCCDDEEFF00112233';
    expect(called('module.delete')).toEqual([{ serial: 'DENK0100001', id, label: 'Issuing CA 2027', confirmation: '0001' }]);
  });

  test('lets CardContact’s module make an AES key that may be used only so often', async () => {
    await open("CardContact's module looked through");
    await mounted.click('button', 'Generate Key through Module…');
    await mounted.type('textbox', 'Label', 'New');
    await mounted.click('radio', 'AES');
    await mounted.click('checkbox', 'Limit how often this key may be used');
    expect(mounted.text).toContain('a wrapped copy carries no counter');
    await mounted.type('spinbutton', 'Number of uses', '0');
    expect(isDisabled('Generate')).toBe(true);
    await mounted.type('spinbutton', 'Number of uses', '250');
    mounted.bridge.answer('module.generate', () => failed(failure('pin-blocked')));
    await mounted.click('button', 'Generate');
    const type = { kind: 'AES', size: 256, algorithms: [0x10, 0x11, 0x92], uses: 250 };
    expect(called('module.generate')).toEqual([{ serial: 'DENK0100001', label: 'New', type }]);
  });
});
