import { WireError } from '../../electron/transport/transport.ts';
import { Refusal } from '../../shared/failure.ts';
import { RehearsalRoom } from '../ceremony/rehearsal-room.ts';
import { type Fault, onDisk, onWire } from './faults.ts';

/** The app is started a second time, and somebody opens the same ceremony folder in it: refused, and nobody else minds. */
const sameFolder: Fault = {
  column: 'second instance',
  name: 'opens the same ceremony folder',
  counts: 'disk writes',
  arm: (scene, at) => {
    const second = new RehearsalRoom();
    let asked = false;
    return onDisk({ lasts: false, counted: ({ act }) => act !== 'read' && act !== 'unlink' }, async () => {
      if (asked || !scene.room.custody.known) return;
      asked = true;
      const said = await second.custody.open(scene.disk('ceremony')).then(
        () => 'opened it',
        (error: unknown) => (error instanceof Refusal ? error.failure.code : String(error)),
      );
      await second.custody.close();
      if (said !== 'register-in-use') throw new Error(`the second instance: ${said}`);
    })(scene, at);
  },
  harmless: true,
};

/** Another program resets the card and holds it for a while. */
const takesTheCard: Fault = {
  column: 'second instance',
  name: 'another program takes the card',
  counts: 'commands',
  arm: onWire(false, ({ readers }) => async () => {
    readers.inUse = true;
    throw new WireError('card-reset', 'scripted', 0x80100068);
  }),
  lift: async ({ readers, room }) => {
    const told = () => room.names.some((_, at) => JSON.stringify(room.card(at)).includes('card-in-use'));
    await room.until(told, 'the words about the other program', 2000);
    readers.inUse = false;
  },
  codes: ['card-reset', 'card-in-use', 'no-such-device'],
};

export const secondInstance: readonly Fault[] = [sameFolder, takesTheCard];
