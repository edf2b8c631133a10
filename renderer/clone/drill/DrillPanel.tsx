import type { ReactNode } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { Drill } from '../../../shared/models/drill.ts';
import { unknownKcv } from '../../../shared/numbers.ts';
import { Hex } from '../../controls/Facts.tsx';
import { FailureWords } from '../../controls/FailureWords.tsx';
import { NextStepFrame } from '../../controls/NextStepFrame.tsx';
import { Text } from '../../controls/Text.tsx';
import { Words } from '../../controls/Words.tsx';
import { CustodyButton } from '../../custodians/CustodyButton.tsx';
import { Icon } from '../../icons.tsx';
import { clearDrill, drillCertificate, stopDrill } from '../actions/drill-actions.ts';
import { useInSight } from '../use-in-sight.ts';
import { DrillKeys } from './DrillKeys.tsx';
import { DrillSteps } from './DrillSteps.tsx';
import { nextDrillStep } from './next-drill-step.ts';

/** The drill under way, or what came of the last one. */
export function DrillPanel({ drill, isHead }: { readonly drill: Drill; readonly isHead: boolean }) {
  const { mood, state, advice } = nextDrillStep(drill);
  const { failure, recordProblem, drilledSheets, kcv } = drill;
  const heading = isHead ? 'clone-heading' : 'drill-heading';
  useInSight(heading, `${drill.id} ${drill.phase}`);
  return (
    <section className="custody-section" aria-labelledby={heading}>
      <header className="custody-head">
        <Icon name="paper" />
        <div className="custody-title">
          <h2 id={heading} tabIndex={-1}>
            {t('Restore drill')}
          </h2>
          <p className="custody-place">
            {kcv === unknownKcv ? (
              <Text of="Drill {drill}, {way}" drill={<code>{drill.id}</code>} way={wayOf(drill)} />
            ) : (
              <Text of="Drill {drill}, {way}, DKEK {kcv}" drill={<code>{drill.id}</code>} way={wayOf(drill)} kcv={<Hex digits={kcv} />} />
            )}
          </p>
        </div>
      </header>
      <NextStepFrame mood={mood} state={state} advice={advice}>
        {drill.phase === 'running' ? (
          <CustodyButton action={stopDrill} />
        ) : (
          <>
            <CustodyButton action={drillCertificate(drill)} isPrimary />
            <CustodyButton action={clearDrill} />
          </>
        )}
      </NextStepFrame>
      {failure && <FailureWords failure={failure} />}
      {recordProblem !== undefined && (
        <Words kind="warning">
          {recordProblem} {t('Write the sheets that were used into the minutes.')}
        </Words>
      )}
      {drilledSheets.length > 0 && (
        <Words kind="info">
          <Text of="The register has these sheets as drilled: {sheets}" sheets={<span className="path">{drilledSheets.join(', ')}</span>} />
        </Words>
      )}
      <DrillSteps drill={drill} />
      <DrillKeys drill={drill} />
    </section>
  );
}

function wayOf({ way, device }: Drill): ReactNode {
  if (way === 'memory') return t('in memory, without a device');
  if (way === 'simulated') return t('on a simulated device, in memory only');
  return device ? <Text of="on a spare device {serial}" serial={<code>{device.serial}</code>} /> : t('on a spare device');
}
