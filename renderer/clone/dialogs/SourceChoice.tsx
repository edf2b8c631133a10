import { t } from '../../../shared/language/text.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { Button } from '../../controls/Button.tsx';
import { Choice } from '../../controls/Choice.tsx';
import { FailureWords } from '../../controls/FailureWords.tsx';
import { Text } from '../../controls/Text.tsx';
import { Words } from '../../controls/Words.tsx';
import { useOperation } from '../../dialogs/dialog-place.ts';
import { deviceName, dkekText } from '../../key-manager/node-text.ts';
import { type CloneDraft, FOLDER } from './use-clone-draft.ts';

/** A device, or a folder of wrapped keys. */
export function SourceChoice({ draft }: { readonly draft: CloneDraft }) {
  const { devices, source, plan } = draft;
  const options = devices
    .filter(({ initialized }) => initialized)
    .map((device) => ({
      value: device.serial as Serial | typeof FOLDER,
      name: deviceName(device),
      meaning: t('{n, plural, one {# key} other {# keys}}, DKEK: {state}', { n: device.keys.length, state: dkekText(device.dkek) }),
    }));
  return (
    <>
      <Choice
        label={t('Source')}
        layout="list"
        value={source}
        onChange={draft.chooseSource}
        options={[
          ...options,
          {
            value: FOLDER,
            name: t('Folder of wrapped keys'),
            meaning: t('Files that end in {ending}, also those of sc-hsm-tool. No source device is needed.', { ending: '.wky' }),
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
        {t('Choose folder…')}
      </Button>
      {folder && (
        <p>
          <Text
            of="{n, plural, one {# wrapped key} other {# wrapped keys}} in {folder}"
            n={folder.files.length}
            folder={<span className="path">{folder.path}</span>}
          />
        </p>
      )}
      {phase.kind === 'failed' && <FailureWords failure={phase.failure} />}
      {folder && folder.left.length > 0 && (
        <Words kind="warning">
          <p className="words-what">{t('{n, plural, one {# file} other {# files}} cannot be used:', { n: folder.left.length })}</p>
          <ul className="losses">
            {folder.left.map(({ name, why }) => (
              <li key={name}>{t('{file}: {why}', { file: name, why })}</li>
            ))}
          </ul>
        </Words>
      )}
    </div>
  );
}
