import { attest, saveEvidence } from '../../ceremony/certificates/attestation.ts';
import { chooseCertificate } from '../../ceremony/certificates/choose-certificate.ts';
import { ChosenCertificates } from '../../ceremony/certificates/chosen-certificates.ts';
import { createRequest } from '../../ceremony/certificates/create-request.ts';
import { importCertificate } from '../../ceremony/certificates/import-certificate.ts';
import { exportPublicKey, saveCertificate } from '../../ceremony/certificates/save-public.ts';
import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

export function certificateHandlers(workstation: Workstation): HandlersFor<'certificate'> {
  const chosen = new ChosenCertificates();
  return {
    'certificate.request': (request) => createRequest(workstation, request),
    'certificate.choose': (request) => chooseCertificate(workstation, chosen, request),
    'certificate.import': (request) => importCertificate(workstation, chosen, request),
    'certificate.save': ({ serial, reference }) => saveCertificate(workstation, serial, reference),
    'certificate.export-public-key': (request) => exportPublicKey(workstation, request),
    'certificate.attest': ({ serial, reference }) => attest(workstation, serial, reference),
    'certificate.save-evidence': ({ serial, reference }) => saveEvidence(workstation, serial, reference),
  };
}
