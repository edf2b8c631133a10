import { t } from '../shared/language/text.ts';
import type { RuntimeSnapshot } from '../shared/models/snapshot.ts';
import { serial } from '../shared/numbers.ts';
import { channelOver } from './apdu/channel.ts';
import type { TemporaryDevice } from './ceremony/drill/temporary-device.ts';
import { Fleet } from './ceremony/fleet/fleet.ts';
import { SimulatedCard } from './simulator/card.ts';
import { SimulatedReaders } from './simulator/reader-source.ts';

/** A simulated device for one drill, in memory only, in a fleet of its own: also where real devices are in use. It is opened and read. */
export async function temporaryDevice(runtime: RuntimeSnapshot): Promise<TemporaryDevice> {
  const readers = new SimulatedReaders();
  const card = SimulatedCard.create();
  readers.insert(readers.addReader(t('Restore drill')), card);
  return new Promise((resolve, reject) => {
    const fleet: Fleet = new Fleet({
      ...{ real: readers, channelOver, runtime },
      publish: ({ readers: [reader] }) => {
        if (reader?.card.kind === 'problem') reject(new Error(`the simulated device: ${reader.card.failure.code}`));
        if (reader?.card.kind !== 'device') return;
        const destroy = async () => {
          await fleet.stop();
          card.destroy();
        };
        resolve({ fleet, serial: serial(card.serial), destroy });
      },
    });
    fleet.start();
  });
}
