import { describe, expect, it } from 'vitest';
import { importDkekShare, readDkek } from '../../electron/card/dkek.ts';
import { generateAesKey } from '../../electron/card/generate.ts';
import { initializeDevice } from '../../electron/card/initialize.ts';
import { deleteKeyDomain, readKeyDomains, removeDkek, setUpKeyDomain } from '../../electron/card/key-domains.ts';
import { deleteObject, selectObject } from '../../electron/card/objects.ts';
import { unwrapKey, wrapKey } from '../../electron/card/wrap.ts';
import { dkekKcv } from '../../electron/crypto/dkek.ts';
import { hex } from '../../shared/bytes.ts';
import { keyReference } from '../../shared/numbers.ts';
import { blankDevice, readyDevice, type Simulated } from './devices.ts';
import { failureOf, replayed, secret, soPin, userPin } from './wire.ts';

const share = new Uint8Array(32).fill(7);
const complete = { kind: 'complete', shares: 1, kcv: hex.encode(dkekKcv(share)) };
const none = { kind: 'none' } as const;
const domainsOf = async ({ session }: Pick<Simulated, 'session'>) => readKeyDomains(session, await readDkek(session));

/** Three key domains; number 1 has the DKEK above. */
async function withDomains(): Promise<Simulated> {
  const device = await readyDevice(undefined, { scheme: { kind: 'domains', count: 3 } });
  await setUpKeyDomain(device.session, 1, 1);
  await importDkekShare(device.session, secret(share), 1);
  return device;
}

describe('key domains', () => {
  it('are made at initialization, each set up for its own shares', async () => {
    const device = await withDomains();
    expect(await domainsOf(device)).toEqual([
      { number: 0, dkek: none },
      { number: 1, dkek: complete },
      { number: 2, dkek: none },
    ]);
    await setUpKeyDomain(device.session, 2, 3);
    expect(await readDkek(device.session, 2)).toEqual({ kind: 'incomplete', shares: 3, imported: 0 });
  });

  it('are not seen on a classic device, nor asked for on firmware that has none', async () => {
    expect(await domainsOf(await readyDevice(share))).toBeUndefined();
    expect(await domainsOf(await readyDevice(undefined, { scheme: { kind: 'none' } }))).toBeUndefined();
    expect(await readKeyDomains(replayed('', { firmware: { major: 2, minor: 6 } }), none)).toBeUndefined();
  });

  it('hold keys, which leave the device under their own DKEK and come back into the domain that has it', async () => {
    const { session } = await withDomains();
    await generateAesKey(session, keyReference(1), { size: 256, capabilities: [0x10, 0x92], keyDomain: 1 });
    expect(await selectObject(session, 0xcc01)).toMatchObject({ keyDomain: 1 });
    const blob = await wrapKey(session, keyReference(1), 'one', 1);
    expect(hex.encode(blob.subarray(0, 8))).toBe(complete.kcv);
    await unwrapKey(session, keyReference(2), blob, 1);
    expect(await selectObject(session, 0xcc02)).toMatchObject({ keyDomain: 1 });
    expect(await failureOf(unwrapKey(session, keyReference(3), blob, 0))).toMatchObject({ code: 'no-dkek' });
  });

  it('are deleted only when they are empty, and can lose their DKEK alone', async () => {
    const { session } = await withDomains();
    await generateAesKey(session, keyReference(1), { size: 128, capabilities: [0x10, 0x92], keyDomain: 1 });
    expect(await failureOf(deleteKeyDomain(session, 1))).toMatchObject({ code: 'domain-in-use' });
    await removeDkek(session, 1);
    expect(await readDkek(session, 1)).toEqual({ kind: 'incomplete', shares: 1, imported: 0 });
    await deleteObject(session, 0xcc01);
    await deleteKeyDomain(session, 1);
    expect(await readDkek(session, 1)).toEqual(none);
    expect(await failureOf(removeDkek(session, 1))).toMatchObject({ code: 'domain-not-set-up' });
  });

  it('are refused in words for each thing that can be wrong', async () => {
    const { session } = await withDomains();
    expect(await failureOf(setUpKeyDomain(session, 1, 2))).toMatchObject({ code: 'domain-set-up-already' });
    expect(await failureOf(setUpKeyDomain(session, 3, 2))).toMatchObject({ code: 'no-such-domain' });
    expect(await failureOf(setUpKeyDomain(session, 16, 2))).toMatchObject({ code: 'no-such-domain' });
    const loggedOut = replayed('> 80520101010200\n< 6985\n> 8052000100\n< 6A88');
    expect(await failureOf(setUpKeyDomain(loggedOut, 1, 2))).toMatchObject({ code: 'pin-not-verified' });
    const classic = replayed('> 80520101010200\n< 6D00\n> 8052000100\n< 6D00');
    expect(await failureOf(setUpKeyDomain(classic, 1, 2))).toMatchObject({ code: 'not-supported-by-device' });
  });

  it('of pico-hsm: a deletion that succeeded is 6A88, one that is set up already 6A86', async () => {
    await deleteKeyDomain(replayed('> 8052030100\n< 6A88'), 1);
    const present = replayed('> 80520101010200\n< 6A86\n> 8052000100\n< 0202 0000000000000000 9000');
    expect(await failureOf(setUpKeyDomain(present, 1, 2))).toMatchObject({ code: 'domain-set-up-already' });
  });

  it.each(['', '0100', '0102 0000000000000000', '010000'])('are not guessed from the malformed answer "%s"', async (answer) => {
    const session = replayed(`> 8052000100\n< ${answer} 9000`);
    expect(await failureOf(readKeyDomains(session, none))).toMatchObject({ code: 'device-answer-malformed' });
  });

  it('end at 16, however many the card claims, and with the UID that follows the state of an XKEK domain', async () => {
    const answers = Array.from(
      { length: 15 },
      (_, i) => `> 805200${(i + 1).toString(16).padStart(2, '0')}00\n< 0000 11223344556677AA ${'0F'.repeat(64)} 9000`,
    );
    expect(await readKeyDomains(replayed(answers.join('\n')), none)).toHaveLength(16);
  });

  it('are refused before anything is sent where the firmware has none, or for an impossible number', async () => {
    const { session, sent } = await blankDevice();
    const wanted = (count: number) => ({
      ...{ label: 'A', soPin: secret(soPin), userPin: secret(userPin), retries: 3, resetWithSoPin: true },
      scheme: { kind: 'domains' as const, count },
    });
    const old = { ...session, firmware: { major: 2, minor: 6 } };
    expect(await failureOf(initializeDevice(old, wanted(2)))).toMatchObject({ code: 'domains-not-supported' });
    await expect(initializeDevice(session, wanted(1))).rejects.toThrow('expected 2..16');
    await expect(initializeDevice(session, wanted(17))).rejects.toThrow('expected 2..16');
    expect(sent).toEqual([]);
  });
});
