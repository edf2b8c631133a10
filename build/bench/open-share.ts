import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { encodePbe } from '../../electron/codec/pbe.ts';
import { derivePbeKey } from '../../electron/crypto/derive-pbe-key.ts';
import { openShare as decryptShare, sealShare } from '../../electron/crypto/pbe.ts';
import { hostRandom } from '../../electron/crypto/random.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { utf8 } from '../../shared/bytes.ts';
import { atMost, type Bench, median, timed } from './bench.ts';
import { inReader, prepare } from './virtual-device.ts';

const runs = 3;
export const password = 'Bench-password-0815';
const workerPath = resolve('out/app/pbe-worker.cjs');
const run = promisify(execFile);

/** Password to DKEK share: the app's worker against sc-hsm-tool, on one file; and the longest block of the main thread meanwhile. */
export const openShare: Bench = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'conclave-bench-'));
  try {
    const file = join(folder, 'share.pbe');
    const salt = hostRandom(8);
    const share = new Secret(hostRandom(32));
    const keys = await derivePbeKey(new Secret(utf8.encode(password)), salt, { workerPath });
    const pbe = { salt, ciphertext: sealShare(share, keys) };
    await writeFile(file, encodePbe(pbe));
    const ours: number[] = [];
    const peer: number[] = [];
    let blockedMs = 0;
    for (let round = 0; round < runs; round++) {
      const loop = monitorEventLoopDelay({ resolution: 5 });
      loop.enable();
      ours.push(
        await timed(async () => {
          const derived = await derivePbeKey(new Secret(utf8.encode(password)), salt, { workerPath });
          if (!decryptShare(pbe, derived)) throw new Error('the share did not open');
        }),
      );
      loop.disable();
      blockedMs = Math.max(blockedMs, loop.max / 1e6);
      peer.push(await peerImports(file));
    }
    const ratio = median(ours) / median(peer);
    const detail = `app ${(median(ours) / 1000).toFixed(2)} s, sc-hsm-tool ${(median(peer) / 1000).toFixed(2)} s (medians of ${runs})`;
    return [
      atMost('pbe-open.time-ratio', ratio, 'ratio', 0.5, detail),
      atMost('pbe-open.main-thread-block', blockedMs, 'ms', 50, 'longest delay of the main thread during the derivation'),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** Milliseconds in which sc-hsm-tool imports the share file (whose password is this bench's) into a fresh device. */
export async function peerImports(file: string): Promise<number> {
  const card = SimulatedCard.create();
  await prepare(card, { ecKeys: 0, shares: 1 });
  return inReader(card, async () => {
    let said = '';
    const elapsed = await timed(async () => {
      said = (await run('sc-hsm-tool', ['--import-dkek-share', file, '--password', password])).stdout;
    });
    if (!/DKEK share imported/.test(said)) throw new Error(`sc-hsm-tool did not import the share: ${said}`);
    return elapsed;
  });
}
