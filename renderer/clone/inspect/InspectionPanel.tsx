import { useEffect, useRef } from 'react';
import type { Inspection } from '../../../shared/models/inspection.ts';
import type { Snapshot } from '../../../shared/models/snapshot.ts';
import { NextStepFrame } from '../../controls/NextStepFrame.tsx';
import { CustodyButton } from '../../custodians/CustodyButton.tsx';
import { Icon } from '../../icons.tsx';
import { counted } from '../../key-manager/node-text.ts';
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
    ...(keys > 0 ? [counted(keys, 'wrapped key')] : []),
    ...(shares > 0 ? [counted(shares, 'DKEK share file')] : []),
    ...(open > 0 ? [`${counted(open, 'key')} in the open`] : []),
  ];
  const summary = parts.length === 0 ? 'no wrapped key and no DKEK share file' : parts.join(', ');
  return (
    <section className="custody-section" aria-labelledby="inspection-heading">
      <header className="custody-head">
        <Icon name="paper" />
        <div className="custody-title">
          <h2 id="inspection-heading" tabIndex={-1} ref={heading}>
            Inspected files
          </h2>
          <p className="custody-place">{place}</p>
        </div>
      </header>
      <NextStepFrame
        mood={open > 0 ? 'warning' : keys + shares > 0 ? 'ready' : 'next'}
        state={`${counted(files.length, 'file')}: ${summary}.`}
        advice={adviceFor(keys, shares, open, devices.length)}
      >
        <CustodyButton action={inspectionReport} isPrimary />
        <CustodyButton action={clearInspection} />
      </NextStepFrame>
      {notLookedAt > 0 && (
        <p className="caution-line">
          <Icon name="warning" />
          {counted(notLookedAt, 'further file')} of this folder {notLookedAt === 1 ? 'was' : 'were'} not looked at: there are too many.
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="matrix-frame" aria-label="Files and where they can be restored" tabIndex={0}>
        <table className="matrix inspected">
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">What it is</th>
              <th scope="col">DKEK (KCV)</th>
              {devices.map(({ serial, label }) => (
                <th key={serial} scope="col">
                  <span className="matrix-device">On {label || 'no label'}</span>
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
  if (open > 0) return 'Whoever has a file with a key in the open has the key. Bring it onto a device and destroy the file; see below.';
  if (keys + shares === 0) return 'There is nothing here that a device could take. Choose another file or folder.';
  if (keys > 0 && devices === 0) return 'Insert a device to see whether the keys can be restored on it.';
  if (keys > 0) return 'To restore a key, choose the DKEK of a device in the Key Manager, then “Import Key…”.';
  return 'To bring a share to a device, choose its DKEK in the Key Manager, then “Import DKEK Share…”.';
}
