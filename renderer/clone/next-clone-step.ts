import { t } from '../../shared/language/text.ts';
import type { CloneRun } from '../../shared/models/clone.ts';
import type { StepMood } from '../controls/NextStepFrame.tsx';

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
  const tally = t('{done} of {devices, plural, one {# device} other {# devices}} done, {keys, plural, one {# key} other {# keys}} each.', {
    done,
    devices: devices.length,
    keys: keys.length,
  });
  switch (phase) {
    case 'preparing':
      return {
        mood: 'next',
        state: t('Source, shares and PINs are being collected.'),
        advice: t('Answer the windows that ask. No target is touched until everything fits together.'),
      };
    case 'copying':
      return {
        mood: 'next',
        state: t('The targets are being written: {tally}', { tally }),
        advice: t('Leave the devices in their readers until each is done.'),
      };
    case 'ready':
      if (devices.length === 0)
        return {
          mood: 'next',
          state: t('The source is not needed any more.'),
          advice: t('Take it out and insert the first target. Then choose Clone next device…'),
        };
      if (failed > 0)
        return {
          mood: 'warning',
          state: tally,
          advice: t(
            'What each device says stands below. Continue it while the run is open, or finish: it can be resumed from the ceremony folder.',
          ),
        };
      return {
        mood: 'ready',
        state: `${tally} ${t('Every key is proven against the source.')}`,
        advice: t('Insert the next device, or finish: then the shares and PINs are wiped from memory.'),
      };
    case 'finished':
      if (failed > 0 || done < devices.length)
        return {
          mood: 'warning',
          state: t('The run is closed: {tally}', { tally }),
          advice: t('Resume it from this view, with the same shares.'),
        };
      return {
        mood: 'ready',
        state: t('The run is finished: {tally}', { tally }),
        advice: t('Print the report and have it signed. Seal devices, shares and PINs separately.'),
      };
  }
}
