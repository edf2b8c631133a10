import { t } from '../../../../shared/language/text.ts';
import { subjectLine } from '../../../../shared/subject.ts';
import { type CsrDraft, contentOf } from './csr-draft.ts';

/** What requests of this session had in common with the next one: everything but the names of the one holder. */
export interface CsrTemplate {
  readonly name: string;
  readonly draft: CsrDraft;
}

const own: readonly string[] = ['CN', 'serialNumber', 'emailAddress', 'UID', 'GN', 'SN'];
const MOST = 8;
let templates: readonly CsrTemplate[] = [];

/** In memory only: gone when the window closes. Newest first. */
export function csrTemplates(): readonly CsrTemplate[] {
  return templates;
}

export function rememberTemplate(draft: CsrDraft): void {
  const subject = draft.subject.filter(({ value }) => value !== '').map((row) => (own.includes(row.kind) ? { ...row, value: '' } : row));
  const kept: CsrDraft = { ...draft, subject, names: [] };
  const name = subjectLine(contentOf(kept).subject) || t('no organization');
  templates = [{ name, draft: kept }, ...templates.filter((other) => other.name !== name)].slice(0, MOST);
}
