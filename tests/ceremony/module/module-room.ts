import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleScript } from '../../../build/bundle.mjs';
import { type HostOptions, pkcs11Host } from '../../../electron/pkcs11/host.ts';
import { nodeStarter } from '../../../electron/pkcs11/process-starter.ts';
import { SimulatedCard } from '../../../electron/simulator/card.ts';
import { SimulatedReaders } from '../../../electron/simulator/reader-source.ts';
import { RehearsalRoom } from '../rehearsal-room.ts';

/** In the repository, where the script finds koffi; a folder for each test file, since they run at the same time. */
export async function moduleScript(name: string): Promise<string> {
  const script = join(new URL('../../..', import.meta.url).pathname, `out/test-pkcs11/${name}/pkcs11-process.cjs`);
  await bundleScript('electron/pkcs11/pkcs11-process.ts', script);
  return script;
}

/** One simulated device in readers that pass for real, so that modules are tried; these run in real processes of their own. */
export async function roomWithModules(script: string, patienceMs: NonNullable<HostOptions['patienceMs']> = {}): Promise<RehearsalRoom> {
  const readers = new SimulatedReaders();
  const folder = await mkdtemp(join(tmpdir(), 'conclave-module-room-'));
  const room = new RehearsalRoom({
    readers,
    real: { simulated: false, watch: (listener) => readers.watch(listener), connect: (name) => readers.connect(name) },
    startHost: () => pkcs11Host({ start: nodeStarter, script, patienceMs }),
    choiceFile: join(folder, 'pkcs11-module.json'),
  });
  room.folder = folder;
  room.add(SimulatedCard.create({ serial: 'UTTEST00001' }));
  room.fleet.start();
  await room.ready();
  return room;
}
