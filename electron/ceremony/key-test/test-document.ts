import { t } from '../../../shared/language/text.ts';
import type { DocumentCell, DocumentFact, DocumentMark, DocumentModel, DocumentTable } from '../../../shared/models/document.ts';
import type { TestedItem, TestOutcome, TestReport, TestResult } from '../../../shared/models/reports.ts';
import type { RuntimeSnapshot } from '../../../shared/models/snapshot.ts';
import type { Tested } from './test-report.ts';

const marks: Readonly<Record<TestOutcome, DocumentMark>> = { passed: 'good', failed: 'bad', 'not tested': 'open' };
const verdicts: Readonly<Record<TestReport['outcome'], readonly [DocumentMark, string]>> = {
  passed: ['good', t('Passed')],
  failed: ['bad', t('Failed: do not rely on it')],
  incomplete: ['open', t('Incomplete')],
};

/** The report as an auditor keeps it: what was tested, with what, when, and every result with its reason. */
export function testDocument(tested: Tested, report: Omit<TestReport, 'document'>, made: string, runtime: RuntimeSnapshot): DocumentModel {
  const { device, practice, module } = tested;
  const [mark, verdict] = verdicts[report.outcome];
  const withModule = module !== undefined || report.items.some(({ operations }) => operations.some((each) => each.module));
  const facts: DocumentFact[] = [
    { term: t('Tested'), value: made },
    { term: t('Device'), value: device.label || t('(no label)') },
    { term: t('Serial'), value: device.serial, digits: true },
    { term: t('Firmware'), value: device.firmware || t('not told by the device') },
    { term: t('Device certificate'), value: device.holder, digits: true },
    { term: t('SHA-256 of it'), value: device.certificateSha256, digits: true },
    { term: t('Mode'), value: practice ? t('rehearsal, a simulated device: proves nothing about real keys') : t('production') },
    {
      term: t('Program'),
      value: `Conclave ${runtime.version}, Electron ${runtime.electron}${runtime.developmentOnly ? t(' (a runtime for development and rehearsal only)') : ''}`,
    },
    { term: t('PKCS#11 module'), value: module?.name ?? (withModule ? t('asked for, but not reached') : t('none: tested by APDU only')) },
    ...(module
      ? [
          { term: t('File of the module'), value: module.path, digits: true },
          { term: t('SHA-256 of it'), value: module.sha256, digits: true },
        ]
      : []),
  ];
  return {
    fileName: `test-report-${device.serial}`,
    title: t('Test report'),
    subtitle: report.subject,
    made,
    practice,
    parts: [
      {
        kind: 'statement',
        mark,
        text: `${verdict}. ${report.summary}${report.ended ? t(' The test ended early: {why}', { why: report.ended }) : ''}`,
      },
      { kind: 'facts', facts },
      { kind: 'heading', text: t('Results') },
      resultTable(report.items, withModule),
      { kind: 'heading', text: t('How to read this'), level: 2 },
      { kind: 'paragraph', text: explanation(withModule) },
    ],
  };
}

function resultTable(items: readonly TestedItem[], withModule: boolean): DocumentTable {
  const columns = [
    { title: t('Tested'), width: 3 },
    { title: t('Operation'), width: 3 },
    { title: t('By APDU'), width: withModule ? 4 : 6 },
    ...(withModule ? [{ title: t('Through the module'), width: 4 }] : []),
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

const outcomeWords: Readonly<Record<TestOutcome, string>> = { passed: t('passed'), failed: t('failed'), 'not tested': t('not tested') };

const result = ({ outcome, detail }: TestResult): DocumentCell => ({
  mark: marks[outcome],
  text: t('{outcome}: {detail}', { outcome: outcomeWords[outcome], detail }),
});

function explanation(withModule: boolean): string {
  const lines = [
    t(
      'Every result comes from a real operation with the key on the device. Signatures are verified, and the other side of RSA decryption and ECDH is computed, in software with the public key.',
    ),
    t(
      'The value of an AES key never leaves the device, so software cannot compute it again: encryption is compared with decryption on the device.',
    ),
    ...(withModule ? [t('With the module, the results by APDU are compared with those of the module. Keys are matched by their ID.')] : []),
    t('Not tested is neither good nor bad; its reason is given.'),
  ];
  return lines.join('\n');
}
