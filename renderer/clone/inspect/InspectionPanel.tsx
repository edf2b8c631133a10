import { useEffect, useRef } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { Inspection } from '../../../shared/models/inspection.ts';
import type { Snapshot } from '../../../shared/models/snapshot.ts';
import { NextStepFrame } from '../../controls/NextStepFrame.tsx';
import { CustodyButton } from '../../custodians/CustodyButton.tsx';
import { Icon } from '../../icons.tsx';

import { clearInspection, inspectionReport } from '../actions/inspect-actions.ts';
import { devicesIn } from '../inserted.ts';
import { FileRow } from './FileRow.tsx';

/** What was found in the files that were looked at last, judged against the devices that are here now. */
export function InspectionPanel({ inspection, snapshot }: { readonly inspection: Inspection; readonly snapshot: Snapshot }) {
  const { files, place, notLookedAt, at } = inspection;
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that was pressed may be far below.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new inspection comes into sight, and only a new one
  useEffect(() => heading.current?.focus(), [at]);
  const devices = devicesIn(snapshot);
  const keys = files.filter(({ found }) => found.kind === 'wrapped-key').length;
  const shares = files.filter(({ found }) => found.kind === 'share-file').length;
  const open = files.filter(({ found }) => found.kind === 'key-file').length;
  const parts = [
    ...(keys > 0 ? [t('{n, plural, one {# wrapped key} other {# wrapped keys}}', { n: keys })] : []),
    ...(shares > 0 ? [t('{n, plural, one {# DKEK share file} other {# DKEK share files}}', { n: shares })] : []),
    ...(open > 0 ? [t('{n, plural, one {# key in the open} other {# keys in the open}}', { n: open })] : []),
  ];
  const summary = parts.length === 0 ? t('no wrapped key and no DKEK share file') : parts.join(', ');
  return (
    <section className="custody-section" aria-labelledby="inspection-heading">
      <header className="custody-head">
        <Icon name="paper" />
        <div className="custody-title">
          <h2 id="inspection-heading" tabIndex={-1} ref={heading}>
            {t('Inspected files')}
          </h2>
          <p className="custody-place">{place}</p>
        </div>
      </header>
      <NextStepFrame
        mood={open > 0 ? 'warning' : keys + shares > 0 ? 'ready' : 'next'}
        state={t('{n, plural, one {# file} other {# files}}: {found}.', { n: files.length, found: summary })}
        advice={adviceFor(keys, shares, open, devices.length)}
      >
        <CustodyButton action={inspectionReport} isPrimary />
        <CustodyButton action={clearInspection} />
      </NextStepFrame>
      {notLookedAt > 0 && (
        <p className="caution-line">
          <Icon name="warning" />
          {t(
            '{n, plural, one {# further file of this folder was} other {# further files of this folder were}} not looked at: there are too many.',
            { n: notLookedAt },
          )}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="matrix-frame" aria-label={t('Files and where they can be restored')} tabIndex={0}>
        <table className="matrix inspected">
          <thead>
            <tr>
              <th scope="col">{t('File')}</th>
              <th scope="col">{t('What it is')}</th>
              <th scope="col">{t('DKEK (KCV)')}</th>
              {devices.map(({ serial, label }) => (
                <th key={serial} scope="col">
                  <span className="matrix-device">{t('On {device}', { device: label || t('no label') })}</span>
                  <code>{serial}</code>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <FileRow
                key={`${file.name} ${file.sha256} ${file.sheet?.sheetId}`}
                file={file}
                devices={devices}
                register={snapshot.custody?.register}
                isOpen={files.length === 1}
              />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function adviceFor(keys: number, shares: number, open: number, devices: number): string {
  if (open > 0) return t('Whoever has a file with a key in the open has the key. Bring it onto a device and destroy the file; see below.');
  if (keys + shares === 0) return t('There is nothing here that a device could take. Choose another file or folder.');
  if (keys > 0 && devices === 0) return t('Insert a device to see whether the keys can be restored on it.');
  if (keys > 0) return t('To restore a key, choose the DKEK of a device in the Key Manager, then “Import Key…”.');
  return t('To bring a share to a device, choose its DKEK in the Key Manager, then “Import DKEK Share…”.');
}
