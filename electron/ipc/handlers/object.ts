import { deleteStoredObject, renameObject } from '../../ceremony/objects/change-object.ts';
import { exportObject } from '../../ceremony/objects/export-object.ts';
import { importCertificate } from '../../ceremony/objects/import-certificate.ts';
import { importData } from '../../ceremony/objects/import-data.ts';
import { readObjects } from '../../ceremony/objects/read-objects.ts';
import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

export function objectHandlers(workstation: Workstation): HandlersFor<'object'> {
  return {
    'object.read': ({ serial }) => readObjects(workstation, serial),
    'object.import-certificate': ({ serial }) => importCertificate(workstation, serial),
    'object.import-data': (request) => importData(workstation, request),
    'object.export': ({ serial, file }) => exportObject(workstation, serial, file),
    'object.rename': ({ serial, file, label }) => renameObject(workstation, serial, file, label),
    'object.delete': ({ serial, file, confirmation }) => deleteStoredObject(workstation, serial, file, confirmation),
  };
}
