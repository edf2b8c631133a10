import type { CloneRun } from '../../shared/models/clone.ts';
import type { StepMood } from '../controls/NextStepFrame.tsx';
import { counted } from '../key-manager/node-text.ts';

export interface CloneStep {
  readonly mood: StepMood;
  readonly state: string;
  readonly advice: string;
}

/** What a run needs from the person now. */
export function nextCloneStep(run: CloneRun): CloneStep {
  const { phase, devices, keys } = run;
  const done = devices.filter(({ state }) => state === 'done').length;
  const failed = devices.filter(({ state }) => state === 'failed').length;
  const tally = `${done} of ${counted(devices.length, 'device')} done, ${counted(keys.length, 'key')} each.`;
  switch (phase) {
    case 'preparing':
      return {
        mood: 'next',
        state: 'Source, shares and PINs are being collected.',
        advice: 'Answer the windows that ask. No target is touched until everything fits together.',
      };
    case 'copying':
      return {
        mood: 'next',
        state: `The targets are being written: ${tally}`,
        advice: 'Leave the devices in their readers until each is done.',
      };
    case 'ready':
      if (devices.length === 0)
        return {
          mood: 'next',
          state: 'The source is not needed any more.',
          advice: 'Take it out and insert the first target. Then choose Clone next device…',
        };
      if (failed > 0)
        return {
          mood: 'warning',
          state: tally,
          advice:
            'What each device says stands below. Continue it while the run is open, or finish: it can be resumed from the ceremony folder.',
        };
      return {
        mood: 'ready',
        state: `${tally} Every key is proven against the source.`,
        advice: 'Insert the next device, or finish: then the shares and PINs are wiped from memory.',
      };
    case 'finished':
      if (failed > 0 || done < devices.length)
        return { mood: 'warning', state: `The run is closed: ${tally}`, advice: 'Resume it from this view, with the same shares.' };
      return {
        mood: 'ready',
        state: `The run is finished: ${tally}`,
        advice: 'Print the report and have it signed. Seal devices, shares and PINs separately.',
      };
  }
}
