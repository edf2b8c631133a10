import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channelOver } from '../../electron/apdu/channel.ts';
import { verifyUserPin } from '../../electron/card/pins.ts';
import { type CardSession, openSession } from '../../electron/card/session.ts';
import { decryptCbc, encryptCbc } from '../../electron/card/use-key.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { hex, utf8 } from '../../shared/bytes.ts';
import type { DeviceSnapshot } from '../../shared/models/snapshot.ts';
import { type Hand, Operator } from '../ceremonies/operator.ts';
import { type Ceremony, keyLabel, secrets, tenSteps } from '../ceremonies/ten-steps.ts';
import { launchApp, type RunningApp, screenshot } from './harness.ts';
import { recordedIpc, recordIpc, searchable, tracesOf } from './secret-search.ts';

describe.each<Hand>(['mouse', 'keyboard'])('the first ceremony, by %s', (hand) => {
  const userData = mkdtempSync(join(tmpdir(), 'conclave-ceremony-'));
  const folder = mkdtempSync(join(tmpdir(), 'conclave-papers-'));
  let running: RunningApp;
  let done: Ceremony;

  beforeAll(async () => {
    running = await launchApp({ userData });
    await recordIpc(running.app);
    done = await tenSteps(new Operator(running, hand), folder, async (name) => {
      if (hand === 'mouse') await screenshot(running.page, `ceremony-${name}`);
    });
  }, 240_000);
  afterAll(async () => {
    await running?.close();
    for (const each of [userData, folder]) rmSync(each, { recursive: true, force: true });
  });

  it('leaves two devices with one DKEK and the same key, which may do what was chosen', () => {
    const { first, second } = done;
    const kcvOf = ({ dkek }: DeviceSnapshot) => (dkek.kind === 'complete' ? dkek.kcv : dkek.kind);
    expect(kcvOf(first)).toMatch(/^[0-9A-F]{16}$/);
    expect(kcvOf(second)).toBe(kcvOf(first));
    for (const device of [first, second]) {
      expect(device.keys.map(({ label, type }) => [label, type])).toEqual([[keyLabel, { kind: 'AES', size: 256 }]]);
    }
    expect(first.keys[0]?.details?.capabilities).toEqual([0x10, 0x11, 0x92]);
    expect(second.keys[0]?.id).toBe(first.keys[0]?.id);
  });

  it('leaves a share file of 64 bytes and a wrapped file in the form of sc-hsm-tool', () => {
    const share = readFileSync(done.shareFile);
    expect([share.length, share.subarray(0, 8).toString('latin1')]).toEqual([64, 'Salted__']);
    const wrapped = readFileSync(done.wrappedFile);
    const kcv = done.first.dkek.kind === 'complete' ? done.first.dkek.kcv : '';
    expect(wrapped[0]).toBe(0x30);
    expect(hex.encode(wrapped)).toContain(`${kcv}0F0008${'6086480165030401'}0003${'101192'}`);
  });

  it('leaves no secret in the main window, its messages, the files, the logs or the processes', async () => {
    expect(await recordedIpc(running.app)).toContain('key.generate-aes');
    const places = await searchable(running, [userData, folder]);
    expect(places.length).toBeGreaterThan(10);
    expect(tracesOf(Object.values(secrets), places)).toEqual([]);
  });

  it('lets one device decrypt what the other encrypted', async () => {
    const [{ first, second }] = [done];
    await running.close();
    const [one, other] = await Promise.all([first, second].map((device) => loggedIn(join(userData, 'rehearsal'), device.serial)));
    const plain = utf8.encode('thirty-two bytes of ceremony. OK');
    const iv = new Uint8Array(16).fill(7);
    const reference = (device: DeviceSnapshot) => device.keys[0]?.reference as never;
    const cipher = await encryptCbc(one as CardSession, reference(first), iv, plain);
    expect(hex.encode(cipher)).not.toBe(hex.encode(plain));
    expect(hex.encode(await decryptCbc(other as CardSession, reference(second), iv, cipher))).toBe(hex.encode(plain));
  });
});

/** A session with the simulated device that the app has left behind, logged in with the PIN of the ceremony. */
async function loggedIn(folder: string, serial: string): Promise<CardSession> {
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
    const card = await SimulatedCard.open(join(folder, name));
    if (card.serial !== serial) continue;
    const session = await openSession(
      channelOver({ atr: card.atr, transmit: (bytes) => card.transmit(bytes), close: async () => undefined }),
    );
    await verifyUserPin(session, new Secret(utf8.encode(secrets.userPin)));
    return session;
  }
  throw new Error(`no simulated device ${serial} in ${folder}`);
}
