import { isDeepStrictEqual } from 'node:util';
import { refuse } from '../../../shared/failure.ts';
import { type AskedFirst, contract, type ParsedRequest } from '../../../shared/ipc/contract.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import { confirmOnce } from '../confirmation.ts';
import type { Workstation } from '../workstation.ts';
import type { QuestionOf } from './question.ts';
import { questions } from './questions.ts';

/** Asks a person about an operation before it runs. */
export type AskFirst = <Name extends AskedFirst>(name: Name, request: ParsedRequest<Name>) => Promise<void>;

/**
 * Shows in a window of main's own what this request would do to which device, and returns when a person has agreed: what they see is
 * what is made, whatever the main window shows. Refusal cancelled, no-such-device, question-outdated where the device has become
 * another meanwhile, and what the procedure itself would refuse at once.
 */
export function askFirst({ fleet, person }: Pick<Workstation, 'fleet' | 'person'>): AskFirst {
  return async (name, request) => {
    const question = questions[name] as QuestionOf<typeof name>;
    const asked = () => {
      const { snapshot } = fleet;
      const state = deviceIn(snapshot, request.serial);
      return { title: contract[name].words, device: `${state.label} ${state.serial}`.trim(), ...question({ request, state, snapshot }) };
    };
    const { device, ...shown } = asked();
    await confirmOnce(person, { title: device }, shown);
    if (!isDeepStrictEqual(asked(), { device, ...shown })) refuse('question-outdated');
  };
}

function deviceIn({ readers }: Workstation['fleet']['snapshot'], serial: DeviceSnapshot['serial']): DeviceSnapshot {
  for (const { card } of readers) if (card.kind === 'device' && card.device.serial === serial) return card.device;
  return refuse('no-such-device', { serial });
}
