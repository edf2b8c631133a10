import { Choice } from '../../../controls/Choice.tsx';
import { TextField } from '../../../controls/Field.tsx';
import { Words } from '../../../controls/Words.tsx';
import { ConfirmSerial } from '../../../key-manager/dialogs/ConfirmSerial.tsx';
import { counted, deviceName } from '../../../key-manager/node-text.ts';
import type { DrillDraft } from './use-drill-draft.ts';

/** Which device is the spare, what it loses, and what must be typed for that. */
export function SpareChoice({ draft }: { readonly draft: DrillDraft }) {
  const { spares, spare, confirmation } = draft;
  if (!spare)
    return <Words kind="info">No device here can be the spare: those with the DKEK of the files are in use. Insert the spare.</Words>;
  const { keys, serial, initialized } = spare;
  return (
    <div className="target">
      <Choice
        label="Spare device"
        layout="list"
        value={serial}
        onChange={draft.chooseSpare}
        options={spares.map((device) => ({
          value: device.serial,
          name: deviceName(device),
          meaning: device.initialized ? `In use: ${device.keys.length === 0 ? 'no keys' : counted(device.keys.length, 'key')}.` : 'New.',
        }))}
      />
      {keys.length > 0 && (
        <Words kind="danger">
          <p className="words-what">{deviceName(spare)} holds keys. They are erased for good:</p>
          <ul className="losses">
            {keys.map(({ reference, label, id }) => (
              <li key={reference}>{label || `key ${id}`}</li>
            ))}
          </ul>
        </Words>
      )}
      {keys.length > 0 ? (
        <TextField
          label="Whole serial of the spare"
          hint={
            <>
              Read it from the device: <code>{serial}</code>.
            </>
          }
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
