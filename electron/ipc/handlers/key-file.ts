import { KeyFileDesk } from '../../ceremony/import-key/key-file-desk.ts';
import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

export function keyFileHandlers(workstation: Workstation): HandlersFor<'key-file'> {
  const desk = new KeyFileDesk(workstation);
  return {
    'key-file.open': ({ serial }) => desk.open(serial),
    'key-file.import': ({ ticket, index, ...wanted }) => desk.import(ticket, index, wanted),
    'key-file.forget': async ({ ticket }) => desk.forget(ticket),
  };
}
