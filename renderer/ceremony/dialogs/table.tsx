import { t } from '../../../shared/language/text.ts';
import type { DialogTable } from '../../dialogs/dialog-request.ts';
import { Arrive } from './Arrive.tsx';
import { PlanKey } from './PlanKey.tsx';
import { RecordException } from './RecordException.tsx';
import type { CeremonyDialog } from './requests.ts';
import { CloseCeremony, DiscardPlan, PauseCeremony } from './ShortQuestions.tsx';
import { StartCeremony } from './StartCeremony.tsx';

export const ceremonyDialogs: DialogTable<CeremonyDialog> = {
  'start-ceremony': { title: t('Start Ceremony'), draw: () => <StartCeremony /> },
  'pause-ceremony': { title: t('Pause ceremony'), draw: () => <PauseCeremony /> },
  'close-ceremony': { title: t('Close ceremony'), draw: () => <CloseCeremony /> },
  'discard-plan': { title: t('Close plan'), draw: () => <DiscardPlan /> },
  'plan-key': { title: t('Key of the plan'), draw: ({ type, index }) => <PlanKey type={type} index={index} /> },
  arrive: { title: t('Arrives'), draw: ({ person }) => <Arrive person={person} /> },
  exception: { title: t('Record Exception'), draw: ({ exception, step }) => <RecordException exception={exception} step={step} /> },
};
