import {
  addCustodian,
  changeCustodian,
  closeCeremonyFolder,
  openCeremonyFolder,
  removeCustodian,
  seal,
} from '../../ceremony/custody/custody-people.ts';
import { soloCheck } from '../../ceremony/custody/custody-solo.ts';
import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

export function custodyHandlers(workstation: Workstation): HandlersFor<'custody'> {
  return {
    'custody.open-folder': () => openCeremonyFolder(workstation),
    'custody.close-folder': () => closeCeremonyFolder(workstation),
    'custody.add-custodian': (request) => addCustodian(workstation, request),
    'custody.change-custodian': (request) => changeCustodian(workstation, request),
    'custody.remove-custodian': ({ id }) => removeCustodian(workstation, id),
    'custody.seal': ({ sheetId, teb }) => seal(workstation, sheetId, teb),
    'custody.solo-check': ({ sheetId }) => soloCheck(workstation, sheetId),
  };
}
