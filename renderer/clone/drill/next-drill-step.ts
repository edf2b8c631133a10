import { t } from '../../../shared/language/text.ts';
import type { Drill, DrillStep } from '../../../shared/models/drill.ts';

import type { CloneStep } from '../next-clone-step.ts';

const underWay: Readonly<Record<DrillStep, readonly [state: string, advice: string]>> = {
  prepared: [
    t('The device is being emptied.'),
    t('Where a window asks for the SO-PIN of the spare, enter it. Leave the device in its reader.'),
  ],
  closed: [t('Negative control: each file is tried before the shares are in.'), t('None may open. This takes a moment.')],
  shares: [
    t('The custodians bring their shares.'),
    t('Answer the windows that ask, one custodian after the other. Each is alone at the screen for a password or share.'),
  ],
  kcv: [t('The DKEK is being compared.'), t('Its check value must be that of the files.')],
  keys: [t('The keys are being brought back.'), t('Each is opened and proven. Leave the device in its reader.')],
  erased: [t('The device is being erased again.'), t('Leave it in its reader.')],
  wiped: [t('Everything is being wiped.'), t('This takes a moment.')],
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
    const advice = [
      t('Print the certificate and have it signed.'),
      drilledSheets.length > 0 ? t('Seal the sheets again, in new bags.') : '',
      nextBy === undefined ? '' : t('The next drill is due by {day}.', { day: nextBy }),
    ];
    return {
      mood: 'ready',
      state: t('Passed: {n, plural, one {# key} other {# keys}} brought back and proven.', { n: keys.length }),
      advice: advice.filter(Boolean).join(' '),
    };
  }
  if (failure)
    return {
      mood: 'warning',
      state: t('The drill was broken off.'),
      advice: t('What happened stands below. Print the report for the minutes.'),
    };
  return {
    mood: 'warning',
    state: t('Not passed: not every key was brought back.'),
    advice: t('What each key says stands below. Bring another copy of what failed, and do the drill again.'),
  };
}
