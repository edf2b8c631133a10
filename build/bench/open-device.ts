import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { channelOver } from '../../electron/apdu/channel.ts';
import { Fleet } from '../../electron/ceremony/fleet/fleet.ts';
import type { Person } from '../../electron/ceremony/person.ts';
import { login } from '../../electron/ceremony/pins/login.ts';
import type { Workstation } from '../../electron/ceremony/workstation.ts';
import { pcscReaders } from '../../electron/transport/pcsc.ts';
import type { DeviceSnapshot, Snapshot } from '../../shared/models/snapshot.ts';
import { atMost, type Bench } from './bench.ts';
import { CountedCard, inReader, pin, prepare, userPin } from './virtual-device.ts';

const keys = 30;
const run = promisify(execFile);

/** Types the PIN as a human would; stands in for the secret window. */
const person: Person = {
  secrets: (form, use) => use({ [form.fields[0]?.name ?? '']: pin() }),
  openFolder: () => Promise.reject(new Error('no folder is asked for')),
  openFile: () => Promise.reject(new Error('no file is asked for')),
  saveFile: () => Promise.reject(new Error('no file is asked for')),
};

/** Commands from insertion to a logged-in device with all its keys on the screen, against pkcs11-tool on the same card. */
export const openDevice: Bench = async () => {
  const counted = new CountedCard();
  await prepare(counted.card, { ecKeys: keys, shares: 0 });
  return inReader(counted.card, async () => {
    const peer = await counted.countOf(async () => {
      const { stdout } = await run('pkcs11-tool', ['--login', '--pin', userPin, '--list-objects']);
      const listed = stdout.split('Private Key Object').length - 1;
      if (listed !== keys) throw new Error(`pkcs11-tool listed ${listed} of ${keys} keys`);
    });
    const ours = await counted.countOf(() => showLoggedIn());
    return [atMost('open-device.apdu-ratio', ours / peer, 'ratio', 0.2, `${keys} EC keys: ${ours} commands, pkcs11-tool ${peer}`)];
  });
};

/** Opens the device through PC/SC with the app's own fleet, logs in, and resolves when its snapshot shows every key. */
async function showLoggedIn(): Promise<void> {
  let shown: Snapshot | undefined;
  const waiting: (() => void)[] = [];
  const fleet = new Fleet({
    real: pcscReaders(),
    channelOver: (connection) => channelOver(connection),
    runtime: { version: '', electron: '', developmentOnly: true },
    publish: (snapshot) => {
      shown = snapshot;
      for (const look of waiting) look();
    },
  });
  const until = <T>(seen: (snapshot: Snapshot) => T | undefined) =>
    new Promise<T>((resolve) => {
      const look = () => {
        const value = shown && seen(shown);
        if (value !== undefined) resolve(value);
      };
      waiting.push(look);
      look();
    });
  fleet.start();
  try {
    const device = await until(deviceIn);
    await login({ fleet, person } as Workstation, device.serial);
    await until((snapshot) => {
      const now = deviceIn(snapshot);
      return now?.userPin.kind === 'verified' && now.keys.length === keys ? now : undefined;
    });
  } finally {
    await fleet.stop();
  }
}

function deviceIn(snapshot: Snapshot): DeviceSnapshot | undefined {
  for (const { card } of snapshot.readers) if (card.kind === 'device') return card.device;
  return undefined;
}
