import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readDeviceCertificates } from '../../electron/card/device.ts';
import { generateAesKey, generateEcKey, generateRsaKey } from '../../electron/card/generate.ts';
import { readKeyDetails } from '../../electron/card/key-details.ts';
import { enumerateObjects } from '../../electron/card/objects.ts';
import { logout } from '../../electron/card/pins.ts';
import { readKeyCertificate } from '../../electron/card/public-keys.ts';
import { decryptCbc, encryptCbc, sign } from '../../electron/card/use-key.ts';
import { unwrapKey, wrapKey } from '../../electron/card/wrap.ts';
import { curve, signatureFromDer } from '../../electron/crypto/curves.ts';
import { dkekKcv } from '../../electron/crypto/dkek.ts';
import { verifyPkcs1 } from '../../electron/crypto/rsa.ts';
import { hex, utf8 } from '../../shared/bytes.ts';
import { keyReference } from '../../shared/numbers.ts';
import { readyDevice } from './devices.ts';
import { failureOf, replayed } from './wire.ts';

const share = new Uint8Array(32).fill(0x5a);
const otherShare = new Uint8Array(32).fill(0xa5);
const key = keyReference(1);
const there = keyReference(7);
const exportable = { size: 256, capabilities: [0x10, 0x11, 0x92] } as const;

