import type { Entry, Facts } from '../../../shared/models/transcript.ts';

/** Operations that make, show and sign the minutes: they follow the head that the minutes name. */
const ofMinutes = new Set(['minutes.make', 'minutes.print-forms', 'minutes.sign', 'document.show', 'custody.close-folder']);

/**
 * Whether an entry may follow the head that minutes name: saving and signing them, the confirmation of the step in which that is done,
 * people who leave, the end, and the app that closes or opens again. Everything else belongs before the minutes.
 */
export function mayFollowMinutes({ kind, facts }: Entry): boolean {
  switch (kind) {
    case 'resumed':
    case 'torn-tail':
    case 'signature':
    case 'finished':
    case 'closed':
      return true;
    case 'person':
      return facts['present'] === false;
    case 'step':
      // A further step would have to be begun first.
      return facts['status'] === 'done';
    case 'operation':
    case 'outcome':
      return ofMinutes.has(String(facts['operation']));
    default:
      return false;
  }
}

/** What an entry is about, for a list of a few words each. */
export function entryWords({ kind, facts }: Entry): string {
  const told = (names: readonly (keyof Facts & string)[]) =>
    names.flatMap((name) => (facts[name] === undefined ? [] : [String(facts[name])])).join(' ');
  return `${kind} ${told(['operation', 'outcome', 'step', 'status', 'name', 'label', 'what'])}`.trim();
}
