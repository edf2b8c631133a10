import { refuse } from '../../../shared/failure.ts';
import type { Serial } from '../../../shared/numbers.ts';
import type { Workstation } from '../workstation.ts';

/** The device with this serial, which must be inserted, is the one that the plan calls by this ID. Refusal no-such-device, script-device-…. */
export async function identifyDevice({ fleet, script }: Workstation, id: string, serial: Serial): Promise<void> {
  const found = fleet.snapshot.readers.flatMap(({ card }) =>
    card.kind === 'device' && card.device.serial === serial ? [card.device] : [],
  );
  const device = found[0] ?? refuse('no-such-device', { serial });
  const { holder, chain, sha256 } = device.certificate;
  await script.device(id, serial, sha256, { certificate: holder, chain, firmware: device.firmware });
}
