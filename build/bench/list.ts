import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { channelOver } from '../../electron/apdu/channel.ts';
import { openDevice } from '../../electron/ceremony/fleet/open-device.ts';
import { Remembered } from '../../electron/ceremony/fleet/remembered.ts';
import { findModules } from '../../electron/pkcs11/find-modules.ts';
import { pkcs11Host } from '../../electron/pkcs11/host.ts';
import { nodeStarter } from '../../electron/pkcs11/process-starter.ts';
import { pcscReaders } from '../../electron/transport/pcsc.ts';
import { atMost, type Bench, timed } from './bench.ts';
import { CountedCard, inReaders, pin, prepare, userPin } from './virtual-device.ts';

const keys = 30;
const run = promisify(execFile);

/** The list of 30 keys three ways on one card: by APDU, through OpenSC's module in a process of ours, by pkcs11-tool. */
export const list: Bench = async () => {
  const script = join(process.cwd(), 'out/app/pkcs11-process.cjs');
  const module = (await findModules()).find(({ product }) => product === 'OpenSC')?.path;
  if (module === undefined) throw new Error('OpenSC’s PKCS#11 module is not installed (Debian package opensc-pkcs11)');
  const counted = new CountedCard();
  await prepare(counted.card, { ecKeys: keys, shares: 0 });
  return inReaders([counted.card], async ([reader = '']) => {
    const measured = async (work: () => Promise<number>) => {
      let ms = 0;
      const commands = await counted.countOf(async () => {
        ms = await timed(async () => {
          const found = await work();
          if (found !== keys) throw new Error(`listed ${found} of ${keys} keys`);
        });
      });
      return { commands, ms: Math.round(ms) };
    };
    const tool = await measured(async () => {
      const { stdout } = await run('pkcs11-tool', ['--login', '--pin', userPin, '--list-objects']);
      return stdout.split('Private Key Object').length - 1;
    });
    const throughModule = await measured(() => listThroughModule(script, module));
    const card = await measured(() => listByApdu(reader));
    const words = ({ commands, ms }: typeof card) => `${commands} commands in ${ms} ms`;
    const detail = `${keys} EC keys: by APDU ${words(card)}, OpenSC's module ${words(throughModule)}, pkcs11-tool ${words(tool)}`;
    return [
      atMost('list.card-apdus', card.commands, 'commands', throughModule.commands, detail),
      atMost('list.module-apdus', throughModule.commands, 'commands', Math.ceil(tool.commands * 1.1), detail),
      atMost('list.time-ratio', card.ms / throughModule.ms, 'ratio', 1, detail),
    ];
  });
};

async function listThroughModule(script: string, module: string): Promise<number> {
  const host = pkcs11Host({ start: nodeStarter, script });
  try {
    await host.load(module);
    const slot = (await host.slots()).find(({ token }) => token !== undefined);
    if (!slot) throw new Error('the module shows no device');
    const session = await host.openSession(slot.id);
    const secret = pin();
    await session.login(secret).finally(() => secret.wipe());
    return (await session.objects()).filter((object) => object.class === 'private-key').length;
  } finally {
    await host.close();
  }
}

/** Opens the device as the tree does; the list needs no login. */
async function listByApdu(reader: string): Promise<number> {
  const connection = await pcscReaders().connect(reader);
  try {
    return (await openDevice(reader, channelOver(connection), () => new Remembered())).state.keys.length;
  } finally {
    await connection.close();
  }
}
