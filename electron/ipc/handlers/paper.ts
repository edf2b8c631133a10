import { printBlankForm, printFile, restoreFromPaper } from '../../ceremony/custody/paper-files.ts';
import { combineTextParts, splitTextAmongCustodians } from '../../ceremony/shares/text-parts.ts';
import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

export function paperHandlers(workstation: Workstation): HandlersFor<'paper' | 'text'> {
  return {
    'paper.print-file': (request) => printFile(workstation, request),
    'paper.print-blank': () => printBlankForm(workstation),
    'paper.restore': () => restoreFromPaper(workstation),
    'text.split': (request) => splitTextAmongCustodians(workstation, request),
    'text.combine': ({ needed }) => combineTextParts(workstation, needed),
  };
}
