import { describe, expect, it } from 'vitest';
import { readKeyDescription, writeKeyDescription } from '../../electron/card/descriptions.ts';
import { readDeviceCertificates, readFreeMemory, readTokenInfo } from '../../electron/card/device.ts';
import { readDkek } from '../../electron/card/dkek.ts';
import { generateAesKey } from '../../electron/card/generate.ts';
import { deleteObject, enumerateObjects, overwriteObject, readObject, writeObject } from '../../electron/card/objects.ts';
import { logout, readPin } from '../../electron/card/pins.ts';
import { readRandom } from '../../electron/card/random.ts';
import { freeReference, keysAmong } from '../../electron/card/references.ts';
import { openSession } from '../../electron/card/session.ts';
import { hex, utf8 } from '../../shared/bytes.ts';
import { keyReference } from '../../shared/numbers.ts';
import { blankDevice, readyDevice } from './devices.ts';
import { failureOf, replayed } from './wire.ts';

const bytes = (length: number) => Uint8Array.from({ length }, (_, index) => index % 251);

describe('objects', () => {
  it.each([0, 1, 255, 256, 1000, 1001, 4096])('of %i bytes come back as they were written', async (length) => {
    const { session } = await readyDevice();
    for (const fid of [0xcf01, 0xcd01]) {
      await writeObject(session, fid, bytes(length));
      expect(await readObject(session, fid)).toEqual(bytes(length));
    }
  });

  it('are replaced without a tail of what was there, and not written again when nothing changes', async () => {
    const { session, sent } = await readyDevice();
    await writeObject(session, 0xce01, bytes(2000));
    await writeObject(session, 0xce01, bytes(5));
    expect(await readObject(session, 0xce01)).toEqual(bytes(5));
    sent.length = 0;
    await writeObject(session, 0xce01, bytes(5));
    expect(sent.length).toBe(1);
  });

  it('can be written over in place, in one command that leaves either content', async () => {
    const { session, sent } = await readyDevice();
    await writeObject(session, 0xc401, bytes(50));
    sent.length = 0;
    await overwriteObject(session, 0xc401, bytes(30).reverse());
    expect(sent.map((command) => command[1])).toEqual([0xd7, 0xb1]);
    expect((await readObject(session, 0xc401))?.subarray(0, 30)).toEqual(bytes(30).reverse());
  });

  it('are as before when there is no room for the new content', async () => {
    const { session, card } = await readyDevice();
    await writeObject(session, 0xcf01, bytes(1500));
    card.memory = 5000;
    expect(await failureOf(writeObject(session, 0xcf01, bytes(8000)))).toMatchObject({ code: 'card-full' });
    expect(await readObject(session, 0xcf01)).toEqual(bytes(1500));
    expect(await failureOf(writeObject(session, 0xcf02, bytes(8000)))).toMatchObject({ code: 'card-full' });
    expect(await enumerateObjects(session)).not.toContain(0xcf02);
  });

  it('that read back differently do not count as written', async () => {
    const { session } = await readyDevice();
    const lying: typeof session.channel = async (command) => {
      const response = await session.channel(command);
      if (command.ins === 0xb1 && response.data.length > 3) response.data[3] = 0xff;
      return response;
    };
    expect(await failureOf(writeObject({ ...session, channel: lying }, 0xcf01, bytes(20)))).toMatchObject({ code: 'read-back-differs' });
  });

  it('need the login for writing, deleting and for reading what is confidential', async () => {
    const { session } = await readyDevice();
    await writeObject(session, 0xcd01, bytes(3));
    await writeObject(session, 0xcf01, bytes(3));
    await logout(session);
    expect(await failureOf(writeObject(session, 0xcf02, bytes(3)))).toMatchObject({ code: 'pin-not-verified' });
    expect(await failureOf(deleteObject(session, 0xcf01))).toMatchObject({ code: 'pin-not-verified' });
    expect(await failureOf(readObject(session, 0xcd01))).toMatchObject({ code: 'pin-not-verified' });
    expect(await readObject(session, 0xcf01)).toEqual(bytes(3));
  });

  it('can be deleted, once', async () => {
    const { session } = await readyDevice();
    await writeObject(session, 0xcf01, bytes(3));
    expect(await deleteObject(session, 0xcf01)).toBe(true);
    expect(await deleteObject(session, 0xcf01)).toBe(false);
    expect(await readObject(session, 0xcf01)).toBeUndefined();
  });

  it('tell which key references are in use and which is the lowest free one', () => {
    expect(keysAmong([0xcc00, 0xcc07, 0xc407, 0xcc02, 0xce09])).toEqual([2, 7]);
    expect(freeReference([0xcc00, 0xcc01, 0xc402, 0xce03, 0xcf04])).toBe(4);
    const full = Array.from({ length: 256 }, (_, number) => 0xcc00 + number);
    expect(() => freeReference(full)).toThrow('as many keys as it can');
  });

  it('never make a card that answers without end hang the app', async () => {
    let calls = 0;
    const endless = async () => {
      calls++;
      return { data: new Uint8Array(256), sw: 0x9000 };
    };
    const session = { ...replayed(''), channel: endless };
    expect(await failureOf(readObject(session, 0xcf01))).toMatchObject({ code: 'device-answer-malformed' });
    expect(calls).toBeLessThanOrEqual(256);
  });
});

