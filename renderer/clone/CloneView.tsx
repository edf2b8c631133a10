import { useEffect } from 'react';
import { Notes } from '../frame/Notes.tsx';
import { useRoom, useRoomState } from '../room-context.ts';
import { useFocusKept } from '../use-focus-kept.ts';
import { isOpen } from './actions/clone-actions.ts';
import { CloneTools } from './CloneTools.tsx';
import { DrillPanel } from './drill/DrillPanel.tsx';
import { DropArea } from './inspect/DropArea.tsx';
import { InspectionPanel } from './inspect/InspectionPanel.tsx';
import { RunPanel } from './RunPanel.tsx';
import { UnfinishedRuns } from './UnfinishedRuns.tsx';
import { VerificationPanel } from './VerificationPanel.tsx';

export function CloneView() {
  const room = useRoom();
  // All of the state: the focus must be looked after whatever has changed.
  const { snapshot } = useRoomState((state) => state);
  const folder = snapshot?.custody?.folder;
  const place = useFocusKept('#clone-heading');
  useEffect(() => {
    if (folder !== undefined) void room.invoke('clone.find-unfinished', {});
  }, [room, folder]);
  if (!snapshot) return null;
  const { clone, inspection, mode } = snapshot;
  // What was done with simulated devices is no outcome of production, and the other way round.
  const isOfNow = (outcome: { readonly practice: boolean }) => outcome.practice === (mode === 'rehearsal');
  const run = clone?.run && isOfNow(clone.run) ? clone.run : undefined;
  const verification = clone?.verification && isOfNow(clone.verification) ? clone.verification : undefined;
  const drill = snapshot.drill?.drill && isOfNow(snapshot.drill.drill) ? snapshot.drill.drill : undefined;
  const unfinished = clone?.unfinished ?? [];
  return (
    <DropArea ref={place} isOff={isOpen(run)}>
      <div className="custodians-page clone-page">
        <Notes />
        {run && <RunPanel run={run} snapshot={snapshot} />}
        {drill && <DrillPanel drill={drill} isHead={!run && !verification} />}
        {!isOpen(run) && (
          <>
            {snapshot.custody && unfinished.length > 0 && <UnfinishedRuns runs={unfinished} snapshot={snapshot} />}
            {verification && <VerificationPanel verification={verification} />}
            {inspection && isOfNow(inspection) && <InspectionPanel inspection={inspection} snapshot={snapshot} />}
            <CloneTools snapshot={snapshot} isHead={!run && !drill && !verification} />
          </>
        )}
      </div>
    </DropArea>
  );
}
