import { t } from '../../../shared/language/text.ts';
import { Field } from '../../controls/Field.tsx';
import { useRoom } from '../../room-context.ts';

interface TimeFieldProps {
  readonly label: string;
  /** ISO 8601 with zone. */
  readonly value: string;
  onChange(value: string): void;
}

const two = (value: number) => String(Math.trunc(Math.abs(value))).padStart(2, '0');

/** `2026-12-01T09:00` as the clock of this workstation shows it; seconds and zone are added. */
function withZone(local: string): string | undefined {
  const date = new Date(local);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) || Number.isNaN(date.getTime())) return undefined;
  const offset = -date.getTimezoneOffset();
  return `${local}:00${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`;
}

export function TimeField({ label, value, onChange }: TimeFieldProps) {
  const { desk } = useRoom();
  return (
    <Field label={label} hint={t('Zone {zone}', { zone: value.slice(-6).replace(/^.*Z$/, 'UTC') })}>
      {(ids) => (
        <input
          {...ids}
          className="input time"
          type="datetime-local"
          defaultValue={value.slice(0, 16)}
          onChange={({ target }) => {
            const time = withZone(target.value);
            desk.setUnfit(label, time === undefined);
            if (time !== undefined) onChange(time);
          }}
        />
      )}
    </Field>
  );
}
