import { type DiskCall, watchDisk } from './disk-faults.ts';
import { rowOf } from './operation.ts';
import { operations } from './operations/all.ts';
import { Scene } from './scene.ts';

/*
 * A program of its own, to be killed: plays one operation in a copy of the stage and ends itself with SIGKILL at its nth write, on
 * the disk or in the devices, half of the bytes written. Says how many there were where it comes to its end.
 */
const [folder = '', row = '', at = '0'] = process.argv.slice(2);

async function main(): Promise<void> {
  const operation = operations.find((each) => rowOf(each) === row);
  if (!operation) throw new Error(`no such operation: ${row}`);
  const scene = await Scene.open(folder, operation.cards);
  if (operation.loggedIn) await scene.logIn();
  await operation.prepare?.(scene);
  let writes = 0;
  const end = watchDisk(folder, async (call: DiskCall) => {
    if (call.act === 'read' || call.act === 'sync' || ++writes !== Number(at)) return;
    if (call.act === 'write') await call.half();
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => undefined);
  });
  const result = await scene.ask(operation);
  end();
  if (!result.ok) throw new Error(`${row}: ${result.failure.what}`);
  process.stdout.write(`${writes} writes\n`);
  process.exit(0);
}

void main();
