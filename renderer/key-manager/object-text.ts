import { languageTag, t } from '../../shared/language/text.ts';
import type { StoredObject, StoredObjects } from '../../shared/models/stored-object.ts';

/** What stands after `Certificates and data: `. */
export function objectsText(objects: StoredObjects): string {
  const { certificates, data } = countObjects(objects);
  const parts = [
    ...(certificates > 0 ? [t('{count, plural, one {# certificate} other {# certificates}}', { count: certificates })] : []),
    ...(data > 0 ? [t('{count, plural, one {# data object} other {# data objects}}', { count: data })] : []),
  ];
  return parts.join(', ') || t('none');
}

/** `certificate, 812 bytes`, and what is missing of an object that is not whole. */
export function objectText(object: StoredObject): string {
  const { state, size } = object;
  if (state === 'no content') return t('description without content');
  const rest = state === 'no description' ? t('no description') : size === undefined ? undefined : sizeText(size);
  return [kindText(object), rest].filter(Boolean).join(', ');
}

/** Content or description is missing. */
export function isBroken({ state }: StoredObject): boolean {
  return state !== 'whole';
}

export function kindText({ kind }: Pick<StoredObject, 'kind'>): string {
  return { certificate: t('certificate'), data: t('public data'), confidential: t('confidential data') }[kind];
}

export function sizeText(bytes: number): string {
  return t('{size} {bytes, plural, one {byte} other {bytes}}', { size: bytes.toLocaleString(languageTag()), bytes });
}

/** Values of a sentence about an object: what it is, and its label or that it has none. */
export function objectValues({ kind, label }: Pick<StoredObject, 'kind' | 'label'>) {
  return { kind, named: label ? 'yes' : 'no', label };
}

function countObjects(objects: StoredObjects): { readonly certificates: number; readonly data: number } {
  if (objects.kind === 'read') {
    const certificates = objects.all.filter(({ kind }) => kind === 'certificate').length;
    return { certificates, data: objects.all.length - certificates };
  }
  return { certificates: pairs(objects.files, [0xca], 0xc8), data: pairs(objects.files, [0xcf, 0xcd], 0xc9) };
}

/** Files of content, and descriptions whose content is not listed: some cards list descriptions only. */
function pairs(files: readonly number[], content: readonly number[], description: number): number {
  const contents = files.filter((file) => content.includes(file >> 8));
  const alone = files.filter((file) => file >> 8 === description && !contents.some((other) => (other & 0xff) === (file & 0xff)));
  return contents.length + alone.length;
}
