import { drillWayNames } from '../../../shared/drill/words.ts';
import type { Drill } from '../../../shared/models/drill.ts';
import { unknownKcv } from '../../../shared/numbers.ts';
import { Hex } from '../../controls/Facts.tsx';
import { FailureWords } from '../../controls/FailureWords.tsx';
import { NextStepFrame } from '../../controls/NextStepFrame.tsx';
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
  const { failure, recordProblem, drilledSheets, device, kcv } = drill;
  const heading = isHead ? 'clone-heading' : 'drill-heading';
  useInSight(heading, `${drill.id} ${drill.phase}`);
  return (
    <section className="custody-section" aria-labelledby={heading}>
      <header className="custody-head">
        <Icon name="paper" />
        <div className="custody-title">
          <h2 id={heading} tabIndex={-1}>
            Restore drill
          </h2>
          <p className="custody-place">
            Drill <code>{drill.id}</code>, {lowerFirst(drillWayNames[drill.way])}
            {drill.way === 'spare' && device && (
              <>
                {' '}
                <code>{device.serial}</code>
              </>
            )}
            {kcv !== unknownKcv && (
              <>
                , DKEK <Hex digits={kcv} />
              </>
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
      {recordProblem !== undefined && <Words kind="warning">{recordProblem} Write the sheets that were used into the minutes.</Words>}
      {drilledSheets.length > 0 && (
        <Words kind="info">
          The register has these sheets as drilled: <span className="path">{drilledSheets.join(', ')}</span>
        </Words>
      )}
      <DrillSteps drill={drill} />
      <DrillKeys drill={drill} />
    </section>
  );
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
