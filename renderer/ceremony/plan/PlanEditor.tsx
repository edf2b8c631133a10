import { planFaults } from '../../../shared/ceremony/plan-rules.ts';
import { templates } from '../../../shared/ceremony/templates/acts.ts';
import { t } from '../../../shared/language/text.ts';
import type { PlanFault } from '../../../shared/models/plan.ts';
import { TextField } from '../../controls/Field.tsx';
import { NextStepFrame } from '../../controls/NextStepFrame.tsx';
import { Text } from '../../controls/Text.tsx';
import { openFolder } from '../../custodians/actions/folder.ts';
import { CustodyButton } from '../../custodians/CustodyButton.tsx';
import { Icon } from '../../icons.tsx';

import { useRoom, useRoomState } from '../../room-context.ts';
import { discardPlan, openPlan, printPlan, savePlan, startCeremony } from '../actions/plan-actions.ts';
import type { PlanDraft } from '../ceremony-desk.ts';
import { DeviceRows } from './DeviceRows.tsx';
import { formFaults } from './form-faults.ts';
import { KeyRows } from './KeyRows.tsx';
import { MaterialRows } from './MaterialRows.tsx';
import { ParameterFields } from './ParameterFields.tsx';
import { PeopleRows } from './PeopleRows.tsx';
import { PlanSection } from './PlanSection.tsx';
import { PlanSteps } from './PlanSteps.tsx';
import { TimeField } from './TimeField.tsx';

/** The plan as a form on the left, and the script that it results in on the right. */
export function PlanEditor({ draft }: { readonly draft: PlanDraft }) {
  const { desk } = useRoom();
  const { plan } = draft;
  const faults = planFaults(plan);
  const form = formFaults(plan);
  const at = (...places: readonly string[]): readonly PlanFault[] =>
    faults.filter(({ place }) => places.some((each) => place === each || place.startsWith(`${each}, `)));
  return (
    <>
      <header className="custody-head">
        <Icon name="paper" />
        <div className="custody-title">
          <h2 id="ceremony-heading" tabIndex={-1}>
            {plan.title || t('Plan without a title')}
            {plan.practice && <span className="practice-mark">{t('Practice')}</span>}
          </h2>
          <p className="custody-place">
            {templates[plan.template].title}.{' '}
            {draft.path ? (
              <Text
                of={draft.isChanged ? 'Changed since it was saved as {path}' : 'Saved as {path}'}
                path={<span className="path">{draft.path}</span>}
              />
            ) : (
              t('Not saved yet')
            )}
          </p>
        </div>
        <div className="head-actions">
          <CustodyButton action={savePlan(draft)} />
          <CustodyButton action={openPlan} />
          <CustodyButton action={discardPlan(draft)} />
        </div>
      </header>
      <NextPlanStep draft={draft} faults={faults} />
      <div className="plan-editor">
        <div className="plan-form" key={draft.number}>
          <PlanSection id="general" title={t('What, where and when')} faults={at('start', 'end')}>
            <TextField
              label={t('Title')}
              value={plan.title}
              maxLength={120}
              onChange={(title) => desk.change({ title })}
              error={form.find(({ field }) => field === 'title')?.words}
            />
            <TextField label={t('Place')} value={plan.place} maxLength={400} onChange={(place) => desk.change({ place })} />
            <div className="pair">
              <TimeField label={t('Begins')} value={plan.start} onChange={(start) => desk.change({ start })} />
              <TimeField label={t('Ends')} value={plan.end} onChange={(end) => desk.change({ end })} />
            </div>
            <p className="hint">
              {plan.practice
                ? t('A plan for practice, since a rehearsal is running. A plan for production is made with real readers.')
                : t('A plan for production: it can only be carried out with real readers.')}
            </p>
          </PlanSection>
          <PeopleRows plan={plan} faults={at('people')} form={form} />
          <DeviceRows plan={plan} faults={at('devices')} form={form} />
          <ParameterFields plan={plan} faults={at('parameters, dkek', 'parameters, split', 'parameters, copies')} />
          <KeyRows plan={plan} faults={at('parameters, keys')} />
          <MaterialRows plan={plan} form={form} />
        </div>
        <div className="plan-script">
          <PlanSteps plan={plan} hasOwnSteps={draft.hasOwnSteps} faults={faults} />
        </div>
      </div>
    </>
  );
}

function NextPlanStep({ draft, faults }: { readonly draft: PlanDraft; readonly faults: readonly PlanFault[] }) {
  const hasFolder = useRoomState(
    ({ snapshot }) => snapshot?.custody !== undefined && !(snapshot.transcript && 'broken' in snapshot.transcript),
  );
  const isProduction = useRoomState((state) => state.snapshot?.mode === 'production');
  const errors = faults.filter(({ gravity }) => gravity === 'error').length;
  const warnings = faults.length - errors;
  const isOther = isProduction === draft.plan.practice;
  const left = warnings > 0 ? ` ${t('{n, plural, one {# warning} other {# warnings}} may stand.', { n: warnings })}` : '';
  if (errors > 0)
    return (
      <NextStepFrame
        mood="next"
        state={
          t('{n, plural, one {# error} other {# errors}} must be corrected before this plan can be carried out.', { n: errors }) + left
        }
        advice={t('Each stands at its place below. The plan can be saved unfinished.')}
      />
    );
  if (isOther)
    return (
      <NextStepFrame
        mood="warning"
        state={
          draft.plan.practice
            ? t('This plan is for practice, but real readers are in use.')
            : t('This plan is for production, but a rehearsal is running.')
        }
        advice={t('It can be read, changed and printed here, but not carried out.')}
      />
    );
  return (
    <NextStepFrame
      mood="next"
      state={t('The plan can be carried out.') + left}
      advice={t(
        'Save it, print it with its script and have both reviewed. On the day, open it here and start: everyone compares the words of its hash with the print.',
      )}
    >
      {hasFolder ? (
        <CustodyButton action={startCeremony(draft, errors, hasFolder)} isPrimary />
      ) : (
        <CustodyButton action={openFolder} isPrimary />
      )}
      <CustodyButton action={printPlan(draft)} />
    </NextStepFrame>
  );
}
