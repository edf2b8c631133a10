import { useState } from 'react';
import { aesCapabilities, aesPresets, capabilityName, WRAP } from '../../../shared/algorithms.ts';
import { t } from '../../../shared/language/text.ts';
import { CheckBox, Choice } from '../../controls/Choice.tsx';

type PresetName = (typeof aesPresets)[number]['name'];
const presetNames: Readonly<Record<PresetName, string>> = {
  webadm: 'WebADM / OpenOTP',
  'encrypt-only': t('Encrypt only'),
  custom: t('Custom'),
};
const presets = aesPresets.map(({ name }) => ({ value: name, name: presetNames[name] }));
const standard = aesPresets[0];

/** What an AES key is to be allowed, as it is being ticked. */
export interface AesCapabilityDraft {
  readonly preset: PresetName;
  readonly chosen: readonly number[];
  readonly hasWrap: boolean;
  choosePreset(name: PresetName): void;
  tick(id: number, isChecked: boolean): void;
}

export function useAesCapabilities(first: readonly number[] = standard?.capabilities ?? []): AesCapabilityDraft {
  const [preset, setPreset] = useState<PresetName>(
    () => aesPresets.find(({ capabilities }) => isSame(capabilities, first))?.name ?? 'custom',
  );
  const [chosen, setChosen] = useState<readonly number[]>(first);
  return {
    preset,
    chosen,
    hasWrap: chosen.includes(WRAP),
    choosePreset(name) {
      setPreset(name);
      setChosen(aesPresets.find((candidate) => candidate.name === name)?.capabilities ?? chosen);
    },
    tick(id, isChecked) {
      setPreset('custom');
      setChosen(aesCapabilities.map((capability) => capability.id).filter((other) => (other === id ? isChecked : chosen.includes(other))));
    },
  };
}

const isSame = (one: readonly number[] | undefined, other: readonly number[]): boolean =>
  one?.length === other.length && one.every((id) => other.includes(id));

export function AesCapabilityFields({ draft }: { readonly draft: AesCapabilityDraft }) {
  return (
    <>
      <Choice label={t('Preset')} layout="row" value={draft.preset} onChange={draft.choosePreset} options={presets} />
      <fieldset className="choice">
        <legend>{t('Capabilities')}</legend>
        <p className="hint">{t('What the key may do. This can never be changed later.')}</p>
        <div className="list compact">
          {aesCapabilities.map((capability) => (
            <CheckBox
              key={capability.id}
              name={capabilityName(capability.id)}
              meaning={capability.meaning}
              isChecked={draft.chosen.includes(capability.id)}
              onChange={(isChecked) => draft.tick(capability.id, isChecked)}
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}
