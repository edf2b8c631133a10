import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { connectVpcd } from '../../electron/simulator/vpcd.ts';
import { type PrivatePcscd, startPcscd } from '../interop/pcscd.ts';
import { devicesOf, invoke, launchApp, type RunningApp, readState, stateWhere } from './harness.ts';

const code = (result: { ok: boolean; failure?: { code: string } }) => result.failure?.code ?? 'done';
const noService = { PCSCLITE_CSOCK_NAME: '/nowhere/pcscd.comm' };

describe('the rehearsal', () => {
  let userData: string;
  let running: RunningApp;
  beforeAll(async () => {
    userData = await mkdtemp(join(tmpdir(), 'conclave-rehearsal-'));
    running = await launchApp({ rehearsal: false, env: noService, userData });
  });
  afterAll(async () => {
    await running?.close();
    await rm(userData, { recursive: true, force: true });
  });
  const twoDevices = () => stateWhere(running.page, (state) => devicesOf(state).length === 2);

  it('begins by itself where there is no reader: two readers, each with a device fresh from the factory', async () => {
    const state = await twoDevices();
    expect(state.mode).toBe('rehearsal');
    expect(state.service).toEqual({ kind: 'absent' });
    expect(state.readers.map(({ name, simulated }) => [name, simulated])).toEqual([
      ['Simulated Reader 1', true],
      ['Simulated Reader 2', true],
    ]);
    for (const device of devicesOf(state)) expect(device).toMatchObject({ initialized: false, certificate: { chain: 'simulator' } });
  });

  it('adds and removes readers, and pulls and inserts devices, all shown at once', async () => {
    const { page } = running;
    const [first, second] = devicesOf(await readState(page)).map(({ serial }) => serial);
    await invoke(page, 'rehearsal.add-reader', {});
    await stateWhere(page, ({ readers }) => readers.length === 3);
    await invoke(page, 'rehearsal.insert-device', { reader: 'Simulated Reader 3' });
    const three = await stateWhere(page, (state) => devicesOf(state).length === 3);
    expect(new Set(devicesOf(three).map(({ serial }) => serial)).size).toBe(3);
    await invoke(page, 'rehearsal.remove-reader', { reader: 'Simulated Reader 3' });

    await invoke(page, 'rehearsal.pull-device', { reader: 'Simulated Reader 1' });
    await stateWhere(page, ({ readers }) => readers[0]?.card.kind === 'empty');
    expect(code(await invoke(page, 'rehearsal.insert-device', { reader: 'Simulated Reader 1', serial: second as never }))).toBe(
      'device-busy',
    );
    expect(code(await invoke(page, 'rehearsal.insert-device', { reader: 'Simulated Reader 2', serial: first as never }))).toBe(
      'device-busy',
    );
    expect(code(await invoke(page, 'rehearsal.insert-device', { reader: 'Simulated Reader 1', serial: 'DENK0100001' as never }))).toBe(
      'no-such-device',
    );
    expect(code(await invoke(page, 'rehearsal.pull-device', { reader: 'No Such Reader' }))).toBe('reader-gone');
    await invoke(page, 'rehearsal.insert-device', { reader: 'Simulated Reader 1', serial: first as never });
    expect(devicesOf(await twoDevices()).map(({ serial }) => serial)).toEqual([first, second]);
  });

  it('never shows simulated and real readers together, and comes back as it was left', async () => {
    const { page } = running;
    const serials = devicesOf(await readState(page)).map(({ serial }) => serial);
    expect(code(await invoke(page, 'rehearsal.leave', {}))).toBe('done');
    expect(await readState(page)).toMatchObject({ mode: 'production', readers: [] });
    expect(code(await invoke(page, 'rehearsal.add-reader', {}))).toBe('not-in-rehearsal');
    expect(code(await invoke(page, 'rehearsal.pull-device', { reader: 'Simulated Reader 1' }))).toBe('not-in-rehearsal');
    expect(code(await invoke(page, 'rehearsal.start', {}))).toBe('done');
    const again = await twoDevices();
    expect(again.mode).toBe('rehearsal');
    expect(devicesOf(again).map(({ serial }) => serial)).toEqual(serials);
  });

  it('keeps its devices from one run to the next, and survives a damaged one', async () => {
    const serials = devicesOf(await readState(running.page)).map(({ serial }) => serial);
    await running.close();
    await writeFile(join(userData, 'rehearsal/device-3.json'), 'not a device');
    running = await launchApp({ rehearsal: true, userData });
    expect(devicesOf(await twoDevices()).map(({ serial }) => serial)).toEqual(serials);
  });
});

describe('with a PC/SC service', () => {
  let pcscd: PrivatePcscd;
  beforeAll(async () => {
    pcscd = await startPcscd({ readers: 2 });
  });
  afterAll(() => pcscd?.stop());

  it('a device in a reader is shown, and no rehearsal begins', async () => {
    const card = SimulatedCard.create({ serial: 'UT0000001' });
    const inserted = await connectVpcd(card, { host: '127.0.0.1', port: pcscd.ports[0] as number });
    const running = await launchApp({ rehearsal: false, env: pcscd.env });
    try {
      const state = await stateWhere(running.page, (now) => devicesOf(now).length === 1);
      expect(state.mode).toBe('production');
      expect(state.service).toEqual({ kind: 'running', readers: 2 });
      expect(state.readers.every(({ simulated }) => !simulated)).toBe(true);
      expect(devicesOf(state)[0]?.serial).toBe('UT0000001');
      expect(await running.page.getByText('REHEARSAL', { exact: true }).count()).toBe(0);
    } finally {
      await running.close();
      await inserted.close();
    }
  });
});
