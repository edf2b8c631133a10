import type { TreeNode } from '../key-manager/tree-nodes.ts';
import type { Action } from './action.ts';
import { authenticateWithDevice } from './authenticate-with-device.ts';
import { certificateDetails } from './certificate-details.ts';
import { changeSoPin } from './change-so-pin.ts';
import { changeUserPin } from './change-user-pin.ts';
import { chooseModule } from './choose-module.ts';
import { createCsr } from './create-csr.ts';
import { createShare } from './create-share.ts';
import { deleteKey } from './delete-key.ts';
import { deleteObject } from './delete-object.ts';
import { deleteThroughModule } from './delete-through-module.ts';
import { exportForRegistration } from './export-for-registration.ts';
import { exportKey } from './export-key.ts';
import { exportObject } from './export-object.ts';
import { exportPublicKey } from './export-public-key.ts';
import { generateAesKey } from './generate-aes-key.ts';
import { generateEcKey } from './generate-ec-key.ts';
import { generateRsaKey } from './generate-rsa-key.ts';
import { generateThroughModule } from './generate-through-module.ts';
import { importCaCertificate } from './import-ca-certificate.ts';
import { importCertificate } from './import-certificate.ts';
import { importData } from './import-data.ts';
import { importFromFile } from './import-from-file.ts';
import { importKey } from './import-key.ts';
import { importShare } from './import-share.ts';
import { initializeDevice } from './initialize-device.ts';
import { deleteDomain, removeDkek, setUpDomain } from './key-domain.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { lookThroughModule } from './look-through-module.ts';
import { readAgain } from './read-again.ts';
import { refreshPka } from './refresh-pka.ts';
import { registerPublicKey } from './register-public-key.ts';
import { renameKey } from './rename-key.ts';
import { renameObject } from './rename-object.ts';
import { saveCertificate, saveRequest } from './save-certificate.ts';
import { showAttestation } from './show-attestation.ts';
import { showMechanisms } from './show-mechanisms.ts';
import { insertNewDevice, pullDevice, removeReader } from './simulated-reader.ts';
import { testDevice } from './test-device.ts';
import { testKey } from './test-key.ts';
import { unblockUserPin } from './unblock-user-pin.ts';

/** Every action, in the order in which panel and menus list them. */
export const actions: readonly Action[] = [
  createShare,
  generateRsaKey,
  generateEcKey,
  importFromFile,
  testDevice,
  initializeDevice,
  login,
  logout,
  changeUserPin,
  unblockUserPin,
  changeSoPin,
  registerPublicKey,
  authenticateWithDevice,
  refreshPka,
  setUpDomain,
  importShare,
  generateAesKey,
  importKey,
  exportKey,
  exportForRegistration,
  testKey,
  createCsr,
  importCertificate,
  exportPublicKey,
  saveCertificate,
  saveRequest,
  showAttestation,
  renameKey,
  deleteKey,
  removeDkek,
  deleteDomain,
  certificateDetails,
  importCaCertificate,
  importData,
  exportObject,
  renameObject,
  deleteObject,
  lookThroughModule,
  chooseModule,
  showMechanisms,
  generateThroughModule,
  deleteThroughModule,
  insertNewDevice,
  pullDevice,
  readAgain,
  removeReader,
];

export function actionsAt(node: TreeNode): readonly Action[] {
  return actions.filter((action) => action.appliesTo(node));
}
