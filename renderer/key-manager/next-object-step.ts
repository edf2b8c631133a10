import { t } from '../../shared/language/text.ts';
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
    const advice = t(
      'Import the certificates of your issuers, or a small file that should travel with the device. Nothing has to be here.',
    );
    return step('ready', t('Nothing is stored here yet.'), advice, importCaCertificate, importData);
  }
  const broken = objects.kind === 'read' ? objects.all.filter(isBroken).length : 0;
  if (broken > 0) {
    const state = t('{broken, plural, one {One object here is not whole.} other {# objects here are not whole.}}', { broken });
    return step(
      'warning',
      state,
      t('The tree marks them. Choose each to give it a name or to delete it.'),
      importCaCertificate,
      importData,
    );
  }
  return step(
    'ready',
    t('Stored: {objects}.', { objects: objectsText(objects) }),
    t('Choose one in the tree to see what it is.'),
    importCaCertificate,
    importData,
  );
}

/** For one certificate or data object on a device that is logged in. */
export function forObject({ state, kind }: StoredObject): NextStep {
  if (state === 'no content') return step('warning', t('The content is missing.'), t('Delete what is left of it.'), deleteObject);
  if (state === 'no description') {
    return step(
      'warning',
      t('The description is missing.'),
      t('Give it a name if you know what it is; otherwise delete it.'),
      renameObject,
      deleteObject,
    );
  }
  return kind === 'certificate'
    ? step('ready', t('The certificate is whole.'), t('Compare its SHA-256 with one from a source you trust.'), exportObject)
    : step('ready', t('The data object is whole.'), t('Export it to keep a copy: no backup of keys holds it.'), exportObject);
}
