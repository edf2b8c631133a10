import { InspectionRoom } from '../../ceremony/inspect/inspection-room.ts';
import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

export function inspectHandlers(workstation: Workstation): HandlersFor<'inspect'> {
  const room = new InspectionRoom(workstation);
  return {
    'inspect.file': () => room.chooseFile(),
    'inspect.folder': () => room.chooseFolder(),
    'inspect.dropped': ({ paths }) => room.inspect(paths),
    'inspect.report': () => room.report(),
    'inspect.clear': async () => room.clear(),
  };
}
