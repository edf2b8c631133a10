import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { ask, dkek, dkekKcv, initialize, login } from '../simulator/talk.ts';
import { type Opensc, opensc } from './opensc.ts';
import { type PrivatePcscd, startPcscd } from './pcscd.ts';
import { insertDevice } from './simulated-device.ts';

/** OpenSC 0.23 knows no key domains: what it makes of a device that has them, through pcscd. */
let pcscd: PrivatePcscd;
let tools: Opensc;
const card = SimulatedCard.create();

async function directly(...commands: string[]): Promise<void> {
  card.powerOn();
  for (const command of commands) await ask(card, command);
}

beforeAll(async () => {
  pcscd = await startPcscd({ readers: 1 });
  tools = opensc(pcscd.env);
  await insertDevice(card, pcscd, tools);
});
afterAll(async () => {
  await pcscd?.stop();
  tools?.remove();
});

test('the status of a device with key domains that are not set up names no DKEK, and its PINs', async () => {
  await directly(initialize('970102'));
  const status = await tools.run('sc-hsm-tool');
  expect(status).toMatch(/SO-PIN tries left +: 15\nUser PIN tries left +: 3/);
  expect(status).not.toMatch(/DKEK shares +: [1-9]/);
});

test('the status is that of key domain 0 once it is set up, whatever the others are', async () => {
  await directly(login, '805201010103', '805201000101');
  expect(await tools.run('sc-hsm-tool')).toMatch(/DKEK shares +: 1\nDKEK import pending, 1 share\(s\) still missing/);
  await directly(`8052000020 ${dkek} 00`);
  expect(await tools.run('sc-hsm-tool')).toMatch(new RegExp(`DKEK shares +: 1\nDKEK key check value +: ${dkekKcv}`));
});

test('a key of key domain 1 is wrapped under the DKEK of that domain and comes back into it', async () => {
  const other = 'FF'.repeat(32);
  await directly(login, '80520301', '805201010101', `8052000120 ${other} 00`, '004801B208 9103 101192 920101');
  const file = join(tools.folder, 'domain.wky');
  await tools.run('sc-hsm-tool', '--wrap-key', file, '--key-reference', '1', '--pin', '648219');
  const said = await tools.run('sc-hsm-tool', '--unwrap-key', file, '--key-reference', '2', '--pin', '648219');
  expect(said).toMatch(/Key successfully imported/);
  card.powerOn();
  expect(await ask(card, '00A4000002 CC02 00')).toContain('920101');
});
