import type { ReactNode } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { ScriptSnapshot } from '../../../shared/models/script.ts';
import type { Snapshot } from '../../../shared/models/snapshot.ts';
import { Button } from '../../controls/Button.tsx';
import { Words } from '../../controls/Words.tsx';
import { CustodyButton } from '../../custodians/CustodyButton.tsx';
import { useRoom, useRoomState } from '../../room-context.ts';
import { closeCeremony, continueCeremony, pauseCeremony } from '../actions/script-actions.ts';
import { clockTime, plannedStep } from '../ceremony-words.ts';
import { printForms } from '../minutes/actions.ts';
import { MinutesPanel } from '../minutes/MinutesPanel.tsx';
import { TranscriptPanel } from '../transcript/TranscriptPanel.tsx';
import { useDesk } from '../use-desk.ts';
import { Attendance } from './Attendance.tsx';
import { Bags } from './Bags.tsx';
import { DeviceBindings } from './DeviceBindings.tsx';
import { Exceptions, Unexplained } from './Exceptions.tsx';
import { PreflightFindings } from './PreflightFindings.tsx';
import { StepList } from './StepList.tsx';
import { StepPanel } from './StepPanel.tsx';
import { Clock } from './StepTimes.tsx';

/** A ceremony under way: all steps on the left, the one that is due in the middle, the room on the right. */
export function ScriptView({ script, snapshot }: { readonly script: ScriptSnapshot; readonly snapshot: Snapshot }) {
  const { desk } = useRoom();
  const nodes = useRoomState((state) => state.nodes);
  const looked = useDesk((state) => state.looked);
  const shown = plannedStep(script, looked) ?? plannedStep(script, script.current);
  const scene = { script, snapshot, nodes };
  // What the middle holds is not shown twice.
  const inPlace = shown && shown.id === script.current && script.steps.find(({ id }) => id === shown.id)?.status === 'under way';
  const place = inPlace ? shown.action.do : undefined;
  const here = script.people.filter(({ present }) => present).length;
  return (
    <>
      <header className="script-head">
        <div>
          <h2 id="ceremony-heading" tabIndex={-1}>
            {script.plan.title}
            {script.plan.practice && <span className="practice-mark">{t('Practice')}</span>}
          </h2>
          <p className="of">
            {script.plan.place ? `${script.plan.place}. ` : ''}
            {t('Begun {time}', { time: clockTime(script.begunAt) })}
          </p>
        </div>
        <Clock />
        {script.pause ? <CustodyButton action={continueCeremony} isPrimary /> : <CustodyButton action={pauseCeremony} />}
      </header>
      {script.pause && (
        <Words kind="warning">
          <p className="words-what">{t('The ceremony is paused since {time}.', { time: clockTime(script.pause.at) })}</p>
          <p>{script.pause.reason}</p>
          <p>{t('Nobody touches devices, bags or papers until it is continued.')}</p>
        </Words>
      )}
      <Unexplained script={script} />
      <div className="script-room">
        <div className="script-middle">
          {looked !== undefined && shown?.id === looked && script.current !== undefined && (
            <div className="looking-back">
              <p className="of">{t('You are looking at another step than the one that is due.')}</p>
              <Button onPress={() => desk.look(undefined)}>{t('Back to step {step}', { step: script.current })}</Button>
            </div>
          )}
          {script.current === undefined && looked === undefined ? (
            <AllOver snapshot={snapshot} />
          ) : (
            shown && <StepPanel step={shown} scene={scene} />
          )}
        </div>
        <StepList script={script} shown={shown?.id} />
        <div className="script-side">
          {place !== 'attendance' && (
            <Side title={t('People: {here} of {total} here', { here, total: script.people.length })} isOpen>
              <Attendance script={script} isShort />
            </Side>
          )}
          {place !== 'materials' && (
            <Side title={t('Devices')} isOpen={script.devices.some(({ serial }) => serial !== undefined)}>
              <DeviceBindings script={script} snapshot={snapshot} />
            </Side>
          )}
          {place !== 'materials' && place !== 'seal' && (
            <Side title={t('Bags and media: {n}', { n: script.materials.length })}>
              <Bags script={script} />
            </Side>
          )}
          <Side title={t('Exceptions: {n}', { n: script.exceptions.length })}>
            <Exceptions script={script} />
          </Side>
          {place !== 'preflight' && (
            <Side title={t('Workstation')}>
              <PreflightFindings script={script} canCheck />
            </Side>
          )}
          {place !== 'close' && (
            <Side title={t('Transcript')}>
              <TranscriptPanel transcript={snapshot.transcript} />
            </Side>
          )}
          {place !== 'close' && (
            <Side title={t('Forms')}>
              <p className="of">{t('To be filled in by hand or signed, with what plan and register know so far.')}</p>
              <CustodyButton action={printForms} />
            </Side>
          )}
        </div>
      </div>
    </>
  );
}

function Side({ title, isOpen, children }: { readonly title: string; readonly isOpen?: boolean; readonly children: ReactNode }) {
  return (
    <details className="side" open={isOpen}>
      <summary>
        <h3>{title}</h3>
      </summary>
      <div className="side-body">{children}</div>
    </details>
  );
}

/** Every step is done or skipped: what is left is to close. */
function AllOver({ snapshot }: { readonly snapshot: Snapshot }) {
  return (
    <section className="step-panel" aria-labelledby="step-heading">
      <header className="step-head">
        <h2 id="step-heading" tabIndex={-1}>
          {t('All steps are over')}
        </h2>
      </header>
      <p>{t('Close the ceremony: then nothing more can be done in it. The head below is the one that belongs under the signatures.')}</p>
      <TranscriptPanel transcript={snapshot.transcript} isLarge />
      <MinutesPanel />
      <div className="confirm-buttons">
        <CustodyButton action={closeCeremony} isPrimary />
      </div>
    </section>
  );
}
