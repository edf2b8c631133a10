import type { Step } from '../../../shared/models/plan.ts';
import type { ScriptSnapshot } from '../../../shared/models/script.ts';
import type { CustodyAction } from '../../custodians/actions/custody-action.ts';

export function beginStep({ id, title }: Step, { hindrances }: ScriptSnapshot): CustodyAction {
  return {
    id: `begin-step@${id}`,
    label: 'Begin step',
    hindrance: hindrances[0],
    perform: async (room) => void (await room.operate('Begin Step', `${id} ${title}`, 'script.begin', { step: id })),
  };
}

export function confirmStep(step: Step, script: ScriptSnapshot, ticked: readonly string[], witness: string | undefined): CustodyAction {
  const { id, title, checks } = step;
  const missing = checks.length - ticked.length;
  const hindrance =
    script.hindrances[0] ??
    (missing > 0 ? `Look at each check and tick it: ${missing} ${missing === 1 ? 'is' : 'are'} left.` : undefined) ??
    (step.witnessed && script.plan.people.some(({ role }) => role.endsWith('witness')) && !witness
      ? 'Choose the witness who confirms it.'
      : undefined);
  return {
    id: `confirm-step@${id}`,
    label: 'Confirm step',
    hindrance,
    async perform(room) {
      const request = { step: id, checks: [...ticked], ...(witness ? { witness } : {}) };
      const done = await room.operate('Confirm Step', `${id} ${title}`, 'script.confirm', request);
      if (!done) return;
      room.desk.look(undefined);
      // What was done in the step stands in it as evidence.
      for (const { id: note, outcome } of room.state.notes) if (outcome.kind === 'done') room.dismiss(note);
    },
  };
}

export const checkWorkstation: CustodyAction = {
  id: 'check-workstation',
  label: 'Check workstation',
  perform: async (room) => void (await room.operate('Check Workstation', 'Ceremony', 'script.preflight', {})),
};

export const pauseCeremony: CustodyAction = {
  id: 'pause-ceremony',
  label: 'Pause…',
  perform: (room) => room.open({ kind: 'pause-ceremony' }),
};

export const continueCeremony: CustodyAction = {
  id: 'continue-ceremony',
  label: 'Continue ceremony',
  perform: async (room) => void (await room.operate('Continue Ceremony', 'Ceremony', 'script.go-on', {})),
};

export const closeCeremony: CustodyAction = {
  id: 'close-ceremony',
  label: 'Close ceremony…',
  perform: (room) => room.open({ kind: 'close-ceremony' }),
};

/** Of a step, or of the ceremony as a whole. */
export function recordException(
  step: string | undefined,
  exception: 'deviation' | 'skip' | 'repeat' | 'other' = 'deviation',
): CustodyAction {
  const labels = {
    deviation: 'Record exception…',
    other: 'Record exception…',
    skip: 'Skip this step…',
    repeat: 'Repeat this step…',
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
    label: 'Print sheet…',
    perform: async (room) => void (await room.operate('Print Exception', `entry ${entry}`, 'script.print-exception', { entry })),
  };
}

export function arrive(person: string): CustodyAction {
  return { id: `arrive@${person}`, label: 'Arrives…', perform: (room) => room.open({ kind: 'arrive', person }) };
}

export function leave(person: string, name: string): CustodyAction {
  return {
    id: `leave@${person}`,
    label: 'Leaves',
    perform: async (room) => void (await room.operate('Leaves', name, 'script.person', { person, present: false })),
  };
}
