import { z } from 'zod';
import { t } from '../../language/text.ts';
import type {
  Attestation,
  CertificateChoice,
  CreatedRequest,
  ImportedCertificate,
  SavedEvidence,
  SavedPublic,
} from '../../models/certificates.ts';
import {
  type ExtendedKeyUsage,
  extendedKeyUsages,
  keyUsages,
  nameKinds,
  type RequestContent,
  type SubjectType,
  subjectFields,
} from '../../subject.ts';
import { aReference, aSerial, onKey, operation } from '../operation.ts';

const aSubjectType = z.enum(Object.keys(subjectFields) as [SubjectType, ...SubjectType[]]);
const aPurpose = z.enum(Object.keys(extendedKeyUsages) as [ExtendedKeyUsage, ...ExtendedKeyUsage[]]);

/** Only bounds the message: what may stand in a field is checked where it is encoded, with words. */
const aRequest: z.ZodType<RequestContent> = z.strictObject({
  subject: z.array(z.strictObject({ type: aSubjectType, value: z.string().max(1024) })).max(64),
  names: z.array(z.strictObject({ kind: z.enum(nameKinds), value: z.string().max(4096) })).max(200),
  keyUsage: z.array(z.enum(keyUsages)).max(9),
  extendedKeyUsage: z.array(aPurpose).max(16),
  isCa: z.boolean().optional(),
});
/** Certificates that were chosen before, by their SHA-256. */
const someCertificates = z
  .array(z.string().regex(/^[0-9A-F]{64}$/))
  .max(128)
  .readonly();

/** Requests, certificates, public keys and attestations of RSA and EC keys. */
export const certificateOperations = {
  'certificate.request': operation<CreatedRequest>(t('Create CSR'))(
    z.strictObject({ serial: aSerial, reference: aReference, content: aRequest, format: z.enum(['PEM', 'DER']) }),
    'reads',
  ),
  /** Asks for a file and looks whether it holds the key's certificate; `known` are those chosen before. */
  'certificate.choose': operation<CertificateChoice>(t('Choose Certificate'))(
    z.strictObject({ serial: aSerial, reference: aReference, known: someCertificates }),
    'reads',
  ),
  /** `accepted`: first sentences of the findings that the person has seen and goes on with, `reason`: why; both are for the transcript. */
  'certificate.import': operation<ImportedCertificate>(t('Import Certificate'))(
    z.strictObject({
      serial: aSerial,
      reference: aReference,
      certificates: someCertificates,
      accepted: z.array(z.string().max(1024)).max(32).readonly(),
      reason: z.string().trim().max(300),
    }),
    'changes card',
    'asked within',
  ),
  'certificate.save': operation<SavedPublic>(t('Save Certificate'))(onKey, 'reads'),
  'certificate.export-public-key': operation<SavedPublic>(t('Export Public Key'))(
    z.strictObject({ serial: aSerial, reference: aReference, format: z.enum(['PEM', 'OpenSSH', 'DER']) }),
    'reads',
  ),
  'certificate.attest': operation<Attestation>(t('Show Attestation'))(onKey, 'reads'),
  'certificate.save-evidence': operation<SavedEvidence>(t('Save Evidence'))(onKey, 'reads'),
} as const;
