import { CloneRoom } from '../../ceremony/clone/clone-room.ts';
import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

export function cloneHandlers(workstation: Workstation): HandlersFor<'clone'> {
  const room = new CloneRoom(workstation);
  return {
    'clone.survey': ({ serial }) => room.survey(serial),
    'clone.open-folder': () => room.openFolder(),
    'clone.find-unfinished': () => room.findUnfinished(),
    'clone.start': (request) => room.start(request),
    'clone.add': (target) => room.add(target),
    'clone.stop': async () => room.stop(),
    'clone.finish': () => room.finish(),
    'clone.discard': ({ id }) => room.discard(id),
    'clone.clear': async () => room.clear(),
    'clone.verify': ({ serials }) => room.verify(serials),
    'clone.report': ({ of }) => room.report(of),
  };
}
