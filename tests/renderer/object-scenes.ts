import type { StoredObject, StoredObjects } from '../../shared/models/stored-object.ts';
import { objectFile } from '../../shared/numbers.ts';

const certificate = {
  subject: 'C=AT, O=Example GmbH, CN=Example Root CA 2027',
  issuer: 'C=AT, O=Example GmbH, CN=Example Root CA 2027',
  serialNumber: '2B4F9A01C7D3E580',
  notBefore: '2027-01-04T00:00:00.000Z',
  notAfter: '2047-01-04T00:00:00.000Z',
  isCa: true,
  names: [],
  usage: ['keyCertSign', 'cRLSign'],
  sha256: '77AB13CDE0F5A2B4C6D8E9F00112233445566778899AABBC3F9A11C0D2E84B79',
};

/** One of each kind and state, as main would describe them. */
export const objects = [
  {
    file: objectFile(0xca00),
    description: objectFile(0xc800),
    kind: 'certificate',
    label: 'Example Root CA 2027',
    state: 'whole',
    size: 1322,
    certificate,
  },
  {
    file: objectFile(0xca01),
    kind: 'certificate',
    label: '',
    state: 'no description',
    size: 811,
    certificate: {
      ...certificate,
      subject: 'CN=Old Issuing CA',
      notBefore: '2012-01-04T00:00:00.000Z',
      notAfter: '2022-01-04T00:00:00.000Z',
    },
  },
  {
    file: objectFile(0xcf00),
    description: objectFile(0xc900),
    kind: 'data',
    label: 'Ceremony record',
    state: 'whole',
    size: 131,
    application: 'Minutes',
    preview: {
      kind: 'text',
      beginning: 'Ceremony of 14 March 2027\nOperator: Ada Lovelace\nWitness: Grace Hopper\nDKEK KCV: F9C3647BEDBF0D80',
      isWhole: true,
    },
  },
  {
    file: objectFile(0xcf01),
    description: objectFile(0xc901),
    kind: 'data',
    label: 'Configuration',
    state: 'whole',
    size: 4096,
    preview: { kind: 'hex', beginning: '3082010A02820101'.repeat(32), isWhole: false },
  },
  { file: objectFile(0xcd02), description: objectFile(0xc902), kind: 'confidential', label: 'Database password', state: 'whole', size: 24 },
  { file: objectFile(0xc903), description: objectFile(0xc903), kind: 'data', label: 'Lost note', state: 'no content' },
] as const satisfies readonly StoredObject[];

const files = [...new Set(objects.flatMap((object) => [object.file, 'description' in object ? object.description : object.file]))];
export const listedObjects: StoredObjects = { kind: 'listed', files };
export const readObjects: StoredObjects = { kind: 'read', files, all: objects };
