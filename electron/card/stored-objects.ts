import { refuse } from '../../shared/failure.ts';
import { type CertificateDescription, type DataDescription, readCertificateDescription, readDataDescription } from '../codec/pkcs15.ts';
import { unlessMalformed } from './answers.ts';
import { fileClass } from './files.ts';
import { readObject, selectObject } from './objects.ts';
import type { CardSession } from './session.ts';

/** A certificate without a key, or data, as its two files tell it. */
export interface FoundObject {
  readonly kind: 'certificate' | 'data' | 'confidential';
  /** File identifiers; undefined where the card has no such file. */
  readonly content?: number;
  readonly description?: number;
  /** What the description says; undefined where there is none or it makes no sense. */
  readonly told?: CertificateDescription | DataDescription;
  /** The content; never read of confidential data. */
  readonly bytes?: Uint8Array;
  readonly size?: number;
}

/** Classes of content, with what they hold and the class that describes it (protocol reference 6.1). */
const contents = {
  [fileClass.caCertificate]: { kind: 'certificate', describedBy: fileClass.certificateDescription },
  [fileClass.data]: { kind: 'data', describedBy: fileClass.dataDescription },
  [fileClass.confidentialData]: { kind: 'confidential', describedBy: fileClass.dataDescription },
} as const;
type ContentClass = keyof typeof contents;
const HIGHEST_NUMBER = 255;

const isContent = (file: number) => Object.hasOwn(contents, file >> 8);
const isDescription = (file: number) => Object.values(contents).some(({ describedBy }) => describedBy === file >> 8);
/** Files of content with the same number that a description of this class may mean. */
const describable = (description: number) =>
  (Object.keys(contents).map(Number) as ContentClass[])
    .filter((content) => contents[content].describedBy === description >> 8)
    .map((content) => content * 256 + (description & 0xff));

/** The files of certificates without a key and of data in a list of objects, in ascending order. */
export function objectFilesAmong(files: readonly number[]): number[] {
  return [...new Set(files.filter((file) => isContent(file) || isDescription(file)))].sort((a, b) => a - b);
}

/**
 * Reads every certificate and data object among these files: 2 commands each, more for long content. Content that a card
 * does not list is found by its description (protocol reference 6.2). Confidential data is measured and not read.
 */
export async function readStoredObjects(session: CardSession, files: readonly number[]): Promise<FoundObject[]> {
  const found: FoundObject[] = [];
  const claimed = new Set<number>();
  for (const description of files.filter(isDescription)) {
    const record = await readObject(session, description);
    if (!record) continue;
    const told = unlessMalformed(() => readDescription(description, record));
    const content = await firstPresent(
      session,
      candidates(description, told?.file ?? 0, files).filter((file) => !claimed.has(file)),
    );
    if (content) claimed.add(content.content);
    found.push({ kind: kindTold(description, told), ...content, description, ...(told && { told }) });
  }
  for (const file of files.filter((candidate) => isContent(candidate) && !claimed.has(candidate))) {
    const content = await firstPresent(session, [file]);
    if (content) found.push(content);
  }
  return found.sort((a, b) => place(a) - place(b));
}

/**
 * Lowest number that neither content nor description of this kind has, looked up once more on the card: some do not list
 * content, and writing would go over it silently. Refusal no-free-object-number.
 */
export async function freeObjectNumber(session: CardSession, files: readonly number[], kind: FoundObject['kind']): Promise<number> {
  const describedBy = kind === 'certificate' ? fileClass.certificateDescription : fileClass.dataDescription;
  for (let number = 0; number <= HIGHEST_NUMBER; number++) {
    const description = describedBy * 256 + number;
    const content = describable(description);
    if (files.includes(description) || content.some((file) => files.includes(file))) continue;
    const present = [];
    for (const file of content) present.push(await selectObject(session, file));
    if (present.every((info) => info === undefined)) return number;
  }
  refuse('no-free-object-number');
}

function readDescription(file: number, record: Uint8Array): CertificateDescription | DataDescription {
  return file >> 8 === fileClass.certificateDescription ? readCertificateDescription(record) : readDataDescription(record);
}

/** The file that the description names; where it names none of its kind, those of its number, a listed one first. */
function candidates(description: number, named: number, files: readonly number[]): number[] {
  const fits = isContent(named) && contents[(named >> 8) as ContentClass].describedBy === description >> 8;
  return fits ? [named] : describable(description).sort((a, b) => Number(files.includes(b)) - Number(files.includes(a)));
}

/** Certificates first, then data, each by number. */
function place({ kind, content, description = 0 }: FoundObject): number {
  return (kind === 'certificate' ? 0 : 0x100) + ((content ?? description) & 0xff);
}

async function firstPresent(
  session: CardSession,
  files: readonly number[],
): Promise<(FoundObject & { readonly content: number }) | undefined> {
  for (const content of files) {
    const { kind } = contents[(content >> 8) as ContentClass];
    if (kind === 'confidential') {
      const info = await selectObject(session, content);
      if (info) return { kind, content, ...(info.size !== undefined && { size: info.size }) };
    } else {
      const bytes = await readObject(session, content);
      if (bytes) return { kind, content, bytes, size: bytes.length };
    }
  }
  return undefined;
}

function kindTold(description: number, told: CertificateDescription | DataDescription | undefined): FoundObject['kind'] {
  if (description >> 8 === fileClass.certificateDescription) return 'certificate';
  return told && 'confidential' in told && told.confidential ? 'confidential' : 'data';
}
