import type { Plan, PlannedTarget } from '../../../shared/clone/plan.ts';
import { CheckBox } from '../../controls/Choice.tsx';
import { TextField } from '../../controls/Field.tsx';
import { Icon } from '../../icons.tsx';
import { counted, deviceName } from '../../key-manager/node-text.ts';
import type { CloneDraft } from './use-clone-draft.ts';

/** A box and, once it is ticked, a label for each device that is not the source. None is needed: devices may come one after the other. */
export function TargetChoice({ draft, plan }: { readonly draft: CloneDraft; readonly plan: Plan }) {
  const others = draft.devices.filter(({ serial }) => serial !== draft.source);
  return (
    <fieldset className="choice">
      <legend className="legend">Targets</legend>
      {others.length === 0 && <p>No other device is inserted.</p>}
      <div className="list">
        {others.map((device) => {
          const target = plan.targets.find(({ serial }) => serial === device.serial);
          const keys = device.keys.length;
          return (
            <div key={device.serial} className="target">
              <CheckBox
                name={deviceName(device)}
                meaning={
                  device.initialized ? `In use: ${keys === 0 ? 'no keys' : counted(keys, 'key')}. It is erased.` : 'New: nothing is lost.'
                }
                isChecked={target !== undefined}
                onChange={(isChosen) => draft.chooseTarget(device.serial, isChosen)}
              />
              {target && !draft.resumed?.open.some(({ serial }) => serial === device.serial) && (
                <TextField
                  label={`Label of ${device.serial}`}
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
      <p className="hint">With one reader, choose none: take the source out when the run is open, and insert one device after the other.</p>
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
