import type { DialogTable } from '../../dialogs/dialog-request.ts';
import { Arrive } from './Arrive.tsx';
import { PlanKey } from './PlanKey.tsx';
import { RecordException } from './RecordException.tsx';
import type { CeremonyDialog } from './requests.ts';
import { CloseCeremony, DiscardPlan, PauseCeremony } from './ShortQuestions.tsx';
import { StartCeremony } from './StartCeremony.tsx';

export const ceremonyDialogs: DialogTable<CeremonyDialog> = {
  'start-ceremony': { title: 'Start Ceremony', draw: () => <StartCeremony /> },
  'pause-ceremony': { title: 'Pause ceremony', draw: () => <PauseCeremony /> },
  'close-ceremony': { title: 'Close ceremony', draw: () => <CloseCeremony /> },
  'discard-plan': { title: 'Close plan', draw: () => <DiscardPlan /> },
  'plan-key': { title: 'Key of the plan', draw: ({ type, index }) => <PlanKey type={type} index={index} /> },
  arrive: { title: 'Arrives', draw: ({ person }) => <Arrive person={person} /> },
  exception: { title: 'Record Exception', draw: ({ exception, step }) => <RecordException exception={exception} step={step} /> },
};
