import { t } from '../../../../shared/language/text.ts';
import type { AlternativeName, RequestContent, SubjectPart } from '../../../../shared/subject.ts';
import { alternativeNameComplaint, subjectComplaint } from '../../../../shared/subject-checks.ts';
import type { PresetName, Usage } from './csr-presets.ts';

/** One line of a list that the person edits; the number only tells lines apart. */
export interface Row<Kind extends string> {
  readonly id: number;
  readonly kind: Kind;
  readonly value: string;
}

export type SubjectRow = Row<SubjectPart['type']>;
export type NameRow = Row<AlternativeName['kind']>;

export interface CsrDraft {
  readonly subject: readonly SubjectRow[];
  readonly names: readonly NameRow[];
  readonly preset: PresetName;
  readonly usage: Usage;
}

/** The request as far as it is filled in: lines left empty are left out. */
export function contentOf({ subject, names, usage }: CsrDraft): RequestContent {
  return {
    subject: subject.filter(({ value }) => value !== '').map(({ kind, value }) => ({ type: kind, value })),
    names: names.filter(({ value }) => value !== '').map(({ kind, value }) => ({ kind, value })),
    ...usage,
  };
}

/** Why a line cannot stay as it is, as a sentence; an empty one is no fault while a person types. */
export function subjectError({ kind, value }: SubjectRow): string | undefined {
  return value === '' ? undefined : sentence(subjectComplaint({ type: kind, value }));
}

export function nameError({ kind, value }: NameRow): string | undefined {
  return value === '' ? undefined : sentence(alternativeNameComplaint({ kind, value }));
}

export function hindranceOf(draft: CsrDraft): string | undefined {
  if (draft.subject.some(subjectError) || draft.names.some(nameError)) return t('Correct or clear the lines marked above first.');
  const { subject, names } = contentOf(draft);
  return subject.length + names.length === 0 ? t('Fill in at least the common name.') : undefined;
}

function sentence(complaint: string | undefined): string | undefined {
  return complaint && `${complaint.charAt(0).toUpperCase()}${complaint.slice(1)}.`;
}
