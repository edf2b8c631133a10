import type { Drill, DrillStep } from '../../../shared/models/drill.ts';
import { counted } from '../../key-manager/node-text.ts';
import type { CloneStep } from '../next-clone-step.ts';

const underWay: Readonly<Record<DrillStep, readonly [state: string, advice: string]>> = {
  prepared: ['The device is being emptied.', 'Where a window asks for the SO-PIN of the spare, enter it. Leave the device in its reader.'],
  closed: ['Negative control: each file is tried before the shares are in.', 'None may open. This takes a moment.'],
  shares: [
    'The custodians bring their shares.',
    'Answer the windows that ask, one custodian after the other. Each is alone at the screen for a password or share.',
  ],
  kcv: ['The DKEK is being compared.', 'Its check value must be that of the files.'],
  keys: ['The keys are being brought back.', 'Each is opened and proven. Leave the device in its reader.'],
  erased: ['The device is being erased again.', 'Leave it in its reader.'],
  wiped: ['Everything is being wiped.', 'This takes a moment.'],
};

/** What a drill needs from the person now. */
export function nextDrillStep(drill: Drill): CloneStep {
  const { phase, steps, keys, nextBy, drilledSheets, failure } = drill;
  if (phase === 'running') {
    const { step } = steps.find(({ mark }) => mark.state === 'working') ?? { step: 'closed' as const };
    const [state, advice] = underWay[step];
    return { mood: 'next', state, advice };
  }
  if (phase === 'passed') {
    const seal = drilledSheets.length > 0 ? ' Seal the sheets again, in new bags.' : '';
    const due = nextBy === undefined ? '' : ` The next drill is due by ${nextBy}.`;
    return {
      mood: 'ready',
      state: `Passed: ${counted(keys.length, 'key')} brought back and proven.`,
      advice: `Print the certificate and have it signed.${seal}${due}`,
    };
  }
  if (failure)
    return { mood: 'warning', state: 'The drill was broken off.', advice: 'What happened stands below. Print the report for the minutes.' };
  return {
    mood: 'warning',
    state: 'Not passed: not every key was brought back.',
    advice: 'What each key says stands below. Bring another copy of what failed, and do the drill again.',
  };
}