describe('a wrapped key', () => {
  it('of AES type works on another device with the same DKEK, with the same capabilities', async () => {
    const { session: source } = await readyDevice(share);
    const { session: target } = await readyDevice(share);
    await generateAesKey(source, key, exportable);
    const blob = await wrapKey(source, key);
    expect(blob.length).toBe(92);
    await unwrapKey(target, there, blob);
    expect((await readKeyDetails(target, there)).details.capabilities).toEqual([0x10, 0x11, 0x92]);
    const iv = new Uint8Array(16).fill(3);
    const data = utf8.encode('encrypted on one, decrypted on 2');
    expect(await decryptCbc(target, there, iv, await encryptCbc(source, key, iv, data))).toEqual(data);
  });

  it('of EC and RSA type signs on the other device; one too long for a command goes through the buffer of the card', async () => {
    const { session: source } = await readyDevice(share);
    const { session: target, sent } = await readyDevice(share);
    const { serial } = await readDeviceCertificates(source);
    const message = utf8.encode('signed elsewhere');

    const ec = readKeyCertificate(await generateEcKey(source, key, { curve: 'brainpoolP512r1', serial }))?.publicKey;
    await unwrapKey(target, there, await wrapKey(source, key));
    const signature = signatureFromDer(await sign(target, there, 0x73, message), 64);
    const digest = createHash('sha256').update(message).digest();
    expect(ec?.kind === 'EC' && curve('brainpoolP512r1').verify(ec.Q, digest, signature)).toBe(true);

    const rsa = readKeyCertificate(await generateRsaKey(source, keyReference(2), { size: 3072, serial }))?.publicKey;
    const blob = await wrapKey(source, keyReference(2));
    expect(blob.length).toBeGreaterThan(1200);
    sent.length = 0;
    await unwrapKey(target, keyReference(8), blob);
    expect(sent.every((command) => command.length < 1232)).toBe(true);
    expect(
      rsa?.kind === 'RSA' && verifyPkcs1(rsa.modulus, rsa.exponent, 'sha256', message, await sign(target, keyReference(8), 0x33, message)),
    ).toBe(true);
    // the buffer is no object and leaves none
    expect((await enumerateObjects(target)).filter((fid) => fid >> 8 === 0x2f)).toEqual([]);
  });

  it('too long for a command is sent in one all the same to a card without that buffer', async () => {
    const { session: source } = await readyDevice(share);
    const { session: target, card } = await readyDevice(share);
    const { serial } = await readDeviceCertificates(source);
    await generateRsaKey(source, key, { size: 3072, serial });
    card.faults.add({ at: 1, ins: 0xd7, kind: 'status', sw: 0x6a82 });
    await unwrapKey(target, there, await wrapKey(source, key));
    expect(await enumerateObjects(target)).toContain(0xcc07);
  });

  it('is not sent to a device with another DKEK; both check values are told', async () => {
    const { session: source } = await readyDevice(share);
    const { session: target, sent } = await readyDevice(otherShare);
    await generateAesKey(source, key, exportable);
    const refused = await failureOf(unwrapKey(target, there, await wrapKey(source, key)));
    expect(refused.code).toBe('wrapped-under-other-dkek');
    for (const value of [share, otherShare]) expect(refused.what).toContain(hex.encode(dkekKcv(value)));
    expect(sent.some((command) => command[1] === 0x74)).toBe(false);
  });

  it.each(['6A80', '6984', '6400'])('is refused in the same words when the card alone can tell, by %s', async (statusWord) => {
    const blob =
      '630DCD2966C433660F0008608648016503040100051011189992000000000D1B756655034DB9A893391D4F9983DBC8B3D2D90180D38D3AB4E716DDF7A4194B337B3351639013A75CE4F3B19F5843117A5BE1621E5074111C94CF6592AC04';
    const unknown = '> 8052000000\n< 0100 0000000000000000 9000';
    const session = replayed(`${unknown}\n> 80580000000000\n< CC00 9000\n> 807407935E${blob}\n< ${statusWord}\n${unknown}`);
    expect(await failureOf(unwrapKey(session, there, hex.decode(blob)))).toMatchObject({ code: 'wrapped-key-altered' });
  });

  it('that was altered anywhere is refused, and nothing is left on the device', async () => {
    const { session: source } = await readyDevice(share);
    const { session: target } = await readyDevice(share);
    await generateAesKey(source, key, exportable);
    const blob = await wrapKey(source, key);
    for (const position of [9, 21, 30, 60, blob.length - 1]) {
      const altered = blob.slice();
      altered[position] = (altered[position] as number) ^ 0x01;
      expect((await failureOf(unwrapKey(target, there, altered))).code, `byte ${position}`).toMatch(/^wrapped-key-(altered|malformed)$/);
    }
    for (const length of [0, 8, 40, blob.length - 1])
      expect(await failureOf(unwrapKey(target, there, blob.slice(0, length)))).toMatchObject({ code: 'wrapped-key-malformed' });
    expect(await enumerateObjects(target)).toEqual([0xcc00]);
  });

  it('never overwrites a key', async () => {
    const { session } = await readyDevice(share);
    await generateAesKey(session, key, exportable);
    expect(await failureOf(unwrapKey(session, key, await wrapKey(session, key)))).toMatchObject({ code: 'key-place-taken' });
  });

  it('cannot be had of a key without WRAP, from a device without DKEK, of no key, or without login', async () => {
    const { session } = await readyDevice(share);
    await generateAesKey(session, key, { size: 256, capabilities: [0x10, 0x11] });
    expect(await failureOf(wrapKey(session, key, 'Vault'))).toMatchObject({
      code: 'key-not-exportable',
      what: 'The key "Vault" may not be exported.',
    });
    expect(await failureOf(wrapKey(session, there))).toMatchObject({ code: 'no-such-key' });
    await logout(session);
    expect(await failureOf(wrapKey(session, key))).toMatchObject({ code: 'pin-not-verified' });

    const { session: without } = await readyDevice(undefined, { scheme: { kind: 'none' } });
    await generateAesKey(without, key, exportable);
    expect(await failureOf(wrapKey(without, key))).toMatchObject({ code: 'no-dkek' });
  });

  it('cannot be imported while the DKEK is missing or incomplete', async () => {
    const { session: source } = await readyDevice(share);
    await generateAesKey(source, key, exportable);
    const blob = await wrapKey(source, key);
    const { session: without } = await readyDevice(undefined, { scheme: { kind: 'none' } });
    expect(await failureOf(unwrapKey(without, there, blob))).toMatchObject({ code: 'no-dkek' });
    const { session: half } = await readyDevice(undefined, { scheme: { kind: 'shares', count: 2 } });
    expect(await failureOf(unwrapKey(half, there, blob))).toMatchObject({ code: 'dkek-incomplete' });
  });

  it('does not fit when the card is full', async () => {
    const { session: source } = await readyDevice(share);
    const { session: target, card } = await readyDevice(share);
    await generateAesKey(source, key, exportable);
    card.memory = 100;
    expect(await failureOf(unwrapKey(target, there, await wrapKey(source, key)))).toMatchObject({ code: 'card-full' });
  });

  it('under zeros, as some cards make without a DKEK, does not count', async () => {
    const blob = `${'00'.repeat(8)}0F00086086480165030401000000000000${'11'.repeat(64)}`;
    expect(await failureOf(wrapKey(replayed(`> 80720192000000\n< ${blob} 9000`), key))).toMatchObject({ code: 'no-dkek' });
    expect(await failureOf(wrapKey(replayed('> 80720192000000\n< 0102 9000'), key))).toMatchObject({ code: 'device-answer-malformed' });
  });
});
