import { t } from '../../../shared/language/text.ts';
import type { Plan, PlanFault, PlanParameters } from '../../../shared/models/plan.ts';
import { CheckBox, Choice } from '../../controls/Choice.tsx';
import { schemes } from '../../key-manager/dialogs/InitializeDevice.tsx';
import { useRoom } from '../../room-context.ts';
import { PlanNumber } from './PlanNumber.tsx';
import { PlanSection } from './PlanSection.tsx';

type Scheme = PlanParameters['dkek']['scheme'];
const plannable = schemes.flatMap(({ value, name, meaning }) => (value === 'domains' ? [] : [{ value: value as Scheme, name, meaning }]));
const protections = [
  {
    value: 'split',
    name: t('Split among custodians (n of m)'),
    meaning: t('A strong password is made and split at once; nobody knows it.'),
  },
  {
    value: 'password',
    name: t('One password'),
    meaning: t('One custodian for each share chooses its password, and can open the file alone.'),
  },
] as const;

export function ParameterFields({ plan, faults }: { readonly plan: Plan; readonly faults: readonly PlanFault[] }) {
  const { desk } = useRoom();
  const { parameters } = plan;
  const { dkek, split, pin, copies } = parameters;
  const change = (part: Partial<PlanParameters>) => desk.change({ parameters: { ...parameters, ...part } });
  const setSplit = (next: PlanParameters['split']) => {
    const { split: _, ...others } = parameters;
    desk.change({ parameters: next ? { ...others, split: next } : others });
  };
  return (
    <PlanSection id="parameters" title={t('Parameters')} faults={faults}>
      <Choice
        label={t('DKEK scheme')}
        layout="list"
        value={dkek.scheme}
        onChange={(scheme) => change({ dkek: { scheme, shares: scheme === 'shares' ? Math.max(1, dkek.shares) : 0 } })}
        options={plannable}
      />
      {dkek.scheme === 'shares' && (
        <>
          <div className="pair">
            <PlanNumber
              label={t('Number of DKEK shares')}
              value={dkek.shares}
              minimum={1}
              maximum={16}
              hint={t('All of them are needed to build the DKEK.')}
              onChange={(shares) => change({ dkek: { ...dkek, shares } })}
            />
            <PlanNumber
              label={t('Paper copies')}
              value={copies}
              minimum={0}
              maximum={9}
              hint={t('Sheets of each share file and wrapped key; 0: nothing is put on paper.')}
              onChange={(next) => change({ copies: next })}
            />
          </div>
          <Choice
            label={t('Password of each share')}
            layout="list"
            value={split ? 'split' : 'password'}
            onChange={(value) => setSplit(value === 'split' ? { threshold: 2, total: 3 } : undefined)}
            options={protections}
          />
          {split && (
            <div className="pair">
              <PlanNumber
                label={t('Parts needed')}
                value={split.threshold}
                minimum={1}
                maximum={9}
                onChange={(threshold) => setSplit({ ...split, threshold })}
              />
              <PlanNumber
                label={t('Parts in total')}
                value={split.total}
                minimum={1}
                maximum={9}
                hint={t('One custodian each.')}
                onChange={(total) => setSplit({ ...split, total })}
              />
            </div>
          )}
        </>
      )}
      <div className="pair">
        <PlanNumber
          label={t('User PIN retries')}
          value={pin.retries}
          minimum={1}
          maximum={10}
          hint={t('Up to 3 for a PIN of 6 characters, 5 for 7, 10 for 8 or more.')}
          onChange={(retries) => change({ pin: { ...pin, retries } })}
        />
        <CheckBox
          name={t('Allow PIN reset with SO-PIN')}
          meaning={t('Without it, a blocked User PIN costs all keys of the device.')}
          isChecked={pin.resetWithSoPin}
          onChange={(resetWithSoPin) => change({ pin: { ...pin, resetWithSoPin } })}
        />
      </div>
    </PlanSection>
  );
}
