import { t } from '../../../../shared/language/text.ts';
import { Choice } from '../../../controls/Choice.tsx';
import { TextField } from '../../../controls/Field.tsx';
import { Text } from '../../../controls/Text.tsx';
import { Words } from '../../../controls/Words.tsx';
import { ConfirmSerial } from '../../../key-manager/dialogs/ConfirmSerial.tsx';
import { deviceName } from '../../../key-manager/node-text.ts';
import type { DrillDraft } from './use-drill-draft.ts';

/** Which device is the spare, what it loses, and what must be typed for that. */
export function SpareChoice({ draft }: { readonly draft: DrillDraft }) {
  const { spares, spare, confirmation } = draft;
  if (!spare)
    return (
      <Words kind="info">{t('No device here can be the spare: those with the DKEK of the files are in use. Insert the spare.')}</Words>
    );
  const { keys, serial, initialized } = spare;
  return (
    <div className="target">
      <Choice
        label={t('Spare device')}
        layout="list"
        value={serial}
        onChange={draft.chooseSpare}
        options={spares.map((device) => ({
          value: device.serial,
          name: deviceName(device),
          meaning: device.initialized
            ? t('In use: {n, plural, =0 {no keys} one {# key} other {# keys}}.', { n: device.keys.length })
            : t('New.'),
        }))}
      />
      {keys.length > 0 && (
        <Words kind="danger">
          <p className="words-what">{t('{device} holds keys. They are erased for good:', { device: deviceName(spare) })}</p>
          <ul className="losses">
            {keys.map(({ reference, label, id }) => (
              <li key={reference}>{label || t('key {id}', { id })}</li>
            ))}
          </ul>
        </Words>
      )}
      {keys.length > 0 ? (
        <TextField
          label={t('Whole serial of the spare')}
          hint={<Text of="Read it from the device: {serial}." serial={<code>{serial}</code>} />}
          value={confirmation}
          onChange={draft.confirm}
          isCode
          maxLength={15}
        />
      ) : (
        initialized && <ConfirmSerial serial={serial} value={confirmation} onChange={draft.confirm} />
      )}
    </div>
  );
}
