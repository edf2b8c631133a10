import { nameOfType } from '../../../../shared/clone/words.ts';
import { t } from '../../../../shared/language/text.ts';
import type { DrillFiles } from '../../../../shared/models/drill.ts';
import { Button } from '../../../controls/Button.tsx';
import { FailureWords } from '../../../controls/FailureWords.tsx';
import { Words } from '../../../controls/Words.tsx';
import { useOperation } from '../../../dialogs/dialog-place.ts';

import { useRoom } from '../../../room-context.ts';

/** The wrapped keys that were brought, and the ways to bring more. */
export function ChosenFiles({ chosen }: { readonly chosen: DrillFiles }) {
  const room = useRoom();
  const { files, left } = chosen;
  const folder = useOperation('drill.add-folder');
  const file = useOperation('drill.add-file');
  const sheet = useOperation('drill.add-sheet');
  const all = [folder, file, sheet];
  const isBusy = all.some(({ phase }) => phase.kind === 'busy');
  const bring = (one: (typeof all)[number]) => {
    for (const other of all) other.reset();
    void one.run({});
  };
  return (
    <fieldset className="choice">
      <legend className="legend">{t('Wrapped keys')}</legend>
      <p className="hint">
        {t('Take them out of the envelopes as they are: files that end in {ending}, or their sheets of paper.', { ending: '.wky' })}
      </p>
      <div className="drill-bring">
        <Button isDisabled={isBusy} onPress={() => bring(folder)}>
          {t('Choose folder…')}
        </Button>
        <Button isDisabled={isBusy} onPress={() => bring(file)}>
          {t('Choose file…')}
        </Button>
        <Button isDisabled={isBusy} onPress={() => bring(sheet)}>
          {t('From paper…')}
        </Button>
        {files.length + left.length > 0 && (
          <Button isDisabled={isBusy} onPress={() => void room.invoke('drill.remove', { what: 'all' })}>
            {t('Remove all')}
          </Button>
        )}
      </div>
      {all.map(({ phase }) => phase.kind === 'failed' && <FailureWords key={phase.failure.code} failure={phase.failure} />)}
      {files.length > 0 && (
        <ul className="drill-files" aria-label={t('Wrapped keys that were brought')}>
          {files.map(({ sha256, label, name, type, kcv }) => (
            <li key={sha256}>
              <span className="drill-file">
                <strong>{label}</strong> {nameOfType(type)}
                <span className="matrix-kind">{t('{file}, DKEK {kcv}', { file: name, kcv })}</span>
              </span>
              <Button
                isDisabled={isBusy}
                label={t('Remove {label}', { label })}
                onPress={() => void room.invoke('drill.remove', { what: sha256 })}
              >
                {t('Remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {left.length > 0 && (
        <Words kind="danger">
          <p className="words-what">
            {t('{n, plural, one {# file} other {# files}} cannot be used. A backup that cannot be read is no backup.', { n: left.length })}
          </p>
          <ul className="losses">
            {left.map(({ name, why }) => (
              <li key={name}>{t('{file}: {why}', { file: name, why })}</li>
            ))}
          </ul>
          <div className="drill-bring">
            <Button onPress={() => void room.invoke('drill.remove', { what: 'unusable' })}>
              {t('{n, plural, one {Leave it out} other {Leave them out}}', { n: left.length })}
            </Button>
          </div>
        </Words>
      )}
    </fieldset>
  );
}
