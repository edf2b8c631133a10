import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { DocumentModel, DocumentOutcome } from '../../../shared/models/document.ts';
import { type FormName, formNames } from '../../../shared/models/minutes.ts';
import { ceremonyRecord } from '../minutes/make-minutes.ts';
import { timestamp } from '../timestamp.ts';
import type { Workstation } from '../workstation.ts';
import type { Known } from './form.ts';
import { formParts } from './forms.ts';

/** Shows the chosen forms as one document, each on its own page. Refusal no-ceremony-folder (for `filled`), document-not-laid-out. */
export async function printForms(workstation: Workstation, forms: readonly FormName[], filled: boolean): Promise<DocumentOutcome> {
  const { documents, custody, fleet } = workstation;
  if (filled && !custody.known) refuse('no-ceremony-folder');
  const known: Known = filled ? { record: await ceremonyRecord(workstation) } : {};
  return documents.show(documents.keep(formsDocument(forms, known, fleet.source.simulated)));
}

/** In the order of `formNames`, whatever order they were chosen in. */
export function formsDocument(forms: readonly FormName[], known: Known, practice: boolean, made = timestamp()): DocumentModel {
  const { register, script } = known.record ?? {};
  const chosen = formNames.filter((name) => forms.includes(name));
  return {
    fileName: chosen.length === 1 ? `form-${chosen[0]}` : 'forms',
    title: script?.plan.title ?? register?.title ?? t('Key ceremony'),
    subtitle: register ? t('Forms, ceremony {ceremonyId}', { ceremonyId: register.ceremonyId }) : t('Forms, to be filled in by hand'),
    made,
    practice,
    parts: chosen.flatMap((name, at) => [...(at === 0 ? [] : [{ kind: 'new page' } as const]), ...formParts(name, known)]),
  };
}
