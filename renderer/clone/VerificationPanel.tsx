import { t } from '../../shared/language/text.ts';
import type { Verification } from '../../shared/models/clone.ts';
import { Hex } from '../controls/Facts.tsx';
import { NextStepFrame } from '../controls/NextStepFrame.tsx';
import { Text } from '../controls/Text.tsx';
import { CustodyButton } from '../custodians/CustodyButton.tsx';
import { Icon } from '../icons.tsx';
import { clearOutcome, report } from './actions/clone-actions.ts';
import { DeviceMatrix } from './DeviceMatrix.tsx';

/** The last comparison: what was found on each device, and what to do about what differs. */
export function VerificationPanel({ verification }: { readonly verification: Verification }) {
  const { devices, findings, phase, dkekKcv, keys } = verification;
  const isGood = devices.every(({ operational, consistent }) => operational.state === 'good' && consistent.state === 'good');
  const [mood, state, advice] =
    phase === 'running'
      ? ([
          'next',
          t('The devices are being compared.'),
          t('Leave them in their readers. A window asks for each User PIN that is not verified.'),
        ] as const)
      : isGood
        ? ([
            'ready',
            t('All {n} devices are operational and consistent.', { n: devices.length }),
            t('Print or save the report for the minutes.'),
          ] as const)
        : ([
            'warning',
            t('Not all devices are operational and consistent.'),
            t('What differs, and what to do about it, stands below.'),
          ] as const);
  return (
    <section className="custody-section" aria-labelledby="clone-heading">
      <header className="custody-head">
        <Icon name="shield" />
        <div className="custody-title">
          <h2 id="clone-heading" tabIndex={-1}>
            {t('Verification')}
          </h2>
          <p className="custody-place">
            {dkekKcv ? (
              <Text
                of="{n, plural, one {# device} other {# devices}}, DKEK of the first: {kcv}"
                n={devices.length}
                kcv={<Hex digits={dkekKcv} />}
              />
            ) : (
              t('{n, plural, one {# device} other {# devices}}', { n: devices.length })
            )}
          </p>
        </div>
      </header>
      <NextStepFrame mood={mood} state={state} advice={advice}>
        {phase === 'done' && (
          <>
            <CustodyButton action={report('verification')} isPrimary />
            <CustodyButton action={clearOutcome} />
          </>
        )}
      </NextStepFrame>
      {findings.length > 0 && (
        <ul className="findings" aria-label={t('What differs')}>
          {findings.map(({ device, what, next }) => (
            <li key={`${device} ${what}`}>
              <Icon name="warning" />
              <div>
                <p className="finding-what">{t('{device}: {what}', { device, what })}</p>
                <p>{next}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
      <DeviceMatrix
        caption={t('Devices and keys that were compared')}
        steps={[t('Operational'), t('Consistent'), t('DKEK (KCV)'), t('Order of keys')]}
        keys={keys}
        devices={devices.map(({ serial, label, operational, consistent, kcv, order, keys: marks }) => ({
          ...{ serial, label, keys: marks },
          steps: [operational, consistent, kcv, order],
        }))}
      />
    </section>
  );
}
