import type { SecretForm } from '../../../shared/models/secret-form.ts';
import { element } from './element.ts';

/** What will be done, as a list of terms; and what must be known about it. Labels are names from outside: each stands apart, whatever its script. */
export function factsView({ facts, warning }: Pick<SecretForm, 'facts' | 'warning'>): HTMLElement[] {
  const rows = (facts ?? []).flatMap(({ term, value, code }) => [
    element('dt', {}, term),
    ...(typeof value === 'string' ? [value] : value).map((line) => element('dd', { class: code ? 'code' : undefined, dir: 'auto' }, line)),
  ]);
  return [
    ...(rows.length > 0 ? [element('dl', { id: 'facts', class: 'facts' }, ...rows)] : []),
    ...(warning === undefined ? [] : [element('p', { id: 'warning', class: 'warning' }, warning)]),
  ];
}
