import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { attestationOf, checkChain, verifyKeyRequest } from '../../electron/card/attestation.ts';
import { readDeviceCertificates } from '../../electron/card/device.ts';
import { generateEcKey, generateRsaKey } from '../../electron/card/generate.ts';
import { ecdsaSha256Oid, encodeCvc, encodeCvcBody } from '../../electron/codec/cvc.ts';
import { simulatorRoot } from '../../electron/codec/simulator-root.ts';
import { curve } from '../../electron/crypto/curves.ts';
import { concat, hex } from '../../shared/bytes.ts';
import { keyReference } from '../../shared/numbers.ts';
import { genuineDevices } from '../vectors/genuine-devices.ts';
import { blankDevice, readyDevice } from './devices.ts';
import { replayed } from './wire.ts';

const read = (content: Uint8Array) => readDeviceCertificates(replayed(`> 00B12F0200000454020000 0000\n< ${hex.encode(content)} 6282`));
const { DENK0404144: nitrokey, DECM0104448: older } = genuineDevices;

/** Published in the simulator's source on purpose. */
const simulatorRootKey = hex.decode('0857C32B9B4F8CD28DAD5E7ED12A33B11E11265817C7E6C0F586405DA50988ED');

/** A chain made by the test: names as given, keys on the curve of that name. */
function madeChain(
  rootHolder: string,
  name: 'brainpoolP256r1' | 'secp256r1',
  { issuerRole = 0x80, rootKey = curve(name).generate().d } = {},
): Uint8Array {
  const domain = curve(name);
  const [issuer, device] = [domain.generate(), domain.generate()];
  const certificate = (authority: string, holder: string, Q: Uint8Array, role: number, d: Uint8Array) => {
    const chat = { oid: hex.decode('2B0601040181C31F030101'), role };
    const body = encodeCvcBody({ authority, holder, publicKey: { oid: ecdsaSha256Oid, Q }, chat });
    return encodeCvc(body, domain.sign(d, createHash('sha256').update(body).digest()));
  };
  return concat(
    certificate('XXDICA100001', 'XXDEV0000100000', device.Q, 0x00, issuer.d),
    certificate(rootHolder, 'XXDICA100001', issuer.Q, issuerRole, rootKey),
  );
}

describe('the certificate chain of a device', () => {
  it('of genuine devices ends at the root of the vendor', async () => {
    const chain = await read(nitrokey.certificates);
    expect(chain.serial).toBe('DENK0404144');
    expect(checkChain(chain)).toBe('verified');
    const olderChain = await read(older.certificates);
    expect(olderChain.serial).toBe('DECM0104448');
    expect(checkChain(olderChain)).toBe('verified');
  });

  it('of a simulated device ends at the root of simulators', async () => {
    const { session } = await blankDevice();
    expect(checkChain(await readDeviceCertificates(session))).toBe('simulator');
  });

  it('is broken when any byte that a signature covers, or of a signature, is changed', async () => {
    const whole = nitrokey.certificates;
    // points, names, roles, dates and signatures of both certificates; not the bytes of the structure
    for (const position of [20, 70, 110, 130, 160, 200, 250, 300, 340, 380, 390, 420, whole.length - 1]) {
      const changed = whole.slice();
      changed[position] = (changed[position] as number) ^ 0x01;
      const outcome = await read(changed).then(checkChain, () => 'unreadable');
      expect(['broken', 'unknown-root', 'unreadable'], `byte ${position}`).toContain(outcome);
    }
    const mixed = concat(nitrokey.certificates.subarray(0, 232), older.certificates.subarray(232));
    expect(checkChain(await read(mixed))).toBe('broken');
  });

  it('is broken when somebody else uses the name of a known root', async () => {
    for (const name of ['DESRCACC100001', 'UTSRCACC100001', simulatorRoot.holder])
      expect(checkChain(await read(madeChain(name, 'brainpoolP256r1')))).toBe('broken');
  });

  it('is broken when the issuer is no issuer, though a known root vouches for it', async () => {
    const made = (issuerRole: number) =>
      read(madeChain(simulatorRoot.holder, 'brainpoolP256r1', { issuerRole, rootKey: simulatorRootKey }));
    expect(checkChain(await made(0x80))).toBe('simulator');
    expect(checkChain(await made(0x00))).toBe('broken');
  });

  it('ends at an unknown root when it holds together otherwise, or when the issuer is missing', async () => {
    for (const name of ['brainpoolP256r1', 'secp256r1'] as const)
      expect(checkChain(await read(madeChain('XXROOT100001', name)))).toBe('unknown-root');
    expect(checkChain(await read(nitrokey.certificates.subarray(0, 232)))).toBe('unknown-root');
  });
});

describe('the request of a key', () => {
  it('of a genuine device proves that the key was generated there', async () => {
    const proof = verifyKeyRequest(nitrokey.request, await read(nitrokey.certificates));
    expect(proof).toMatchObject({ attested: true, holder: 'DENK040414400001', publicKey: { kind: 'EC', curve: 'secp256k1' } });
  });

  it('of simulated devices proves it for EC and RSA keys', async () => {
    const { session } = await readyDevice();
    const certificates = await readDeviceCertificates(session);
    const { serial } = certificates;
    const ec = await generateEcKey(session, keyReference(1), { curve: 'secp521r1', serial });
    expect(verifyKeyRequest(ec, certificates)).toMatchObject({ attested: true, publicKey: { kind: 'EC', curve: 'secp521r1' } });
    const rsa = await generateRsaKey(session, keyReference(2), { size: 1024, serial });
    expect(verifyKeyRequest(rsa, certificates)).toMatchObject({ attested: true, publicKey: { kind: 'RSA' } });

    const other = await readDeviceCertificates((await blankDevice()).session);
    expect(verifyKeyRequest(ec, other)).toEqual({ attested: false, reason: 'other-device' });
  });

  it('is worth what the chain of its device is, and nothing where it does not fit or is gone', async () => {
    const certificates = await read(nitrokey.certificates);
    const state = (content: Uint8Array | undefined, chain = checkChain(certificates)) => attestationOf(content, certificates, chain);
    expect(state(nitrokey.request)).toBe('proven');
    expect(state(nitrokey.request, 'unknown-root')).toBe('unknown-root');
    expect(state(nitrokey.request, 'broken')).toBe('broken-chain');
    expect(state(nitrokey.request.subarray(0, -1))).toBe('not-fitting');
    expect(attestationOf(nitrokey.request, await read(older.certificates), 'verified')).toBe('other-device');
    expect(state(Uint8Array.of(0x30, 0x00))).toBe('replaced');
    for (const nothing of [undefined, new Uint8Array(0), Uint8Array.of(0xff)]) expect(state(nothing)).toBe('none');
  });

  it('says what is wrong with it', async () => {
    const certificates = await read(nitrokey.certificates);
    const changed = (fromEnd: number) => {
      const request = nitrokey.request.slice();
      request[request.length - fromEnd] = (request[request.length - fromEnd] as number) ^ 0x01;
      return verifyKeyRequest(request, certificates);
    };
    expect(changed(1)).toEqual({ attested: false, reason: 'device-signature' });
    // the signature of the key stands before the name of the device and its signature
    expect(changed(67 + 18 + 1)).toEqual({ attested: false, reason: 'key-signature' });
    expect(verifyKeyRequest(Uint8Array.of(0x30, 0x00), certificates)).toEqual({ attested: false, reason: 'malformed' });
  });
});
