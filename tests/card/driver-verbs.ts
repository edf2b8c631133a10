import { checkChain } from '../../electron/card/attestation.ts';
import { readKeyDescription, writeKeyDescription } from '../../electron/card/descriptions.ts';
import { readDeviceCertificates, readFreeMemory, readTokenInfo, writeLabel } from '../../electron/card/device.ts';
import { importDkekShare, readDkek } from '../../electron/card/dkek.ts';
import { generateAesKey, generateEcKey, generateRsaKey } from '../../electron/card/generate.ts';
import { initializeDevice } from '../../electron/card/initialize.ts';
import { readKeyDetails } from '../../electron/card/key-details.ts';
import { deleteKeyDomain, readDkeks, removeDkek, setUpKeyDomain } from '../../electron/card/key-domains.ts';
import { deleteObject, enumerateObjects, overwriteObject, readObject, selectObject, writeObject } from '../../electron/card/objects.ts';
import { changeSoPin, changeUserPin, logout, readPin, unblockUserPin, verifyUserPin } from '../../electron/card/pins.ts';
import { authenticateKey, readPka, readPkaKeys, registerPublicKey } from '../../electron/card/public-key-authentication.ts';
import { readRandom } from '../../electron/card/random.ts';
import { keysAmong } from '../../electron/card/references.ts';
import { type CardSession, openSession } from '../../electron/card/session.ts';
import { objectFilesAmong, readStoredObjects } from '../../electron/card/stored-objects.ts';
import { agree, cmac, decipher, decryptCbc, encryptCbc, sign } from '../../electron/card/use-key.ts';
import { unwrapKey, wrapKey } from '../../electron/card/wrap.ts';
import { keyReference, serial } from '../../shared/numbers.ts';
import { genuineDevices } from '../vectors/genuine-devices.ts';
import { secret, soPin, userPin } from './wire.ts';

const key = keyReference(1);
const share = new Uint8Array(32).fill(1);
const block = new Uint8Array(16);
const point = Uint8Array.from({ length: 65 }, (_, index) => (index === 0 ? 4 : index));
const named = serial('UTTEST1');
const { request, certificates } = genuineDevices.DENK0404144;
const second = certificates.length >> 1;
const publicKeyFile = { request, device: certificates.slice(0, second), issuer: certificates.slice(second) };

/** Everything the driver can do, in an order in which it can succeed on an honest card. */
export const verbs: Readonly<Record<string, (session: CardSession) => Promise<unknown>>> = {
  openSession: (session) => openSession(session.channel),
  initializeDevice: (session) =>
    initializeDevice(session, {
      label: 'Label',
      soPin: secret(soPin),
      userPin: secret(userPin),
      retries: 3,
      resetWithSoPin: true,
      scheme: { kind: 'shares', count: 1 },
    }),
  verifyUserPin: (session) => verifyUserPin(session, secret(userPin)),
  readPin: (session) => readPin(session, 'user'),
  importDkekShare: (session) => importDkekShare(session, secret(share)),
  readDkek,
  changeUserPin: (session) => changeUserPin(session, secret(userPin), secret(userPin)),
  unblockUserPin: (session) => unblockUserPin(session, secret(soPin), secret(userPin)),
  changeSoPin: (session) => changeSoPin(session, secret(soPin), secret(soPin)),
  certificates: async (session) => checkChain(await readDeviceCertificates(session)),
  readTokenInfo,
  writeLabel: (session) => writeLabel(session, 'Other'),
  readFreeMemory,
  enumerate: async (session) => keysAmong(await enumerateObjects(session)),
  readRandom: (session) => readRandom(session, 2000),
  generateAesKey: (session) => generateAesKey(session, key, { size: 256, capabilities: [0x10, 0x11, 0x18, 0x92] }),
  generateEcKey: (session) => generateEcKey(session, keyReference(2), { curve: 'secp256r1', serial: named }),
  generateRsaKey: (session) => generateRsaKey(session, keyReference(3), { size: 1024, serial: named }),
  writeKeyDescription: (session) => writeKeyDescription(session, key, { kind: 'AES', label: 'Key', id: Uint8Array.of(1), sizeBits: 256 }),
  readKeyDescription: (session) => readKeyDescription(session, key),
  overwrite: (session) => overwriteObject(session, 0xc401, new Uint8Array(40)),
  aesDetails: (session) => readKeyDetails(session, key),
  ecDetails: (session) => readKeyDetails(session, keyReference(2)),
  selectObject: (session) => selectObject(session, 0xcc01),
  encryptCbc: (session) => encryptCbc(session, key, block, new Uint8Array(4096)),
  decryptCbc: (session) => decryptCbc(session, key, block, block),
  cmac: (session) => cmac(session, key, block),
  signEc: (session) => sign(session, keyReference(2), 0x73, block),
  signRsa: (session) => sign(session, keyReference(3), 0x33, block),
  decipher: (session) => decipher(session, keyReference(3), new Uint8Array(128).fill(1)),
  agree: (session) => agree(session, keyReference(2), point),
  wrapThenUnwrap: async (session) => unwrapKey(session, keyReference(9), await wrapKey(session, key)),
  writeObject: (session) => writeObject(session, 0xcf01, new Uint8Array(1500).fill(9)),
  readObject: (session) => readObject(session, 0xcf01),
  deleteObject: (session) => deleteObject(session, 0xcf01),
  storedObjects: async (session) => readStoredObjects(session, objectFilesAmong(await enumerateObjects(session)).slice(0, 4)),
  readDkeks: (session) => readDkeks(session, true),
  setUpKeyDomain: (session) => setUpKeyDomain(session, 1, 2),
  removeDkek: (session) => removeDkek(session, 1),
  deleteKeyDomain: (session) => deleteKeyDomain(session, 1),
  readPka: async (session) => readPkaKeys(session, (await readPka(session))?.total ?? 0),
  registerPublicKey: (session) => registerPublicKey(session, publicKeyFile),
  authenticateKey: (session) => authenticateKey(session, 'UTTEST100001', 'UTTEST200001', async () => new Uint8Array(64).fill(7)),
  logout,
};