describe('a device', () => {
  it('is opened with 8 commands, and one more for each key', async () => {
    const { session, sent } = await readyDevice();
    for (const number of [1, 2]) {
      await generateAesKey(session, keyReference(number), { size: 128, capabilities: [0x10] });
      await writeKeyDescription(session, keyReference(number), {
        kind: 'AES',
        label: `Key ${number}`,
        id: Uint8Array.of(number),
        sizeBits: 128,
      });
    }
    sent.length = 0;
    const opened = await openSession(session.channel);
    await readPin(opened, 'user');
    await readPin(opened, 'so');
    await readDkek(opened);
    await readDeviceCertificates(opened);
    await readTokenInfo(opened);
    const keys = keysAmong(await enumerateObjects(opened));
    await readFreeMemory(opened);
    expect(sent.length).toBe(8);
    expect((await Promise.all(keys.map((key) => readKeyDescription(opened, key)))).map((key) => key?.label)).toEqual(['Key 1', 'Key 2']);
    expect(sent.length).toBe(10);
  });

  it('tells its serial, its certificate and its free memory, even when blank', async () => {
    const { session, card } = await blankDevice();
    const { serial, device, issuers, sha256 } = await readDeviceCertificates(session);
    expect(serial).toBe(card.serial);
    expect(device.body.holder).toBe(`${card.serial}00000`);
    expect(issuers).toHaveLength(1);
    expect(sha256).toMatch(/^[0-9A-F]{64}$/);
    expect(await readFreeMemory(session)).toBeGreaterThan(10_000);
    expect(await readTokenInfo(session)).toBeUndefined();
  });

  it('without a readable certificate has no serial and is refused', async () => {
    for (const answer of ['6A82', '9000', '7F21037F4E00 9000', '3000 9000'])
      expect(await failureOf(readDeviceCertificates(replayed(`> 00B12F0200000454020000 0000\n< ${answer}`)))).toMatchObject({
        code: 'device-answer-malformed',
      });
  });

  it('gives as many random bytes as were asked for', async () => {
    const { session, sent } = await readyDevice();
    const random = await readRandom(session, 2500);
    expect(random.length).toBe(2500);
    expect(sent.length).toBe(3);
    expect(new Set(random).size).toBeGreaterThan(200);
    expect(await failureOf(readRandom(replayed('> 0084000020\n< 00 9000'), 32))).toMatchObject({ code: 'device-answer-malformed' });
  });
});

describe('descriptions', () => {
  it('of RSA, EC and AES keys keep label, ID, size and usage', async () => {
    const { session } = await readyDevice();
    const id = hex.decode('A1B2');
    for (const [number, kind, sizeBits] of [
      [1, 'RSA', 2048],
      [2, 'EC', 256],
      [3, 'AES', 192],
    ] as const) {
      const reference = keyReference(number);
      await writeKeyDescription(session, reference, { kind, label: `Schlüssel ${kind}`, id, sizeBits });
      expect(await readKeyDescription(session, reference)).toMatchObject({ kind, label: `Schlüssel ${kind}`, id, sizeBits });
    }
  });

  it('that make no sense are as good as none', async () => {
    const { session } = await readyDevice();
    expect(await readKeyDescription(session, keyReference(1))).toBeUndefined();
    await writeObject(session, 0xc401, utf8.encode('nonsense'));
    expect(await readKeyDescription(session, keyReference(1))).toBeUndefined();
  });

  it.each([
    ['', 'label-empty'],
    ['x'.repeat(65), 'label-too-long'],
    ['a\u0000b', 'label-characters'],
  ])('with the label %j are refused', async (label, code) => {
    const { session, sent } = await readyDevice();
    const writing = writeKeyDescription(session, keyReference(1), { kind: 'AES', label, id: Uint8Array.of(1), sizeBits: 128 });
    expect(await failureOf(writing)).toMatchObject({ code });
    expect(sent).toEqual([]);
  });
});
