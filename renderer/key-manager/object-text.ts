import type { StoredObject, StoredObjects } from '../../shared/models/stored-object.ts';

/** What stands after `Certificates and data: `. */
export function objectsText(objects: StoredObjects): string {
  const { certificates, data } = countObjects(objects);
  const parts = [
    certificates === 1 ? '1 certificate' : `${certificates} certificates`,
    data === 1 ? '1 data object' : `${data} data objects`,
  ];
  return parts.filter((part) => !part.startsWith('0 ')).join(', ') || 'none';
}

/** `certificate, 812 bytes`, and what is missing of an object that is not whole. */
export function objectText(object: StoredObject): string {
  const { state, size } = object;
  if (state === 'no content') return 'description without content';
  const rest = state === 'no description' ? 'no description' : size === undefined ? undefined : sizeText(size);
  return [kindText(object), rest].filter(Boolean).join(', ');
}

/** Content or description is missing. */
export function isBroken({ state }: StoredObject): boolean {
  return state !== 'whole';
}

export function kindText({ kind }: Pick<StoredObject, 'kind'>): string {
  return { certificate: 'certificate', data: 'public data', confidential: 'confidential data' }[kind];
}

export function sizeText(bytes: number): string {
  return `${bytes.toLocaleString('en')} ${bytes === 1 ? 'byte' : 'bytes'}`;
}

/** `the certificate “label”`, or that it has none. */
export function objectName({ kind, label }: StoredObject): string {
  const what = kind === 'certificate' ? 'certificate' : 'data object';
  return label ? `${what} “${label}”` : `${what} without a label`;
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
