import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

export function documentHandlers({ documents }: Workstation): HandlersFor<'document'> {
  return {
    'document.show': ({ document }) => documents.show(document),
  };
}
