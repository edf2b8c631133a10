import { t } from '../../../shared/language/text.ts';
import { isWitness, type Step } from '../../../shared/models/plan.ts';
import type { ScriptSnapshot } from '../../../shared/models/script.ts';
import type { CustodyAction } from '../../custodians/actions/custody-action.ts';

export function beginStep({ id, title }: Step, { hindrances }: ScriptSnapshot): CustodyAction {
  return {
    id: `begin-step@${id}`,
    label: t('Begin step'),
    hindrance: hindrances[0],
    perform: async (room) => void (await room.operate(t('Begin Step'), `${id} ${title}`, 'script.begin', { step: id })),
  };
}

export function confirmStep(step: Step, script: ScriptSnapshot, ticked: readonly string[], witness: string | undefined): CustodyAction {
  const { id, title, checks } = step;
  const missing = checks.length - ticked.length;
  const hindrance =
    script.hindrances[0] ??
    (missing > 0 ? t('Look at each check and tick it: {n, plural, one {# is} other {# are}} left.', { n: missing }) : undefined) ??
    (step.witnessed && script.plan.people.some(({ role }) => isWitness(role)) && !witness
      ? t('Choose the witness who confirms it.')
      : undefined);
  return {
    id: `confirm-step@${id}`,
    label: t('Confirm step'),
    hindrance,
    async perform(room) {
      const request = { step: id, checks: [...ticked], ...(witness ? { witness } : {}) };
      const done = await room.operate(t('Confirm Step'), `${id} ${title}`, 'script.confirm', request);
      if (!done) return;
      room.desk.look(undefined);
      // What was done in the step stands in it as evidence.
      for (const { id: note, outcome } of room.state.notes) if (outcome.kind === 'done') room.dismiss(note);
    },
  };
}

export const checkWorkstation: CustodyAction = {
  id: 'check-workstation',
  label: t('Check workstation'),
  perform: async (room) => void (await room.operate(t('Check Workstation'), t('Ceremony'), 'script.preflight', {})),
};

export const pauseCeremony: CustodyAction = {
  id: 'pause-ceremony',
  label: t('Pause…'),
  perform: (room) => room.open({ kind: 'pause-ceremony' }),
};

export const continueCeremony: CustodyAction = {
  id: 'continue-ceremony',
  label: t('Continue ceremony'),
  perform: async (room) => void (await room.operate(t('Continue Ceremony'), t('Ceremony'), 'script.go-on', {})),
};

export const closeCeremony: CustodyAction = {
  id: 'close-ceremony',
  label: t('Close ceremony…'),
  perform: (room) => room.open({ kind: 'close-ceremony' }),
};

/** Of a step, or of the ceremony as a whole. */
export function recordException(
  step: string | undefined,
  exception: 'deviation' | 'skip' | 'repeat' | 'other' = 'deviation',
): CustodyAction {
  const labels = {
    deviation: t('Record exception…'),
    other: t('Record exception…'),
    skip: t('Skip this step…'),
    repeat: t('Repeat this step…'),
  } as const;
  return {
    id: `exception@${exception} ${step ?? ''}`,
    label: labels[exception],
    perform: (room) => room.open({ kind: 'exception', exception, ...(step === undefined ? {} : { step }) }),
  };
}

export function printException(entry: number): CustodyAction {
  return {
    id: `print-exception@${entry}`,
    label: t('Print sheet…'),
    perform: async (room) =>
      void (await room.operate(t('Print Exception'), t('entry {entry}', { entry }), 'script.print-exception', { entry })),
  };
}

export function arrive(person: string): CustodyAction {
  return { id: `arrive@${person}`, label: t('Arrives…'), perform: (room) => room.open({ kind: 'arrive', person }) };
}

export function leave(person: string, name: string): CustodyAction {
  return {
    id: `leave@${person}`,
    label: t('Leaves'),
    perform: async (room) => void (await room.operate(t('Leaves'), name, 'script.person', { person, present: false })),
  };
}
