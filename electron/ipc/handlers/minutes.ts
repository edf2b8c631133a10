import { printForms } from '../../ceremony/forms/print-forms.ts';
import { makeMinutes } from '../../ceremony/minutes/make-minutes.ts';
import { signHead } from '../../ceremony/minutes/sign-head.ts';
import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

export function minutesHandlers(workstation: Workstation): HandlersFor<'minutes'> {
  return {
    'minutes.make': () => makeMinutes(workstation),
    'minutes.print-forms': ({ forms, filled }) => printForms(workstation, forms, filled),
    'minutes.sign': ({ serial, reference }) => signHead(workstation, serial, reference),
  };
}
