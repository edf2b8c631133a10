import { t } from '../../../shared/language/text.ts';
import { TextField } from '../../controls/Field.tsx';
import { Text } from '../../controls/Text.tsx';

interface ConfirmSerialProps {
  readonly serial: string;
  readonly value: string;
  onChange(value: string): void;
}

/** The person must look at the device in their hand: its last four characters enable the dangerous button. */
export function ConfirmSerial({ serial, value, onChange }: ConfirmSerialProps) {
  return (
    <TextField
      label={t('Last four characters of the serial')}
      hint={<Text of="Read them from the device: the serial is {serial}." serial={<code>{serial}</code>} />}
      value={value}
      onChange={onChange}
      isCode
      maxLength={4}
    />
  );
}

/** Why the dangerous button is still disabled. */
export function confirmationHindrance(serial: string, typed: string): string | undefined {
  return typed.toUpperCase() === serial.slice(-4).toUpperCase() ? undefined : t('Type the last four characters of the serial to go on.');
}
