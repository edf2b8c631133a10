import { purposeWords } from '../../../shared/ceremony/plan-words.ts';
import { t } from '../../../shared/language/text.ts';
import type { Plan, PlanFault, PlannedDevice } from '../../../shared/models/plan.ts';
import type { Snapshot } from '../../../shared/models/snapshot.ts';
import { devicesIn } from '../../clone/inserted.ts';
import { Button } from '../../controls/Button.tsx';
import { useRoom, useRoomState } from '../../room-context.ts';
import { capitalized } from '../ceremony-words.ts';
import type { FormFault } from './form-faults.ts';
import { PlanSection } from './PlanSection.tsx';
import { RowChoice, RowField } from './RowField.tsx';
import { RemoveCell, RowTable } from './RowTable.tsx';

const purposes = (['source', 'target', 'spare'] as const).map((value) => ({ value, name: capitalized(purposeWords[value]) }));
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

interface DeviceRowsProps {
  readonly plan: Plan;
  readonly faults: readonly PlanFault[];
  readonly form: readonly FormFault[];
}

export function DeviceRows({ plan, faults, form }: DeviceRowsProps) {
  const { desk } = useRoom();
  const snapshot = useRoomState((state) => state.snapshot) as Snapshot;
  const inserted = devicesIn(snapshot).map(({ serial }) => serial);
  const { devices } = plan;
  const change = (id: string, part: Partial<PlannedDevice>) =>
    desk.change({ devices: devices.map((device) => (device.id === id ? { ...device, ...part } : device)) });
  const setSerial = (id: string, text: string) =>
    desk.change({
      devices: devices.map(({ serial, ...device }) =>
        device.id !== id ? { ...known(serial), ...device } : { ...device, ...known(text.trim() || undefined) },
      ),
    });
  const free = [...letters].find((letter) => !devices.some(({ id }) => id === letter));
  return (
    <PlanSection
      id="devices"
      title={t('Devices')}
      faults={faults}
      about={t(
        'A serial that is known already is compared at the ceremony; where it stays empty, the people in the room say which device is which.',
      )}
    >
      <RowTable section="devices" look="device-rows" columns={['ID', t('Label'), t('Serial, if known'), t('Purpose')]}>
        {devices.map(({ id, label, serial = '', purpose }) => (
          <tr key={id}>
            <th scope="row">{id}</th>
            <td>
              <RowField
                label={t('Label of device {device}', { device: id })}
                value={label}
                onChange={(text) => change(id, { label: text })}
              />
            </td>
            <td>
              <RowField
                label={t('Serial of device {device}', { device: id })}
                value={serial}
                isCode
                maxLength={15}
                suggestions={inserted}
                error={form.find(({ field }) => field === id)?.words}
                onChange={(text) => setSerial(id, text)}
              />
            </td>
            <td>
              <RowChoice
                label={t('Purpose of device {device}', { device: id })}
                value={purpose}
                options={purposes}
                onChange={(next) => change(id, { purpose: next })}
              />
            </td>
            <RemoveCell
              label={t('Remove device {device}', { device: id })}
              onRemove={() => desk.change({ devices: devices.filter((device) => device.id !== id) })}
            />
          </tr>
        ))}
      </RowTable>
      <div className="head-actions">
        <Button
          isDisabled={free === undefined}
          onPress={() => free && desk.change({ devices: [...devices, { id: free, label: `HSM ${free}`, purpose: 'target' }] })}
        >
          {t('Add device')}
        </Button>
      </div>
    </PlanSection>
  );
}

/** Absent where it is not known: a plan has no empty serial. */
const known = (serial: string | undefined): { readonly serial?: string } => (serial === undefined ? {} : { serial });
