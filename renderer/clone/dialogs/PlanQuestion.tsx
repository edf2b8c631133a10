import { useState } from 'react';
import type { Plan, PlannedTarget } from '../../../shared/clone/plan.ts';
import { nameOfType } from '../../../shared/clone/words.ts';
import { t } from '../../../shared/language/text.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { TextField } from '../../controls/Field.tsx';
import { Text } from '../../controls/Text.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import type { Phase } from '../../dialogs/dialog-place.ts';
import { confirmationHindrance } from '../../key-manager/dialogs/ConfirmSerial.tsx';

import { Cautions } from './TargetChoice.tsx';
import type { CloneDraft } from './use-clone-draft.ts';

interface PlanQuestionProps {
  readonly draft: CloneDraft;
  readonly plan: Plan;
  readonly phase: Phase<void>;
  onBack(): void;
  onConfirm(confirmations: ReadonlyMap<Serial, string>): void;
}

/** The plan: which keys go where, and what each target loses. The last four characters of each used target's serial enable the button. */
export function PlanQuestion({ draft, plan, phase, onBack, onConfirm }: PlanQuestionProps) {
  const [typed, setTyped] = useState<ReadonlyMap<Serial, string>>(new Map());
  const { targets, chosen } = plan;
  const unconfirmed = targets.find(
    ({ serial, needsConfirmation }) => needsConfirmation && confirmationHindrance(serial, typed.get(serial) ?? '') !== undefined,
  );
  const hindrance =
    draft.hindrance ?? (unconfirmed && t('Type the last four characters of the serial of {device}.', { device: unconfirmed.label }));
  return (
    <DialogFrame title={t('Plan of the clone')} isAlert isWide isBusy={phase.kind === 'busy'}>
      <DialogBody>
        <p>
          {t('{n, plural, one {# key} other {# keys}} in this order: {keys}.', {
            n: chosen.length,
            keys: chosen.map((key) => `${key.label} (${nameOfType(key.type)})`).join(', '),
          })}
        </p>
        {targets.length === 0 && (
          <Words kind="info">
            {t('No target is inserted yet. The run opens, the source can be taken out, and one target after the other comes in.')}
          </Words>
        )}
        {targets.map((target) => (
          <Target
            key={target.serial}
            target={target}
            isResumed={draft.resumed?.open.some(({ serial }) => serial === target.serial) ?? false}
            typed={typed.get(target.serial) ?? ''}
            onType={(text) => setTyped(new Map([...typed, [target.serial, text]]))}
          />
        ))}
        <h3>{t('What happens now')}</h3>
        <ol className="steps">
          <li>
            {draft.source === 'folder'
              ? t('The wrapped files are read.')
              : t('The source asks for its User PIN, unless it is logged in, and wraps the keys.')}
          </li>
          <li>
            {t(
              '{n, plural, one {# DKEK share} other {# DKEK shares}}: each custodian brings the file and what opens it. Only if they make the right DKEK, it goes on.',
              { n: draft.ways.length },
            )}
          </li>
          <li>{t('SO-PIN and User PIN of the targets are entered in a window of their own.')}</li>
          <li>{t('Only then the targets are erased and written, side by side.')}</li>
        </ol>
      </DialogBody>
      <DialogFoot
        phase={phase}
        submit={t('Clone')}
        isDanger
        hindrance={hindrance}
        cancelled={t('Cancelled. No target was touched.')}
        onBack={onBack}
        onSubmit={() =>
          onConfirm(new Map(targets.flatMap(({ serial }) => (typed.get(serial) ? [[serial, typed.get(serial) as string]] : []))))
        }
      />
    </DialogFrame>
  );
}

interface TargetProps {
  readonly target: PlannedTarget;
  /** It was begun in the run that is resumed. */
  readonly isResumed?: boolean;
  readonly typed: string;
  onType(text: string): void;
}

export function Target({ target, isResumed, typed, onType }: TargetProps) {
  const { serial, label, loses, needsConfirmation } = target;
  return (
    <Words kind={needsConfirmation ? 'danger' : 'info'}>
      <p className="words-what">
        {label} <code>{serial}</code>
      </p>
      {!needsConfirmation && <p>{t('This device is new. Nothing is lost.')}</p>}
      {needsConfirmation && (
        <>
          <p>{loses.length === 0 ? t('It is erased. It holds no keys.') : t('Everything on it is erased for good:')}</p>
          {loses.length > 0 && (
            <ul className="losses">
              {loses.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          )}
          {isResumed && (
            <p>{t('What is on it already and belongs to this run stays. It is erased only where that cannot be continued.')}</p>
          )}
          <TextField
            label={t('Last four characters of the serial of {device}', { device: label })}
            hint={<Text of="Read them from the device: the serial is {serial}." serial={<code>{serial}</code>} />}
            value={typed}
            onChange={onType}
            isCode
            maxLength={4}
          />
        </>
      )}
      <Cautions target={target} />
    </Words>
  );
}
