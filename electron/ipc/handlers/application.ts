import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

export function applicationHandlers({ application, documents }: Workstation): HandlersFor<'application'> {
  return {
    'application.about': () => application.about(),
    'application.diagnose': async () => ({ document: documents.keep(await application.diagnose()) }),
  };
}
