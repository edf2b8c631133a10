import { afterEach, beforeEach, expect, test } from 'vitest';
import { testKey } from '../../../electron/ceremony/key-test/test-key.ts';
import { generateAes, generateEc } from '../../../electron/ceremony/keys/generate.ts';
import { exportKey, importKey } from '../../../electron/ceremony/keys/key-files.ts';
import { deleteKey } from '../../../electron/ceremony/keys/keys.ts';
import { deleteDomain, removeDomainDkek, setUpDomain } from '../../../electron/ceremony/set-up/key-domains.ts';
import { importShare } from '../../../electron/ceremony/shares/shares.ts';
import type { CreatedShare } from '../../../shared/models/reports.ts';
import type { DkekState } from '../../../shared/models/snapshot.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { RehearsalRoom, strong } from '../rehearsal-room.ts';
import { logIn, makeShare, refusal, setUp } from '../steps.ts';

let room: RehearsalRoom;
let serial: Serial;
let shares: CreatedShare[];
let confirmation: string;

/** One device with three key domains, logged in, and two share files. */
beforeEach(async () => {
  room = await RehearsalRoom.withDevices(1);
  serial = room.serialOf(0);
  confirmation = serial.slice(-4);
  shares = [await makeShare(room, 'a.pbe'), await makeShare(room, 'b.pbe')];
  await setUp(room, 0, { scheme: 'domains', domains: 3 });
  await logIn(room);
});
afterEach(() => room.close());

const states = (): DkekState[] => room.device().keyDomains?.map(({ dkek }) => dkek) ?? [];
const give = (keyDomain: number, share: CreatedShare) => {
  room.person.opens(share.path).types({ password: strong });
  return importShare(room.workstation, serial, { keyDomain });
};
/** Key domain 0 with the first share file, key domain 1 with the second. */
async function twoReady(): Promise<void> {
  for (const keyDomain of [0, 1]) {
    await setUpDomain(room.workstation, { serial, keyDomain, shares: 1 });
    await give(keyDomain, shares[keyDomain] as CreatedShare);
  }
}
const aes = (label: string, keyDomain?: number) =>
  generateAes(room.workstation, { serial, label, size: 256, capabilities: [0x10, 0x11, 0x92], keyDomain });
const domainOf = (label: string) => room.device().keys.find((key) => key.label === label)?.keyDomain;

test('a device has as many key domains as it was initialized with; none is set up, and no key can be made', async () => {
  expect(states()).toEqual([{ kind: 'none' }, { kind: 'none' }, { kind: 'none' }]);
  await expect(aes('A')).rejects.toEqual(refusal('domain-not-set-up'));
  await expect(give(1, shares[0] as CreatedShare)).rejects.toEqual(refusal('domain-not-set-up'));
  room.person.startOver();
});

test('each takes its own shares and has its own DKEK; one share file may serve two of them', async () => {
  await setUpDomain(room.workstation, { serial, keyDomain: 1, shares: 2 });
  expect(states()[1]).toEqual({ kind: 'incomplete', shares: 2, imported: 0 });
  await give(1, shares[0] as CreatedShare);
  await expect(give(1, shares[0] as CreatedShare)).rejects.toEqual(refusal('share-already-imported'));
  await expect(aes('A', 1)).rejects.toEqual(refusal('dkek-incomplete'));
  await give(1, shares[1] as CreatedShare);
  await setUpDomain(room.workstation, { serial, keyDomain: 2, shares: 1 });
  const report = await give(2, shares[0] as CreatedShare);
  expect(report).toMatchObject({ imported: 1, total: 1, dkekKcv: shares[0]?.kcv });
  expect(states()).toMatchObject([{ kind: 'none' }, { kind: 'complete', shares: 2 }, { kind: 'complete', kcv: shares[0]?.kcv }]);
});

test('a key is made in one, tested there, leaves under its DKEK and comes back into it, whatever else is complete', async () => {
  await twoReady();
  const key = await aes('In one', 1);
  await generateEc(room.workstation, { serial, label: 'In none named', curve: 'secp256r1' });
  expect([domainOf('In one'), domainOf('In none named')]).toEqual([1, 0]);
  expect(await testKey(room.workstation, serial, key.reference)).toMatchObject({ passed: true });
  room.person.saves(room.path('one.wky'));
  expect(await exportKey(room.workstation, serial, key.reference)).toMatchObject({ dkekKcv: shares[1]?.kcv });
  await deleteKey(room.workstation, serial, key.reference, confirmation);
  room.person.opens(room.path('one.wky'));
  await importKey(room.workstation, serial);
  expect(domainOf('In one')).toBe(1);
});

