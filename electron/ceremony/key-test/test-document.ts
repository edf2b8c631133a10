import type { DocumentCell, DocumentFact, DocumentMark, DocumentModel, DocumentTable } from '../../../shared/models/document.ts';
import type { TestedItem, TestOutcome, TestReport, TestResult } from '../../../shared/models/reports.ts';
import type { RuntimeSnapshot } from '../../../shared/models/snapshot.ts';
import type { Tested } from './test-report.ts';

const marks: Readonly<Record<TestOutcome, DocumentMark>> = { passed: 'good', failed: 'bad', 'not tested': 'open' };
const verdicts: Readonly<Record<TestReport['outcome'], readonly [DocumentMark, string]>> = {
  passed: ['good', 'Passed'],
  failed: ['bad', 'Failed: do not rely on it'],
  incomplete: ['open', 'Incomplete'],
};

/** The report as an auditor keeps it: what was tested, with what, when, and every result with its reason. */
export function testDocument(tested: Tested, report: Omit<TestReport, 'document'>, made: string, runtime: RuntimeSnapshot): DocumentModel {
  const { device, practice, module } = tested;
  const [mark, verdict] = verdicts[report.outcome];
  const withModule = module !== undefined || report.items.some(({ operations }) => operations.some((each) => each.module));
  const facts: DocumentFact[] = [
    { term: 'Tested', value: made },
    { term: 'Device', value: device.label || '(no label)' },
    { term: 'Serial', value: device.serial, digits: true },
    { term: 'Firmware', value: device.firmware || 'not told by the device' },
    { term: 'Device certificate', value: device.holder, digits: true },
    { term: 'SHA-256 of it', value: device.certificateSha256, digits: true },
    { term: 'Mode', value: practice ? 'rehearsal, a simulated device: proves nothing about real keys' : 'production' },
    {
      term: 'Program',
      value: `Conclave ${runtime.version}, Electron ${runtime.electron}${runtime.developmentOnly ? ' (a runtime for development and rehearsal only)' : ''}`,
    },
    { term: 'PKCS#11 module', value: module?.name ?? (withModule ? 'asked for, but not reached' : 'none: tested by APDU only') },
    ...(module
      ? [
          { term: 'File of the module', value: module.path, digits: true },
          { term: 'SHA-256 of it', value: module.sha256, digits: true },
        ]
      : []),
  ];
  return {
    fileName: `test-report-${device.serial}`,
    title: 'Test report',
    subtitle: report.subject,
    made,
    practice,
    parts: [
      { kind: 'statement', mark, text: `${verdict}. ${report.summary}${report.ended ? ` The test ended early: ${report.ended}` : ''}` },
      { kind: 'facts', facts },
      { kind: 'heading', text: 'Results' },
      resultTable(report.items, withModule),
      { kind: 'heading', text: 'How to read this', level: 2 },
      { kind: 'paragraph', text: explanation(withModule) },
    ],
  };
}

function resultTable(items: readonly TestedItem[], withModule: boolean): DocumentTable {
  const columns = [
    { title: 'Tested', width: 3 },
    { title: 'Operation', width: 3 },
    { title: 'By APDU', width: withModule ? 4 : 6 },
    ...(withModule ? [{ title: 'Through the module', width: 4 }] : []),
  ];
  const rows = items.flatMap(({ name, about, operations }) =>
    operations.map(({ name: operation, apdu, module }, at): DocumentCell[] => [
      at === 0 ? (about ? `${name} (${about})` : name) : '',
      operation,
      result(apdu),
      ...(withModule ? [module ? result(module) : ''] : []),
    ]),
  );
  return { kind: 'table', columns, rows };
}

const result = ({ outcome, detail }: TestResult): DocumentCell => ({ mark: marks[outcome], text: `${outcome}: ${detail}` });

function explanation(withModule: boolean): string {
  const lines = [
    'Every result comes from a real operation with the key on the device. Signatures are verified, and the other side of RSA decryption and ECDH is computed, in software with the public key.',
    'The value of an AES key never leaves the device, so software cannot compute it again: encryption is compared with decryption on the device.',
    ...(withModule ? ['With the module, the results by APDU are compared with those of the module. Keys are matched by their ID.'] : []),
    'Not tested is neither good nor bad; its reason is given.',
  ];
  return lines.join('\n');
}
