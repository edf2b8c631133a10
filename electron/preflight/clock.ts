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
      check: 'Clock',
      why: 'The transcript and the minutes take their times from it; without a network nothing sets it right.',
      mend: 'Compare it with a watch, then set it: sudo timedatectl set-time "YYYY-MM-DD hh:mm:ss".',
      look: async ({ now }) => {
        const at = now().getTime();
        if (at < builtAt.getTime()) return bad('It shows a time before this app was built.');
        if (!lastEntryAt) return ok('It shows a time after this app was built. Compare it with a watch.');
        if (at < lastEntryAt.getTime() - 1000) return bad('It shows a time before the last entry of the transcript.');
        if (at > lastEntryAt.getTime() + longestPauseDays * dayMs)
          return warning('It is more than two years after the last entry of the transcript.');
        return ok('It fits this app and the transcript. Compare it with a watch.');
      },
    },
    {
      check: 'Time zone',
      why: 'The transcript is in UTC; what is shown on the screen is in this zone.',
      mend: 'sudo timedatectl set-timezone Europe/Berlin, or where you are.',
      look: async ({ timeZone }) => {
        const zone = timeZone();
        return zone ? ok(`${zone}.`) : unknown('The system does not tell it.');
      },
    },
  ];
}