test('a wrapped key whose DKEK is in no key domain is refused with what there is', async () => {
  await twoReady();
  const key = await aes('Lost', 1);
  room.person.saves(room.path('lost.wky'));
  await exportKey(room.workstation, serial, key.reference);
  await deleteKey(room.workstation, serial, key.reference, confirmation);
  await removeDomainDkek(room.workstation, { serial, keyDomain: 1, confirmation });
  room.person.opens(room.path('lost.wky'));
  await expect(importKey(room.workstation, serial)).rejects.toMatchObject({
    failure: { code: 'wrapped-under-other-dkek', what: expect.stringContaining(`this device has the DKEK ${shares[0]?.kcv}`) },
  });
  await removeDomainDkek(room.workstation, { serial, keyDomain: 0, confirmation });
  room.person.opens(room.path('lost.wky'));
  await expect(importKey(room.workstation, serial)).rejects.toEqual(refusal('no-domain-ready'));
});

test('one that holds a key is not deleted; without its DKEK the key still works and may not leave', async () => {
  await twoReady();
  const key = await aes('Kept', 1);
  await expect(deleteDomain(room.workstation, { serial, keyDomain: 1, confirmation })).rejects.toEqual(refusal('domain-in-use'));
  await expect(removeDomainDkek(room.workstation, { serial, keyDomain: 1, confirmation: '0000' })).rejects.toEqual(
    refusal('confirmation-differs'),
  );
  await removeDomainDkek(room.workstation, { serial, keyDomain: 1, confirmation });
  expect(states()[1]).toEqual({ kind: 'incomplete', shares: 1, imported: 0 });
  await expect(exportKey(room.workstation, serial, key.reference)).rejects.toEqual(refusal('dkek-incomplete'));
  expect(await testKey(room.workstation, serial, key.reference)).toMatchObject({ passed: true });
  await give(1, shares[1] as CreatedShare);
  room.person.saves(room.path('kept.wky'));
  await exportKey(room.workstation, serial, key.reference);
  await deleteKey(room.workstation, serial, key.reference, confirmation);
  await deleteDomain(room.workstation, { serial, keyDomain: 1, confirmation });
  expect(states()[1]).toEqual({ kind: 'none' });
});

test('what cannot be done is refused in words, and nothing is sent', async () => {
  await twoReady();
  room.sent.length = 0;
  const { workstation } = room;
  await expect(setUpDomain(workstation, { serial, keyDomain: 1, shares: 2 })).rejects.toEqual(refusal('domain-set-up-already'));
  await expect(setUpDomain(workstation, { serial, keyDomain: 9, shares: 2 })).rejects.toEqual(refusal('no-such-domain'));
  await expect(deleteDomain(workstation, { serial, keyDomain: 2, confirmation })).rejects.toEqual(refusal('domain-not-set-up'));
  await expect(removeDomainDkek(workstation, { serial, keyDomain: 2, confirmation })).rejects.toEqual(refusal('domain-not-set-up'));
  await expect(aes('B', 5)).rejects.toEqual(refusal('no-such-domain'));
  expect(room.sent.filter((command) => /^8052(01|02|03|04)/.test(command) || command.startsWith('0048'))).toEqual([]);
  await setUp(room, 0);
  expect(room.device().keyDomains).toBeUndefined();
  await expect(setUpDomain(workstation, { serial, keyDomain: 1, shares: 2 })).rejects.toEqual(refusal('domains-not-supported'));
});

test('a card that does not tell in which key domain its keys are: unknown, used all the same, not exported', async () => {
  await twoReady();
  const card = room.cards[0];
  const key = await aes('Somewhere', 1);
  // What SELECT of the key answers is lost; everything else is as it was.
  card?.faults.add({ kind: 'status', at: 2, ins: 0xa4, sw: 0x6a81 });
  await room.reinsert();
  expect(room.device().keys.map(({ label, keyDomain }) => [label, keyDomain])).toEqual([['Somewhere', undefined]]);
  await logIn(room);
  expect(await testKey(room.workstation, serial, key.reference)).toMatchObject({ passed: true });
  await expect(exportKey(room.workstation, serial, key.reference)).rejects.toEqual(refusal('domain-unknown'));
});
