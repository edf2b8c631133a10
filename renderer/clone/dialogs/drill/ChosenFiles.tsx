import { nameOfType } from '../../../../shared/clone/words.ts';
import type { DrillFiles } from '../../../../shared/models/drill.ts';
import { Button } from '../../../controls/Button.tsx';
import { FailureWords } from '../../../controls/FailureWords.tsx';
import { Words } from '../../../controls/Words.tsx';
import { useOperation } from '../../../dialogs/dialog-place.ts';
import { counted } from '../../../key-manager/node-text.ts';
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
      <legend className="legend">Wrapped keys</legend>
      <p className="hint">Take them out of the envelopes as they are: files that end in .wky, or their sheets of paper.</p>
      <div className="drill-bring">
        <Button isDisabled={isBusy} onPress={() => bring(folder)}>
          Choose folder…
        </Button>
        <Button isDisabled={isBusy} onPress={() => bring(file)}>
          Choose file…
        </Button>
        <Button isDisabled={isBusy} onPress={() => bring(sheet)}>
          From paper…
        </Button>
        {files.length + left.length > 0 && (
          <Button isDisabled={isBusy} onPress={() => void room.invoke('drill.remove', { what: 'all' })}>
            Remove all
          </Button>
        )}
      </div>
      {all.map(({ phase }) => phase.kind === 'failed' && <FailureWords key={phase.failure.code} failure={phase.failure} />)}
      {files.length > 0 && (
        <ul className="drill-files" aria-label="Wrapped keys that were brought">
          {files.map(({ sha256, label, name, type, kcv }) => (
            <li key={sha256}>
              <span className="drill-file">
                <strong>{label}</strong> {nameOfType(type)}
                <span className="matrix-kind">
                  {name}, DKEK {kcv}
                </span>
              </span>
              <Button isDisabled={isBusy} label={`Remove ${label}`} onPress={() => void room.invoke('drill.remove', { what: sha256 })}>
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      {left.length > 0 && (
        <Words kind="danger">
          <p className="words-what">{counted(left.length, 'file')} cannot be used. A backup that cannot be read is no backup.</p>
          <ul className="losses">
            {left.map(({ name, why }) => (
              <li key={name}>
                {name}: {why}
              </li>
            ))}
          </ul>
          <div className="drill-bring">
            <Button onPress={() => void room.invoke('drill.remove', { what: 'unusable' })}>
              Leave {left.length === 1 ? 'it' : 'them'} out
            </Button>
          </div>
        </Words>
      )}
    </fieldset>
  );
}
