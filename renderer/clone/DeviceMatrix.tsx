import type { ReactNode } from 'react';
import { nameOfType } from '../../shared/clone/words.ts';
import { t } from '../../shared/language/text.ts';
import type { ClonedKey, Mark } from '../../shared/models/clone.ts';
import { MarkCell } from './MarkWord.tsx';

export interface MatrixDevice {
  readonly serial: string;
  readonly label: string;
  /** Beside what stands in the lines above the keys. */
  readonly steps: readonly Mark[];
  readonly keys: readonly Mark[];
  /** Below its name. */
  readonly note?: ReactNode;
}

interface DeviceMatrixProps {
  readonly caption: string;
  /** Names of the lines above the keys. */
  readonly steps: readonly string[];
  readonly keys: readonly ClonedKey[];
  readonly devices: readonly MatrixDevice[];
}

/** One column for each device, one line for each step and key: a word and an icon in every cell, never colour alone. */
export function DeviceMatrix({ caption, steps, keys, devices }: DeviceMatrixProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="matrix-frame" aria-label={caption} tabIndex={0}>
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col">{t('Step or key')}</th>
            {devices.map(({ serial, label, note }) => (
              <th key={serial} scope="col">
                <span className="matrix-device">{label || t('no label')}</span>
                <code>{serial}</code>
                {note}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map((step, line) => (
            <tr key={step} className="matrix-step">
              <th scope="row">{step}</th>
              {devices.map(({ serial, steps: marks }) => (
                <MarkCell key={serial} mark={marks[line]} />
              ))}
            </tr>
          ))}
          {keys.map((key, line) => (
            <tr key={key.reference}>
              <th scope="row">
                {key.label}
                <span className="matrix-kind">
                  {key.aesIndex === undefined
                    ? nameOfType(key.type)
                    : t('{type}, AES key {index}', { type: nameOfType(key.type), index: key.aesIndex })}
                </span>
              </th>
              {devices.map(({ serial, keys: marks }) => (
                <MarkCell key={serial} mark={marks[line]} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
