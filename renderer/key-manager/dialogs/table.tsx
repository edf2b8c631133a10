import { t } from '../../../shared/language/text.ts';
import type { DialogTable } from '../../dialogs/dialog-request.ts';
import { AttestationDialog } from './AttestationDialog.tsx';
import { AuthenticateWithDevice } from './AuthenticateWithDevice.tsx';
import { CertificateDetails } from './CertificateDetails.tsx';
import { DeleteDomain, RemoveDkek } from './ChangeDomain.tsx';
import { ChooseModule } from './ChooseModule.tsx';
import { CreateShare } from './CreateShare.tsx';
import { ImportCertificate } from './certificate/ImportCertificate.tsx';
import { CreateCsr } from './csr/CreateCsr.tsx';
import { DeleteKey } from './DeleteKey.tsx';
import { DeleteObject } from './DeleteObject.tsx';
import { DeleteThroughModule } from './DeleteThroughModule.tsx';
import { ExportPublicKey, PublicSaved } from './ExportPublicKey.tsx';
import { GenerateAesKey } from './GenerateAesKey.tsx';
import { GenerateEcKey } from './GenerateEcKey.tsx';
import { GenerateRsaKey } from './GenerateRsaKey.tsx';
import { GenerateThroughModule } from './GenerateThroughModule.tsx';
import { ImportData } from './ImportData.tsx';
import { ImportFromFile } from './ImportFromFile.tsx';
import { ImportShare } from './ImportShare.tsx';
import { InitializeDevice } from './InitializeDevice.tsx';
import { LookThroughModule } from './LookThroughModule.tsx';
import { Mechanisms } from './Mechanisms.tsx';
import { CertificatesImported, ObjectExported } from './ObjectReports.tsx';
import { PublicKeyExported } from './PublicKeyReports.tsx';
import { RegisterPublicKey } from './RegisterPublicKey.tsx';
import { RemoveReader } from './RemoveReader.tsx';
import { RenameKey } from './RenameKey.tsx';
import { RenameObject } from './RenameObject.tsx';
import { KeyExported, KeyImported } from './Reports.tsx';
import type { KeyManagerDialog } from './requests.ts';

import { SetUpDomain } from './SetUpDomain.tsx';

import { TestCountedKey } from './TestCountedKey.tsx';
import { TestDevice } from './TestDevice.tsx';

import { TestReportDialog } from './TestReportDialog.tsx';

