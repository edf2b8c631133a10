import { t } from '../../shared/language/text.ts';
import type { Snapshot } from '../../shared/models/snapshot.ts';
import { FailureWords } from '../controls/FailureWords.tsx';
import { closeFolder } from '../custodians/actions/folder.ts';
import { CustodyButton } from '../custodians/CustodyButton.tsx';
import { Notes } from '../frame/Notes.tsx';
import { useRoomState } from '../room-context.ts';
import { useFocusKept } from '../use-focus-kept.ts';
import { plannedStep } from './ceremony-words.ts';
import { MinutesPanel } from './minutes/MinutesPanel.tsx';
import { PlanEditor } from './plan/PlanEditor.tsx';
import { FinishedCeremony } from './script/FinishedCeremony.tsx';
import { ScriptView } from './script/ScriptView.tsx';
import { StartView } from './start/StartView.tsx';
import { useDesk } from './use-desk.ts';

/** A ceremony from its plan to its close: whatever is under way is shown, and nothing besides. */
export function CeremonyView() {
  // All of the state: the focus must be looked after whatever has changed.
  const { snapshot } = useRoomState((state) => state);
  const script = snapshot?.script;
  const isUnderWay = script !== undefined && script.finishedAt === undefined;
  const place = useFocusKept(isUnderWay ? '#step-heading' : '#ceremony-heading');
  return (
    <div className="custodians" ref={place}>
      <div className={isUnderWay ? 'custodians-page ceremony-page under-way' : 'custodians-page ceremony-page'}>
        {/* What was done stands in its step as evidence; minutes are made in the last one. */}
        <Notes failuresOnly={isUnderWay && plannedStep(script, script.current)?.action.do !== 'close'} />
        {snapshot ? <Content snapshot={snapshot} /> : <p className="custody-loading">{t('Looking for the ceremony folder…')}</p>}
      </div>
    </div>
  );
}

function Content({ snapshot }: { readonly snapshot: Snapshot }) {
  const draft = useDesk((state) => state.draft);
  const { script, transcript } = snapshot;
  if (script && !script.finishedAt) return <ScriptView script={script} snapshot={snapshot} />;
  const isBroken = transcript !== undefined && 'broken' in transcript;
  return (
    <>
      {isBroken && <FailureWords failure={transcript.broken} title={t('The transcript of this folder')} />}
      {isBroken && snapshot.custody && (
        <div>
          <CustodyButton action={closeFolder(snapshot.custody)} isPrimary />
        </div>
      )}
      {draft ? (
        <PlanEditor draft={draft} />
      ) : (
        <>
          {script && <FinishedCeremony script={script} snapshot={snapshot} />}
          {!isBroken && <StartView snapshot={snapshot} />}
          {!script && <MinutesPanel />}
        </>
      )}
    </>
  );
}
