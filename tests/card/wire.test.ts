import { describe, expect, it } from 'vitest';
import { writeKeyDescription } from '../../electron/card/descriptions.ts';
import { importDkekShare, readDkek } from '../../electron/card/dkek.ts';
import { generateAesKey } from '../../electron/card/generate.ts';
import { initializeDevice } from '../../electron/card/initialize.ts';
import { enumerateObjects, readObject, selectObject } from '../../electron/card/objects.ts';
import { changeUserPin, unblockUserPin, verifyUserPin } from '../../electron/card/pins.ts';
import { openSession } from '../../electron/card/session.ts';
import { cmac, encryptCbc } from '../../electron/card/use-key.ts';
import { unwrapKey, wrapKey } from '../../electron/card/wrap.ts';
import { hex } from '../../shared/bytes.ts';
import { kcv, keyReference } from '../../shared/numbers.ts';
import { failureOf, replayed, secret, soPin, userPin } from './wire.ts';

const share = hex.decode(`0D6C611D${'00'.repeat(26)}D0D4`);
const key = keyReference(5);

/** Recorded or laid down in the reference: what other hosts send and what cards answered. Ours must be the same bytes. */
describe('on the wire', () => {
  it('selects the applet and reads options, platform and version from its answer', async () => {
    const { channel, dump } = replayed(`
      > 00A404000BE82B0601040181C31F020100
      < 62228102000082010183020000840B2B0601040181C31F0201008A010585050001FF06069000`);
    const session = await openSession(channel);
    expect(session).toMatchObject({ firmware: { major: 6, minor: 6 }, platform: 0xff, options: 1 });
    dump.finish();
  });

  it.each([
    ['inside 6F', '6F0B8202017885050001FF0401', { firmware: { major: 4, minor: 1 }, options: 1 }],
    ['inside 62 inside 6F', '6F0962078505000100 0401', { firmware: { major: 4, minor: 1 }, platform: 0 }],
    ['two bytes long, as on 1.x', '620685020102 8200', { firmware: { major: 1, minor: 2 }, platform: -1, options: 0 }],
  ])('finds the version %s', async (_, fci, expected) => {
    const { channel } = replayed(`> 00A404000BE82B0601040181C31F020100\n< ${fci} 9000`);
    expect(await openSession(channel)).toMatchObject(expected);
  });

  it('initializes as sc-hsm-tool does, then verifies the PIN, writes the label and reads it back', async () => {
    const session = replayed(`
      > 805000001C 80020001 8106363438323139 82083537363231383830 910103 920101
      < 9000
      > 0020008106363438323139
      < 9000
      > 00B12F03 000004 54020000 0000
      < 6A82
      > 00D72F0318 54020000 5312 3010 020100 8007 4D79546F6B656E 03020520
      < 9000
      > 00B12F03 000004 54020000 0000
      < 3010 020100 8007 4D79546F6B656E 03020520 9000`);
    await initializeDevice(session, {
      label: 'MyToken',
      soPin: secret(soPin),
      userPin: secret(userPin),
      retries: 3,
      resetWithSoPin: true,
      scheme: { kind: 'shares', count: 1 },
    });
    session.dump.finish();
  });

  it.each([
    ['none', 'none', ''],
    ['random', 'random', '920100'],
  ] as const)('asks for the DKEK scheme %s', async (_, kind, tag) => {
    const lc = tag ? '1C' : '19';
    const session = replayed(`> 80500000${lc} 80020000 8106363438323139 82083537363231383830 910103 ${tag}\n< 63CE`);
    const wanted = { label: 'X', soPin: secret(soPin), userPin: secret(userPin), retries: 3, resetWithSoPin: false, scheme: { kind } };
    const refused = await failureOf(initializeDevice({ ...session, channel: firstOf(session) }, wanted));
    expect(refused).toMatchObject({ code: 'pin-wrong', triesLeft: 14 });
    session.dump.finish();
  });

  it('tells the tries left of a wrong PIN, and a blocked one', async () => {
    const session = replayed(`
      > 0020008106363438323138\n< 63C2
      > 0020008106363438323138\n< 63C1
      > 0020008106363438323138\n< 6983`);
    const attempt = () => failureOf(verifyUserPin(session, secret('648218')));
    expect(await attempt()).toMatchObject({ code: 'pin-wrong', triesLeft: 2 });
    expect(await attempt()).toMatchObject({ code: 'pin-wrong', triesLeft: 1 });
    expect(await attempt()).toMatchObject({ code: 'pin-blocked' });
  });

  it('changes and unblocks the user PIN with the bytes that pkcs11-tool sends', async () => {
    const session = replayed(`
      > 002400810C 363438323139 313233343536\n< 9000
      > 0020008106 313233343536\n< 9000
      > 002C00810E 3537363231383830 363438323139\n< 9000
      > 0020008106 363438323139\n< 9000`);
    await changeUserPin(session, secret(userPin), secret('123456'));
    await unblockUserPin(session, secret(soPin), secret(userPin));
    session.dump.finish();
  });

  it('imports a DKEK share and reads the check value', async () => {
    const session = replayed(`
      > 8052000020 ${hex.encode(share)} 00\n< 0100 37C39F8EA3C2D20C 9000
      > 8052000000\n< 0100 37C39F8EA3C2D20C 9000`);
    const complete = { kind: 'complete', shares: 1, kcv: kcv('37C39F8EA3C2D20C') };
    expect(await importDkekShare(session, secret(share))).toEqual(complete);
    expect(await readDkek(session)).toEqual(complete);
  });

  it('generates an AES key and describes it as other software expects', async () => {
    const session = replayed(`
      > 80580000 000000\n< CC00 9000
      > 004805B208 9106 101118999293\n< 9000
      > 00B1C405 000004 54020000 0000\n< 6A82
      > 00D7C40528 54020000 5322 A820 300C0C0A77616C6C65742D6B656B 3008 040105 030306C000 A006300402020100\n< 9000
      > 00B1C405 000004 54020000 0000\n< A820 300C0C0A77616C6C65742D6B656B 3008 040105 030306C000 A006300402020100 9000`);
    await generateAesKey(session, key, { size: 256, capabilities: [0x10, 0x11, 0x18, 0x99, 0x92, 0x93] });
    await writeKeyDescription(session, key, { kind: 'AES', label: 'wallet-kek', id: Uint8Array.of(5), sizeBits: 256 });
    session.dump.finish();
  });

  it('reads the algorithm list and use counter of a key, with a length in the long form', async () => {
    const session = replayed(`
      > 00A4000002CC0500\n< 6219 8102 0000 820101 8302CC05 A5810B 9106101118999293 920100 9000
      > 00A4000002CC0600\n< 6217 8102 0000 820101 8302CC06 A50A 9102 1011 9004 00000003 9000
      > 00A4000002CC0700\n< 6A82`);
    expect(await selectObject(session, 0xcc05)).toEqual({ size: 0, algorithms: [0x10, 0x11, 0x18, 0x99, 0x92, 0x93], keyDomain: 0 });
    expect(await selectObject(session, 0xcc06)).toEqual({ size: 0, algorithms: [0x10, 0x11], useCounter: 3 });
    expect(await selectObject(session, 0xcc07)).toBeUndefined();
  });

  it('encrypts with the IV folded into the first block, and computes a CMAC', async () => {
    const block = '6120736563726574206D657373616765';
    const session = replayed(`
      > 8078051020 6121716667776373 28646F787F6C696A ${'00'.repeat(16)} 00\n< D98E5CF0B60B72A3963A0B59D5D9260D11D862BCA0FDBAC11F370972C87ECD8B 9000
      > 8078051810 ${block} 00\n< 81FA3C48BAC5A3C122448A022B9362B8 9000`);
    const iv = hex.decode('000102030405060708090A0B0C0D0E0F');
    const sealed = await encryptCbc(session, key, iv, hex.decode(block + '00'.repeat(16)));
    expect(hex.encode(sealed)).toBe('D98E5CF0B60B72A3963A0B59D5D9260D11D862BCA0FDBAC11F370972C87ECD8B');
    expect(hex.encode(await cmac(session, key, hex.decode(block)))).toBe('81FA3C48BAC5A3C122448A022B9362B8');
  });

  it('wraps and unwraps the blob as measured', async () => {
    const blob = `630DCD2966C433660F0008608648016503040100051011189992000000000D1B756655034DB9A893391D4F9983DBC8B3D2D90180D38D3AB4E716DDF7A4194B337B3351639013A75CE4F3B19F5843117A5BE1621E5074111C94CF6592AC04`;
    const session = replayed(`
      > 80720592000000\n< ${blob} 9000
      > 8052000000\n< 0100 630DCD2966C43366 9000
      > 80580000 000000\n< CC00 9000
      > 807405935E ${blob}\n< 9000`);
    expect(hex.encode(await wrapKey(session, key))).toBe(blob);
    await unwrapKey(session, key, hex.decode(blob));
    session.dump.finish();
  });

  it('reads an object by its file identifier in one command, and goes on only where the answer was cut', async () => {
    const long = `3082 0140 ${'AA'.repeat(320)}`.replaceAll(' ', '');
    const session = replayed(`
      # whole, told by its own length
      > 00B1CE01 000004 54020000 0000\n< ${long} 9000
      # cut after 256 bytes
      > 00B1CE01 000004 54020000 0000\n< ${long.slice(0, 512)} 9000
      > 00B1CE01 000004 54020100 0000\n< ${long.slice(512)} 9000
      # data that tells no length: the end is an empty answer, 6282 or 6B00
      > 00B1CF01 000004 54020000 0000\n< ${'BB'.repeat(300)} 9000
      > 00B1CF01 000004 5402012C 0000\n< 6B00
      > 00B1CF02 000004 54020000 0000\n< ${'BB'.repeat(300)} 6282
      > 00B1CF03 000004 54020000 0000\n< 6A82`);
    expect(hex.encode((await readObject(session, 0xce01)) as Uint8Array)).toBe(long);
    expect(hex.encode((await readObject(session, 0xce01)) as Uint8Array)).toBe(long);
    expect((await readObject(session, 0xcf01))?.length).toBe(300);
    expect((await readObject(session, 0xcf02))?.length).toBe(300);
    expect(await readObject(session, 0xcf03)).toBeUndefined();
    session.dump.finish();
  });

  it('lists each object once', async () => {
    const session = replayed('> 80580000 000000\n< CC00 CC01 C401 CC01 9000');
    expect(await enumerateObjects(session)).toEqual([0xcc00, 0xcc01, 0xc401]);
  });
});

/** One command only: what follows a refusal (the state of the SO-PIN, for its words) is not played. */
function firstOf(session: ReturnType<typeof replayed>): ReturnType<typeof replayed>['channel'] {
  let calls = 0;
  return async (command) => (calls++ === 0 ? session.channel(command) : { data: new Uint8Array(0), sw: 0x6d00 });
}
