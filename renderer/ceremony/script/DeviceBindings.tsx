import { useId, useState } from 'react';
import { purposeWords } from '../../../shared/ceremony/plan-words.ts';
import { t } from '../../../shared/language/text.ts';
import type { PlannedDevice } from '../../../shared/models/plan.ts';
import type { ScriptSnapshot } from '../../../shared/models/script.ts';
import type { DeviceSnapshot, Snapshot } from '../../../shared/models/snapshot.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { devicesIn } from '../../clone/inserted.ts';
import { Button } from '../../controls/Button.tsx';
import { Text } from '../../controls/Text.tsx';
import { Icon } from '../../icons.tsx';
import { deviceName } from '../../key-manager/node-text.ts';
import { useRoom, useRoomState } from '../../room-context.ts';

interface DeviceBindingsProps {
  readonly script: ScriptSnapshot;
  readonly snapshot: Snapshot;
}

/** Which inserted device is the one that the plan calls A, B …: people compare the serials, and it holds from then on. */
export function DeviceBindings({ script, snapshot }: DeviceBindingsProps) {
  const taken = script.devices.map(({ serial }) => serial);
  const free = devicesIn(snapshot).filter(({ serial }) => !taken.includes(serial));
  return (
    <ul className="device-bindings">
      {script.plan.devices.map((planned) => {
        const bound = script.devices.find(({ id }) => id === planned.id)?.serial;
        const inserted = devicesIn(snapshot).some(({ serial }) => serial === bound);
        return (
          <li key={planned.id}>
            <span className="device-letter">{planned.id}</span>
            <div className="device-words">
              <p>
                <strong>{planned.label}</strong> <span className="of">{purposeWords[planned.purpose]}</span>
              </p>
              {bound ? (
                <p className="state good">
                  <Icon name="check" />
                  <span>
                    <Text
                      of={inserted ? '{serial}, compared; inserted' : '{serial}, compared; not inserted now'}
                      serial={<code>{bound}</code>}
                    />
                  </span>
                </p>
              ) : script.finishedAt ? (
                <p className="of">{t('Never said')}</p>
              ) : (
                <Binding planned={planned} free={free} />
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function Binding({ planned, free }: { readonly planned: PlannedDevice; readonly free: readonly DeviceSnapshot[] }) {
  const room = useRoom();
  const id = useId();
  const running = useRoomState((state) => state.running);
  const [chosen, setChosen] = useState('');
  const preferred = free.find(({ serial }) => serial === planned.serial);
  const device = free.find(({ serial }) => serial === chosen) ?? preferred;
  if (free.length === 0)
    return (
      <p className="of">
        {planned.serial ? t('Insert the device {serial}.', { serial: planned.serial }) : t('Insert it, then compare its serial.')}
      </p>
    );
  const key = `bind@${planned.id}`;
  const bind = (serial: Serial) =>
    room.once(
      key,
      async () => void (await room.operate(t('Identify Device'), planned.id, 'script.device', { device: planned.id, serial })),
    );
  return (
    <div className="binding">
      <label htmlFor={id}>
        {planned.serial ? (
          <Text
            of="Device {device} is {planned}"
            device={planned.id}
            planned={<span className="of">{t('(planned: {serial})', { serial: planned.serial })}</span>}
          />
        ) : (
          t('Device {device} is', { device: planned.id })
        )}
      </label>
      <div className="binding-row">
        <select id={id} className="input select" value={device?.serial ?? ''} onChange={(event) => setChosen(event.target.value)}>
          <option value="">{t('choose by the serial printed on it')}</option>
          {free.map((each) => (
            <option key={each.serial} value={each.serial}>
              {deviceName(each)}
            </option>
          ))}
        </select>
        <Button isDisabled={!device || running.has(key)} onPress={() => device && void bind(device.serial)}>
          {t('Serial compared: this is {device}', { device: planned.id })}
        </Button>
      </div>
    </div>
  );
}
