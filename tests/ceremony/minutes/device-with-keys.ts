import { generateAes, generateEc, generateRsa } from '../../../electron/ceremony/keys/generate.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import type { RehearsalRoom } from '../rehearsal-room.ts';
import { logIn, makeShare, readyDevice } from '../steps.ts';

/** The first device of the room, logged in, with one key of each kind; each is called what it is. */
export async function deviceWithKeys(
  room: RehearsalRoom,
): Promise<{ readonly serial: Serial; readonly references: Readonly<Record<'RSA' | 'EC' | 'AES', KeyReference>> }> {
  await readyDevice(room, 0, await makeShare(room, 'share.pbe'));
  await logIn(room, 0);
  const serial = room.serialOf(0);
  const rsa = await generateRsa(room.workstation, { serial, label: 'RSA', size: 1024 });
  const ec = await generateEc(room.workstation, { serial, label: 'EC', curve: 'secp256r1' });
  const aes = await generateAes(room.workstation, { serial, label: 'AES', size: 256, capabilities: [0x10, 0x11] });
  return { serial, references: { RSA: rsa.reference, EC: ec.reference, AES: aes.reference } };
}
