import { t } from '../../shared/language/text.ts';
import { bad, type Check, ok, unknown, warning } from './check.ts';

const dayMs = 86_400_000;
/** Ceremonies are at most so far apart, or the clock is wrong. */
const longestPauseDays = 730;

export interface ClockFacts {
  /** When this app was built. */
  readonly builtAt: Date;
  /** The newest entry of the open transcript. */
  readonly lastEntryAt?: Date | undefined;
}

export function clockChecks({ builtAt, lastEntryAt }: ClockFacts): readonly Check[] {
  return [
    {
      id: 'clock',
      check: t('Clock'),
      why: t('The transcript and the minutes take their times from it; without a network nothing sets it right.'),
      mend: t('Compare it with a watch, then set it: sudo timedatectl set-time "YYYY-MM-DD hh:mm:ss".'),
      look: async ({ now }) => {
        const at = now().getTime();
        if (at < builtAt.getTime()) return bad('before-build', t('It shows a time before this app was built.'));
        if (!lastEntryAt) return ok('after-build', t('It shows a time after this app was built. Compare it with a watch.'));
        if (at < lastEntryAt.getTime() - 1000)
          return bad('before-transcript', t('It shows a time before the last entry of the transcript.'));
        if (at > lastEntryAt.getTime() + longestPauseDays * dayMs)
          return warning('long-after-transcript', t('It is more than two years after the last entry of the transcript.'));
        return ok('fits', t('It fits this app and the transcript. Compare it with a watch.'));
      },
    },
    {
      id: 'time-zone',
      check: t('Time zone'),
      why: t('The transcript is in UTC; what is shown on the screen is in this zone.'),
      mend: t('sudo timedatectl set-timezone Europe/Berlin, or where you are.'),
      look: async ({ timeZone }) => {
        const zone = timeZone();
        return zone ? ok(zone, `${zone}.`) : unknown('not-told', t('The system does not tell it.'));
      },
    },
  ];
}
