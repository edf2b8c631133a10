import type { Serial } from '../../../shared/numbers.ts';
import { Button } from '../../controls/Button.tsx';
import { Choice } from '../../controls/Choice.tsx';
import { FailureWords } from '../../controls/FailureWords.tsx';
import { Words } from '../../controls/Words.tsx';
import { useOperation } from '../../dialogs/dialog-place.ts';
import { counted, deviceName, dkekText } from '../../key-manager/node-text.ts';
import { type CloneDraft, FOLDER } from './use-clone-draft.ts';

/** A device, or a folder of wrapped keys. */
export function SourceChoice({ draft }: { readonly draft: CloneDraft }) {
  const { devices, source, plan } = draft;
  const options = devices
    .filter(({ initialized }) => initialized)
    .map((device) => ({
      value: device.serial as Serial | typeof FOLDER,
      name: deviceName(device),
      meaning: `${counted(device.keys.length, 'key')}, DKEK: ${dkekText(device.dkek)}`,
    }));
  return (
    <>
      <Choice
        label="Source"
        layout="list"
        value={source}
        onChange={draft.chooseSource}
        options={[
          ...options,
          {
            value: FOLDER,
            name: 'Folder of wrapped keys',
            meaning: 'Files that end in .wky, also those of sc-hsm-tool. No source device is needed.',
          },
        ]}
      />
      {source === FOLDER && <FolderChoice draft={draft} />}
      {plan?.problems.map((problem) => (
        <Words key={problem} kind="danger">
          {problem}
        </Words>
      ))}
    </>
  );
}

function FolderChoice({ draft: { clone } }: { readonly draft: CloneDraft }) {
  const { phase, run } = useOperation('clone.open-folder');
  const folder = clone?.folder;
  return (
    <div className="folder-choice">
      <Button isDisabled={phase.kind === 'busy'} onPress={() => void run({})}>
        Choose folder…
      </Button>
      {folder && (
        <p>
          {counted(folder.files.length, 'wrapped key')} in <span className="path">{folder.path}</span>
        </p>
      )}
      {phase.kind === 'failed' && <FailureWords failure={phase.failure} />}
      {folder && folder.left.length > 0 && (
        <Words kind="warning">
          <p className="words-what">{counted(folder.left.length, 'file')} cannot be used:</p>
          <ul className="losses">
            {folder.left.map(({ name, why }) => (
              <li key={name}>
                {name}: {why}
              </li>
            ))}
          </ul>
        </Words>
      )}
    </div>
  );
}