export const keyManagerDialogs: DialogTable<KeyManagerDialog> = {
  'initialize-device': {
    title: t('Initialize Device'),
    draw: ({ serial, planned }) => <InitializeDevice serial={serial} planned={planned} />,
  },
  'create-share': { title: t('Create DKEK Share'), draw: ({ serial, planned }) => <CreateShare serial={serial} planned={planned} /> },
  'import-share': {
    title: t('Import DKEK Share'),
    draw: (request) => <ImportShare keyDomain={undefined} planned={undefined} {...request} />,
  },
  'generate-aes': {
    title: t('Generate AES Key'),
    draw: (request) => <GenerateAesKey keyDomain={undefined} planned={undefined} {...request} />,
  },
  'generate-rsa': {
    title: t('Generate RSA Key'),
    draw: (request) => <GenerateRsaKey keyDomain={undefined} planned={undefined} {...request} />,
  },
  'generate-ec': {
    title: t('Generate ECC Key'),
    draw: (request) => <GenerateEcKey keyDomain={undefined} planned={undefined} {...request} />,
  },
  'set-up-domain': {
    title: t('Set Up Key Domain'),
    draw: ({ serial, keyDomain }) => <SetUpDomain serial={serial} keyDomain={keyDomain} />,
  },
  'remove-dkek': { title: t('Remove DKEK'), draw: ({ serial, keyDomain }) => <RemoveDkek serial={serial} keyDomain={keyDomain} /> },
  'delete-domain': {
    title: t('Delete Key Domain'),
    draw: ({ serial, keyDomain }) => <DeleteDomain serial={serial} keyDomain={keyDomain} />,
  },
  'import-from-file': { title: t('Import from PKCS#12'), draw: ({ serial }) => <ImportFromFile serial={serial} /> },
  'register-public-key': { title: t('Register Public Key'), draw: ({ serial }) => <RegisterPublicKey serial={serial} /> },
  'authenticate-with-device': {
    title: t('Authenticate with Device'),
    draw: ({ serial }) => <AuthenticateWithDevice serial={serial} />,
  },
  'registration-exported': {
    title: t('Export Public Key for Registration'),
    draw: ({ device, report }) => <PublicKeyExported device={device} report={report} />,
  },
  'certificate-details': { title: t('Device certificate'), draw: ({ serial }) => <CertificateDetails serial={serial} /> },
  'import-data': { title: t('Import Data'), draw: ({ serial }) => <ImportData serial={serial} /> },
  'rename-object': { title: t('Rename'), draw: ({ serial, file }) => <RenameObject serial={serial} file={file} /> },
  'delete-object': { title: t('Delete'), draw: ({ serial, file }) => <DeleteObject serial={serial} file={file} /> },
  'certificates-imported': {
    title: t('Import Certificate'),
    draw: ({ device, report }) => <CertificatesImported device={device} report={report} />,
  },
  'object-exported': { title: t('Export'), draw: ({ device, report }) => <ObjectExported device={device} report={report} /> },
  'choose-module': { title: t('Choose PKCS#11 Module'), draw: () => <ChooseModule /> },
  'look-through-module': { title: t('Look through Module'), draw: ({ serial }) => <LookThroughModule serial={serial} /> },
  mechanisms: { title: t('Mechanisms'), draw: ({ serial }) => <Mechanisms serial={serial} /> },
  'generate-through-module': { title: t('Generate Key through Module'), draw: ({ serial }) => <GenerateThroughModule serial={serial} /> },
  'delete-through-module': { title: t('Delete through Module'), draw: ({ serial }) => <DeleteThroughModule serial={serial} /> },
  'rename-key': { title: t('Rename Key'), draw: ({ serial, reference }) => <RenameKey serial={serial} reference={reference} /> },
  'delete-key': { title: t('Delete Key'), draw: ({ serial, reference }) => <DeleteKey serial={serial} reference={reference} /> },
  'create-csr': { title: t('Create CSR'), draw: ({ serial, reference }) => <CreateCsr serial={serial} reference={reference} /> },
  'import-certificate': {
    title: t('Import Certificate'),
    draw: ({ serial, reference }) => <ImportCertificate serial={serial} reference={reference} />,
  },
  'export-public-key': {
    title: t('Export Public Key'),
    draw: ({ serial, reference }) => <ExportPublicKey serial={serial} reference={reference} />,
  },
  'public-saved': { title: t('Saved'), draw: ({ title, device, report }) => <PublicSaved title={title} device={device} report={report} /> },
  attestation: { title: t('Attestation'), draw: (request) => <AttestationDialog {...request} /> },
  'key-exported': { title: t('Export Key'), draw: ({ device, report }) => <KeyExported device={device} report={report} /> },
  'key-imported': { title: t('Import Key'), draw: ({ device, report }) => <KeyImported device={device} report={report} /> },
  'test-device': { title: t('Test Device'), draw: ({ serial }) => <TestDevice serial={serial} /> },
  'test-counted-key': { title: t('Test Key'), draw: ({ serial, reference }) => <TestCountedKey serial={serial} reference={reference} /> },
  'test-report': {
    title: 'Test',
    draw: ({ title, device, report }) => <TestReportDialog title={title} device={device} report={report} />,
  },
  'remove-reader': { title: t('Remove reader'), draw: ({ reader }) => <RemoveReader reader={reader} /> },
};
