import { t } from '../../../../shared/language/text.ts';
import { CheckBox, Choice } from '../../../controls/Choice.tsx';
import { keyUsageChoices, type PresetName, presets, purposeChoices, type Usage, usageOf } from './csr-presets.ts';

interface UsageFieldsProps {
  readonly preset: PresetName;
  readonly usage: Usage;
  readonly isRsa: boolean;
  onChange(preset: PresetName, usage: Usage): void;
}

/** What the certificate is to be used for: a preset, or each use by itself. */
export function UsageFields({ preset, usage, isRsa, onChange }: UsageFieldsProps) {
  const { keyUsage, extendedKeyUsage, isCa } = usage;
  const custom = (change: Partial<Usage>) => onChange('custom', { ...usage, ...change });
  return (
    <>
      <Choice
        label={t('Use')}
        layout="list"
        value={preset}
        options={presets}
        onChange={(chosen) => onChange(chosen, chosen === 'custom' ? usage : usageOf(chosen, isRsa))}
      />
      {preset === 'custom' && (
        <>
          <Ticks title={t('Key usage')} choices={keyUsageChoices} ticked={keyUsage} onChange={(keyUsage) => custom({ keyUsage })} />
          <Ticks
            title={t('Extended key usage')}
            choices={purposeChoices}
            ticked={extendedKeyUsage}
            onChange={(extendedKeyUsage) => custom({ extendedKeyUsage })}
          />
          <CheckBox
            name={t('Certification authority')}
            meaning={t('Ask for a certificate that may issue others (basic constraints, CA).')}
            isChecked={isCa}
            onChange={(isCa) => custom({ isCa })}
          />
        </>
      )}
    </>
  );
}

interface TicksProps<T extends string> {
  readonly title: string;
  readonly choices: readonly { readonly value: T; readonly meaning: string }[];
  readonly ticked: readonly T[];
  onChange(ticked: readonly T[]): void;
}

function Ticks<T extends string>({ title, choices, ticked, onChange }: TicksProps<T>) {
  return (
    <fieldset className="choice">
      <legend>{title}</legend>
      <div className="list compact two-columns">
        {choices.map(({ value, meaning }) => (
          <CheckBox
            key={value}
            name={value}
            meaning={meaning}
            isChecked={ticked.includes(value)}
            onChange={(isChecked) => onChange(isChecked ? [...ticked, value] : ticked.filter((other) => other !== value))}
          />
        ))}
      </div>
    </fieldset>
  );
}
