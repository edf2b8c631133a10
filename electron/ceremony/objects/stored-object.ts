import { hex, utf8 } from '../../../shared/bytes.ts';
import { Refusal } from '../../../shared/failure.ts';
import type { CertificateSummary } from '../../../shared/models/certificates.ts';
import type { DataPreview, StoredObject } from '../../../shared/models/stored-object.ts';
import { objectFile } from '../../../shared/numbers.ts';
import type { FoundObject } from '../../card/stored-objects.ts';
import { readCertificate } from '../../codec/certificate.ts';
import { summaryOf } from '../../codec/certificate-summary.ts';

/** Characters, and bytes, of public data that the window shows: it travels with every snapshot. */
const PREVIEW_CHARACTERS = 1000;
const PREVIEW_BYTES = 256;

/** What the window shows of a certificate or of data. Nothing of what is in confidential data. */
export function storedObject(found: FoundObject): StoredObject {
  const { kind, content, description, told, bytes, size } = found;
  const certificate = kind === 'certificate' && bytes ? certificateIn(bytes) : undefined;
  const application = told && 'application' in told ? told.application : '';
  return {
    file: objectFile(content ?? description ?? 0),
    ...(description !== undefined && { description: objectFile(description) }),
    kind,
    label: told?.label ?? '',
    state: content === undefined ? 'no content' : told ? 'whole' : 'no description',
    ...(size !== undefined && { size }),
    ...(application && { application }),
    ...(certificate && { certificate }),
    ...(kind === 'data' && bytes && { preview: previewOf(bytes) }),
  };
}

/** What somebody stored may be anything: what is no certificate of X.509 simply has no summary. */
function certificateIn(bytes: Uint8Array): CertificateSummary | undefined {
  try {
    return summaryOf(readCertificate(bytes));
  } catch (error) {
    if (error instanceof Refusal || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Text where every character can be seen, else hexadecimal: invisible ones could disguise what is there. */
export function previewOf(bytes: Uint8Array): DataPreview {
  const text = textOf(bytes);
  if (text === undefined)
    return { kind: 'hex', beginning: hex.encode(bytes.subarray(0, PREVIEW_BYTES)), isWhole: bytes.length <= PREVIEW_BYTES };
  const characters = [...text];
  return { kind: 'text', beginning: characters.slice(0, PREVIEW_CHARACTERS).join(''), isWhole: characters.length <= PREVIEW_CHARACTERS };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = utf8.decode(bytes);
    return text !== '' && !/\p{C}|[\u2028\u2029]/u.test(text.replace(/[\n\r\t]/g, '')) ? text : undefined;
  } catch {
    return undefined;
  }
}
