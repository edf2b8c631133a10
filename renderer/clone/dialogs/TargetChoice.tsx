import type { Plan, PlannedTarget } from '../../../shared/clone/plan.ts';
import { t } from '../../../shared/language/text.ts';
import { CheckBox } from '../../controls/Choice.tsx';
import { TextField } from '../../controls/Field.tsx';
import { Icon } from '../../icons.tsx';
import { deviceName } from '../../key-manager/node-text.ts';
import type { CloneDraft } from './use-clone-draft.ts';

/** A box and, once it is ticked, a label for each device that is not the source. None is needed: devices may come one after the other. */
export function TargetChoice({ draft, plan }: { readonly draft: CloneDraft; readonly plan: Plan }) {
  const others = draft.devices.filter(({ serial }) => serial !== draft.source);
  return (
    <fieldset className="choice">
      <legend className="legend">{t('Targets')}</legend>
      {others.length === 0 && <p>{t('No other device is inserted.')}</p>}
      <div className="list">
        {others.map((device) => {
          const target = plan.targets.find(({ serial }) => serial === device.serial);

          return (
            <div key={device.serial} className="target">
              <CheckBox
                name={deviceName(device)}
                meaning={
                  device.initialized
                    ? t('In use: {n, plural, =0 {no keys} one {# key} other {# keys}}. It is erased.', { n: device.keys.length })
                    : t('New: nothing is lost.')
                }
                isChecked={target !== undefined}
                onChange={(isChosen) => draft.chooseTarget(device.serial, isChosen)}
              />
              {target && !draft.resumed?.open.some(({ serial }) => serial === device.serial) && (
                <TextField
                  label={t('Label of {serial}', { serial: device.serial })}
                  value={draft.labels.get(device.serial) ?? ''}
                  onChange={(label) => draft.nameTarget(device.serial, label)}
                  error={target.problems[0]}
                />
              )}
              {target && <Cautions target={target} />}
            </div>
          );
        })}
      </div>
      <p className="hint">
        {t('With one reader, choose none: take the source out when the run is open, and insert one device after the other.')}
      </p>
    </fieldset>
  );
}

export function Cautions({ target }: { readonly target: PlannedTarget }) {
  return target.cautions.map((caution) => (
    <p key={caution} className="caution-line">
      <Icon name="warning" /> {caution}
    </p>
  ));
}
