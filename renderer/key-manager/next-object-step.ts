import type { DeviceSnapshot } from '../../shared/models/snapshot.ts';
import type { StoredObject } from '../../shared/models/stored-object.ts';
import { deleteObject } from '../actions/delete-object.ts';
import { exportObject } from '../actions/export-object.ts';
import { importCaCertificate } from '../actions/import-ca-certificate.ts';
import { importData } from '../actions/import-data.ts';
import { renameObject } from '../actions/rename-object.ts';
import { isBroken, objectsText } from './object-text.ts';
import { type NextStep, step } from './step.ts';

/** For the node "Certificates and data" of a device that is logged in. */
export function forObjects({ objects }: DeviceSnapshot): NextStep {
  if (objects.files.length === 0) {
    const advice = 'Import the certificates of your issuers, or a small file that should travel with the device. Nothing has to be here.';
    return step('ready', 'Nothing is stored here yet.', advice, importCaCertificate, importData);
  }
  const broken = objects.kind === 'read' ? objects.all.filter(isBroken).length : 0;
  if (broken > 0) {
    const state = broken === 1 ? 'One object here is not whole.' : `${broken} objects here are not whole.`;
    return step('warning', state, 'The tree marks them. Choose each to give it a name or to delete it.', importCaCertificate, importData);
  }
  return step('ready', `Stored: ${objectsText(objects)}.`, 'Choose one in the tree to see what it is.', importCaCertificate, importData);
}

/** For one certificate or data object on a device that is logged in. */
export function forObject({ state, kind }: StoredObject): NextStep {
  if (state === 'no content') return step('warning', 'The content is missing.', 'Delete what is left of it.', deleteObject);
  if (state === 'no description') {
    return step(
      'warning',
      'The description is missing.',
      'Give it a name if you know what it is; otherwise delete it.',
      renameObject,
      deleteObject,
    );
  }
  return kind === 'certificate'
    ? step('ready', 'The certificate is whole.', 'Compare its SHA-256 with one from a source you trust.', exportObject)
    : step('ready', 'The data object is whole.', 'Export it to keep a copy: no backup of keys holds it.', exportObject);
}
