import { DrillRoom } from '../../ceremony/drill/drill-room.ts';
import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

export function drillHandlers(workstation: Workstation): HandlersFor<'drill'> {
  const room = new DrillRoom(workstation);
  return {
    'drill.add-folder': () => room.addFolder(),
    'drill.add-file': () => room.addFile(),
    'drill.add-sheet': () => room.addSheet(),
    'drill.remove': ({ what }) => room.remove(what),
    'drill.run': (request) => room.run(request),
    'drill.stop': async () => room.stop(),
    'drill.certificate': () => room.certificate(),
    'drill.clear': async () => room.clear(),
  };
}
