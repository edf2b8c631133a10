import { useEffect, useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { OpenedKeyFile } from '../../../shared/models/reports.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoom } from '../../room-context.ts';
import { deviceName } from '../node-text.ts';
import { keyNodeId } from '../tree-nodes.ts';
import { KeyFileForm } from './KeyFileForm.tsx';
import { KeyFileIntro } from './KeyFileIntro.tsx';
import { KeyFileReport } from './KeyFileReport.tsx';

/** What it means, which key, and what became of it. The key itself waits in main, which has given a ticket for it. */
export function ImportFromFile({ serial }: { readonly serial: Serial }) {
  const room = useRoom();
  const device = useLastSeenDevice(serial);
  const opening = useOperation('key-file.open');
  const importing = useOperation('key-file.import');
  const [file, setFile] = useState<OpenedKeyFile>();
  const ticket = file?.ticket;
  const outcome = importing.phase.kind;

  // A key that is not wanted any more must not wait in memory.
  useEffect(() => () => void (ticket && room.invoke('key-file.forget', { ticket })), [room, ticket]);
  // Main wipes the key after each attempt, so the file has to be opened again.
  useEffect(() => {
    if (outcome === 'failed' || outcome === 'cancelled') setFile(undefined);
  }, [outcome]);

  if (!device) return null;
  const isBusy = opening.phase.kind === 'busy' || outcome === 'busy';
  return (
    <DialogFrame
      title={t('Import from PKCS#12, PEM or AES key')}
      about={deviceName(device)}
      isBusy={isBusy}
      isWide={importing.phase.kind === 'done'}
    >
      {importing.phase.kind === 'done' ? (
        <KeyFileReport report={importing.phase.value} />
      ) : file ? (
        <KeyFileForm
          key={file.ticket}
          device={device}
          file={file}
          phase={importing.phase}
          onBack={() => setFile(undefined)}
          onImport={(wanted) =>
            void importing.run({ ...wanted, serial, ticket: file.ticket }, (made) => room.select(keyNodeId(made.serial, made.reference)))
          }
        />
      ) : (
        <KeyFileIntro
          device={device}
          phase={opening.phase.kind === 'idle' ? importing.phase : opening.phase}
          onChoose={() => {
            importing.reset();
            void opening.run({ serial }, (opened) => {
              opening.reset();
              setFile(opened);
            });
          }}
        />
      )}
    </DialogFrame>
  );
}
