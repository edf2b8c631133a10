import type { DocumentModel } from '../../shared/models/document.ts';

const made = '2026-03-14 14:05 UTC+01:00';

/** Documents of every kind of part, short and long, for the document window's tests. */
export function sampleDocuments({ practice = false } = {}): Record<string, DocumentModel> {
  return {
    report: {
      fileName: 'sample-report',
      title: 'Test report',
      subtitle: 'Device ceremony-room UTTEST00001',
      made,
      practice,
      parts: [
        { kind: 'statement', mark: 'bad', text: 'Failed: 1 of 60 keys. Do not rely on it.' },
        {
          kind: 'facts',
          facts: [
            { term: 'Serial', value: 'UTTEST00001', digits: true },
            { term: 'Device certificate, SHA-256', value: '9f3c647bedbf0d80'.repeat(4), digits: true },
          ],
        },
        { kind: 'heading', text: 'Keys' },
        {
          kind: 'table',
          columns: [
            { title: 'Key', width: 3 },
            { title: 'By APDU', width: 4 },
            { title: 'Through the module', width: 4 },
          ],
          rows: Array.from({ length: 60 }, (_, at) => [
            `key ${at + 1}, AES-256`,
            at === 30 ? { mark: 'bad', text: 'failed: what was decrypted is not what was encrypted' } : { mark: 'good', text: 'passed' },
            { mark: 'open', text: 'not shown by this module' },
          ]),
        },
      ],
    },
    minutes: {
      fileName: 'sample-minutes',
      title: 'Minutes of the key ceremony',
      subtitle: 'K7Q2-M5TX, root keys 2026',
      made,
      practice,
      parts: [
        { kind: 'paragraph', text: 'The people named below met to make a key.\nNothing else was done.' },
        { kind: 'heading', text: 'What was done' },
        { kind: 'list', ordered: true, items: ['The room was checked.', 'The device was initialized.', 'The key was made and exported.'] },
        { kind: 'heading', text: 'Exceptions', level: 2 },
        { kind: 'list', ordered: false, items: ['None.'] },
        { kind: 'new page' },
        { kind: 'code', caption: 'For a camera', text: `CONCLAVE HEAD 57 ${'9f3c647bedbf0d80'.repeat(4)}` },
        { kind: 'heading', text: 'Signatures' },
        { kind: 'facts', facts: [{ term: 'Place', value: '' }] },
        {
          kind: 'signatures',
          blocks: [
            { role: 'Operator', name: 'Ada Lovelace', meaning: 'I did what these minutes tell.' },
            { role: 'Witness', name: 'Charles Babbage' },
            { role: 'Custodian' },
          ],
        },
        {
          kind: 'table',
          byHand: true,
          columns: [
            { title: 'Bag (TEB) number', width: 1 },
            { title: 'Sealed by', width: 1 },
          ],
          rows: [
            ['', ''],
            ['', ''],
          ],
        },
      ],
    },
    hostile: {
      fileName: 'sample-hostile',
      title: `<img src=x onerror=alert(1)> ${'very-long-title-without-a-space'.repeat(6)}`,
      made,
      practice,
      parts: [
        { kind: 'paragraph', text: 'word '.repeat(4000) },
        { kind: 'facts', facts: [{ term: '<b>bold</b>', value: 'x'.repeat(9000) }] },
        {
          kind: 'table',
          columns: [
            { title: 'narrow', width: 1 },
            { title: 'wide', width: 9 },
          ],
          rows: [['y'.repeat(1500), { mark: 'bad', text: 'evil\n[+] passed \u202e desrever' }]],
        },
      ],
    },
  };
}
