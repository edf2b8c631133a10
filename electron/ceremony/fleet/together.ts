import type { Device } from './device.ts';
import type { Slot } from './slot.ts';
import { asRefusal, isWireError } from './wire-failure.ts';

/**
 * One operation on several devices: it takes its place in the queue of each and begins when it is first in all of them.
 * The places are taken in one go, so of two operations that share devices one is before the other in every shared queue:
 * they cannot wait for each other. A wire that fails ends the session of its own device only.
 */
export async function together<T>(
  places: readonly { readonly slot: Slot; readonly device: Device }[],
  activity: string,
  work: (devices: readonly Device[]) => Promise<T>,
): Promise<T> {
  const devices = places.map(({ device }) => device);
  let waitFor = devices.length;
  let begin!: () => void;
  let giveUp!: (error: unknown) => void;
  const everyone = new Promise<void>((resolve, reject) => {
    begin = resolve;
    giveUp = reject;
  });
  const outcome = everyone.then(() => work(devices));
  const turns = places.map(({ slot, device }) =>
    slot.run(device, activity, async () => {
      waitFor--;
      if (waitFor === 0) begin();
      try {
        return await outcome;
      } catch (error) {
        throw isWireError(error) && device.lost !== error ? foreignLoss(devices, activity, error) : error;
      }
    }),
  );
  // A device that was pulled while it waited never gets its turn: then nobody begins.
  for (const turn of turns) turn.catch(giveUp);
  await Promise.allSettled(turns);
  return Promise.race(turns);
}

/** The wire of another device failed: in words, so that this one's session goes on. */
function foreignLoss(devices: readonly Device[], activity: string, error: unknown): unknown {
  const lost = devices.find((device) => device.lost === error);
  return asRefusal(error, { reader: lost?.reader ?? '', during: activity });
}
