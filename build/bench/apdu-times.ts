import { channelOver } from '../../electron/apdu/channel.ts';
import { pcscReaders } from '../../electron/transport/pcsc.ts';

/**
 * Milliseconds of each of `count` GET CHALLENGE commands (8 bytes) on one connection, by everything the app has between
 * a card verb and PC/SC. As many as a tenth are sent before, uncounted.
 */
export async function apduTimes(reader: string, count: number): Promise<number[]> {
  const connection = await pcscReaders().connect(reader);
  try {
    const channel = channelOver(connection);
    const times: number[] = [];
    for (let number = -count / 10; number < count; number++) {
      const start = performance.now();
      const { data, sw } = await channel({ cla: 0x00, ins: 0x84, p1: 0x00, p2: 0x00, le: 8 });
      const elapsed = performance.now() - start;
      if (sw !== 0x9000 || data.length !== 8) throw new Error('the card gave no challenge');
      if (number >= 0) times.push(elapsed);
    }
    return times;
  } finally {
    await connection.close();
  }
}
