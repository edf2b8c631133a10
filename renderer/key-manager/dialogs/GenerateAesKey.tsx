import { useState } from 'react';
import { type AesSize, aesCapabilities, aesPresets, aesSizes, capabilityName, WRAP } from '../../../shared/algorithms.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { CheckBox, Choice } from '../../controls/Choice.tsx';
import { TextField } from '../../controls/Field.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { deviceName } from '../node-text.ts';
import { useKeyMade } from './key-made.ts';

type PresetName = (typeof aesPresets)[number]['name'];
const sizes = aesSizes.map((size) => ({ value: size, name: String(size) }));
const presets = aesPresets.map(({ name }) => ({ value: name, name }));
const standard = aesPresets[0];

export function GenerateAesKey({ serial }: { readonly serial: Serial }) {
  const device = useLastSeenDevice(serial);
  const keyMade = useKeyMade('Generate AES Key');
  const { phase, run } = useOperation('key.generate-aes');
  const [label, setLabel] = useState('');
  const [size, setSize] = useState<AesSize>(256);
  const [preset, setPreset] = useState<PresetName>(standard?.name ?? 'Custom');
  const [chosen, setChosen] = useState<readonly number[]>(standard?.capabilities ?? []);
  if (!device) return null;
  const hindrance = label.trim() === '' ? 'Enter a label.' : chosen.length === 0 ? 'Tick at least one capability.' : undefined;

  function choosePreset(name: PresetName) {
    setPreset(name);
    setChosen(aesPresets.find((candidate) => candidate.name === name)?.capabilities ?? chosen);
  }
  function tick(id: number, isChecked: boolean) {
    setPreset('Custom');
    setChosen(aesCapabilities.map((capability) => capability.id).filter((other) => (other === id ? isChecked : chosen.includes(other))));
  }

  return (
    <DialogFrame title="Generate AES Key" about={deviceName(device)} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!hindrance) void run({ serial, label, size, capabilities: [...chosen] }, keyMade);
        }}
      >
        <DialogBody>
          <TextField
            label="Label"
            value={label}
            onChange={setLabel}
            takesFocus
            hint="The name under which applications and minutes find the key."
          />
          <Choice
            label="Key size"
            layout="row"
            value={size}
            onChange={setSize}
            options={sizes}
            hint="In bits. 256 unless an application asks for less."
          />
          <Choice label="Preset" layout="row" value={preset} onChange={choosePreset} options={presets} />
          <fieldset className="choice">
            <legend>Capabilities</legend>
            <p className="hint">What the key may do. This can never be changed later.</p>
            <div className="list compact">
              {aesCapabilities.map((capability) => (
                <CheckBox
                  key={capability.id}
                  name={capabilityName(capability.id)}
                  meaning={capability.meaning}
                  isChecked={chosen.includes(capability.id)}
                  onChange={(isChecked) => tick(capability.id, isChecked)}
                />
              ))}
            </div>
          </fieldset>
        </DialogBody>
        <DialogFoot phase={phase} submit="Generate" hindrance={hindrance}>
          {!chosen.includes(WRAP) && <Words kind="danger">This key dies with this device: it can never be exported or backed up.</Words>}
        </DialogFoot>
      </form>
    </DialogFrame>
  );
}
