import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cmac, decryptCbc, encryptCbc } from '../../../electron/card/use-key.ts';
import type { Device } from '../../../electron/ceremony/fleet/device.ts';
import type { Attempt, ModuleKey } from '../../../electron/ceremony/key-test/attempt.ts';
import { attemptsFor } from '../../../electron/ceremony/key-test/attempts.ts';
import { performByApdu, performThroughModule } from '../../../electron/ceremony/key-test/perform.ts';
import { generateAes } from '../../../electron/ceremony/keys/generate.ts';
import { failure, Refusal } from '../../../shared/failure.ts';
import type { TestResult } from '../../../shared/models/reports.ts';
import type { KeyReference } from '../../../shared/numbers.ts';
import { RehearsalRoom } from '../rehearsal-room.ts';
import { logIn, setUp } from '../steps.ts';

/**
 * OpenSC's module shows no AES keys of a SmartCard-HSM, and no other module can be had here: this stand-in asks the same device
 * in the module's place. tests/interop/test-device.test.ts has the real module, for RSA and EC.
 */
function standIn({ session }: Device, reference: KeyReference): ModuleKey {
  const iv = (mechanism: { name: string; iv?: Uint8Array }) => mechanism.iv ?? new Uint8Array(16);
  return {
    sign: (_mechanism, data) => cmac(session, reference, data),
    encrypt: (mechanism, data) => encryptCbc(session, reference, iv(mechanism), data),
    decrypt: (mechanism, data) => decryptCbc(session, reference, iv(mechanism), data),
  };
}

let room: RehearsalRoom;
beforeEach(async () => {
  room = await RehearsalRoom.withDevices(1);
  await setUp(room, 0, { scheme: 'random' });
  await logIn(room);
});
afterEach(() => room.close());

/** What both paths find of an AES key with these capabilities, without its export. */
async function bothPaths(
  capabilities: readonly number[],
  change: (honest: ModuleKey) => Partial<ModuleKey> = () => ({}),
  usage: Parameters<typeof performThroughModule>[2] = {},
): Promise<{ name: string; apdu: TestResult; module: TestResult }[]> {
  const serial = room.serialOf(0);
  const { reference } = await generateAes(room.workstation, { serial, label: 'aes', size: 256, capabilities });
  return room.fleet.run(serial, 'Test', async (device) => {
    const key = await device.readDetails(reference);
    if (!key) throw new Error('no key');
    const honest = standIn(device, reference);
    const found = [];
    for (const attempt of await attemptsFor(device, key, capabilities)) {
      const apdu = await performByApdu(attempt);
      found.push({ name: attempt.name, apdu, module: await performThroughModule(attempt, { ...honest, ...change(honest) }, usage) });
    }
    return found;
  });
}
const outcomes = (found: Awaited<ReturnType<typeof bothPaths>>) => found.map(({ apdu, module }) => `${apdu.outcome} / ${module.outcome}`);

describe('an AES key, whose value nobody knows, is compared between the two paths', () => {
  test('and passes where they agree', async () => {
    expect(outcomes(await bothPaths([0x10, 0x11, 0x18]))).toEqual(['passed / passed', 'passed / passed']);
  });

  test.each([[[0x10]], [[0x11]]])('also where it does one direction only: %j', async (capabilities) => {
    expect(outcomes(await bothPaths(capabilities))).toEqual(['passed / passed']);
  });

  test('and fails where they do not, or the module talks nonsense', async () => {
    const flipped = (bytes: Uint8Array) => bytes.map((byte, at) => (at === 5 ? byte ^ 1 : byte));
    const wrong = await bothPaths([0x10, 0x11, 0x18], (honest) => ({
      encrypt: async (...given) => flipped(await honest.encrypt(...given)),
      sign: async () => new Uint8Array(0),
    }));
    expect(outcomes(wrong)).toEqual(['passed / failed', 'passed / failed']);
    expect(wrong[0]?.module.detail).toBe('the module encrypts differently than the device by APDU');
  });
});

describe('what a module does not do is neither good nor bad', () => {
  test('where it says that the key may not, or that it has no such mechanism', async () => {
    const refused = new Refusal(failure('pkcs11-not-supported', { during: 'signing', reason: 'CKR_MECHANISM_INVALID' }));
    const found = await bothPaths([0x10, 0x11, 0x18], () => ({ sign: () => Promise.reject(refused) }), { encrypt: false });
    expect(outcomes(found)).toEqual(['passed / not tested', 'passed / not tested']);
    expect(found[0]?.module.detail).toBe('the module says that this key may not encrypt');
    expect(found[1]?.module.detail).toMatch(/^the module does not offer it: /);
  });

  test('where nothing was found by APDU to compare with', async () => {
    const never: Attempt[] = await room.fleet.run(room.serialOf(0), 'Look', async (device) => {
      const key = { reference: 9 as KeyReference, id: '09', label: 'x', type: { kind: 'AES', size: 128 }, described: true } as never;
      return attemptsFor(device, key, [0x10, 0x11]);
    });
    const key = { encrypt: async () => new Uint8Array(96) } as never;
    expect(await performThroughModule(never[0] as Attempt, key, {})).toMatchObject({ outcome: 'not tested' });
  });

  test('but a module that died ends the test', async () => {
    const died = new Refusal(failure('pkcs11-crashed', { module: 'm.so', during: 'encrypting' }));
    await expect(bothPaths([0x10, 0x11], () => ({ encrypt: () => Promise.reject(died) }))).rejects.toMatchObject({
      failure: { code: 'pkcs11-crashed' },
    });
  });
});
