import { t } from '../../shared/language/text.ts';
import type { CloneDevice, CloneRun } from '../../shared/models/clone.ts';
import type { Snapshot } from '../../shared/models/snapshot.ts';
import { Hex } from '../controls/Facts.tsx';
import { FailureWords } from '../controls/FailureWords.tsx';
import { NextStepFrame } from '../controls/NextStepFrame.tsx';
import { Text } from '../controls/Text.tsx';
import { Words } from '../controls/Words.tsx';
import { CustodyButton } from '../custodians/CustodyButton.tsx';
import { Icon, type IconName } from '../icons.tsx';
import { clearOutcome, continueDevice, finishRun, nextDevice, report, stopRun } from './actions/clone-actions.ts';
import { DeviceMatrix } from './DeviceMatrix.tsx';
import { nextCloneStep } from './next-clone-step.ts';

const states: Readonly<Record<CloneDevice['state'], { readonly icon: IconName; readonly look: string; readonly word: string }>> = {
  waiting: { icon: 'dash', look: '', word: t('waiting') },
  working: { icon: 'arrow', look: '', word: t('being written') },
  done: { icon: 'check', look: 'good', word: t('complete clone') },
  failed: { icon: 'stop', look: 'bad', word: t('not complete') },
};

/** The open run, or the outcome of the last one: what is done on each device, and what to do next. */
export function RunPanel({ run, snapshot }: { readonly run: CloneRun; readonly snapshot: Snapshot }) {
  const { mood, state, advice } = nextCloneStep(run);
  const failed = run.devices.filter(({ failure }) => failure);
  return (
    <section className="custody-section" aria-labelledby="clone-heading">
      <header className="custody-head">
        <Icon name="shares" />
        <div className="custody-title">
          <h2 id="clone-heading" tabIndex={-1}>
            {t('Clone from {source}', { source: run.source })}
          </h2>
          <p className="custody-place">
            {run.dkekKcv ? (
              <Text of="Run {run}, DKEK {kcv}" run={<code>{run.id}</code>} kcv={<Hex digits={run.dkekKcv} />} />
            ) : (
              <Text of="Run {run}" run={<code>{run.id}</code>} />
            )}
          </p>
        </div>
      </header>
      <NextStepFrame mood={mood} state={state} advice={advice}>
        <RunButtons run={run} snapshot={snapshot} />
      </NextStepFrame>
      {run.recordProblem && <FailureWords failure={run.recordProblem} title={t('The record of this run')} />}
      {failed.map((device) => (
        <div key={device.serial} className="run-failure">
          {device.failure && <FailureWords failure={device.failure} title={`${device.label} ${device.serial}`} />}
          {run.phase !== 'finished' && <CustodyButton action={continueDevice(device, snapshot)} />}
        </div>
      ))}
      {run.devices.length > 0 ? (
        <DeviceMatrix
          caption={t('Devices and keys of this run')}
          steps={[t('Initialize'), t('{n, plural, =1 {DKEK share} other {# DKEK shares}}', { n: run.shares }), t('DKEK (KCV)')]}
          keys={run.keys}
          devices={run.devices.map((device) => ({
            ...{ serial: device.serial, label: device.label, keys: device.keys },
            steps: [device.initialized, device.shares, device.kcv],
            note: <DeviceState state={device.state} />,
          }))}
        />
      ) : (
        <Words kind="info">{t('No device has been written yet. The keys of the source are in memory, wrapped under the DKEK.')}</Words>
      )}
    </section>
  );
}

function DeviceState({ state }: Pick<CloneDevice, 'state'>) {
  const { icon, look, word } = states[state];
  return (
    <span className={`state ${look}`}>
      <Icon name={icon} /> {word}
    </span>
  );
}

function RunButtons({ run, snapshot }: { readonly run: CloneRun; readonly snapshot: Snapshot }) {
  if (run.phase === 'preparing') return null;
  if (run.phase === 'finished') {
    return (
      <>
        <CustodyButton action={report('run')} isPrimary />
        <CustodyButton action={clearOutcome} />
      </>
    );
  }
  return (
    <>
      {run.phase === 'copying' ? (
        <CustodyButton action={stopRun} />
      ) : (
        <CustodyButton action={finishRun(run)} isPrimary={run.devices.every(({ state }) => state === 'done')} />
      )}
      <CustodyButton action={nextDevice(run, snapshot)} />
    </>
  );
}
