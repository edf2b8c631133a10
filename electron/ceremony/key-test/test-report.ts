import { t } from '../../../shared/language/text.ts';
import type { TestOutcome, TestReport } from '../../../shared/models/reports.ts';
import type { Serial } from '../../../shared/numbers.ts';
import type { ModuleIdentity } from '../../pkcs11/host.ts';
import { dateWithZone } from '../sheets/sheet-origin.ts';
import type { Workstation } from '../workstation.ts';
import { type Finding, outcomeOf } from './findings.ts';
import { testDocument } from './test-document.ts';

/** What a report is about, and what was found. */
export interface Tested {
  readonly subject: string;
  readonly device: {
    readonly serial: Serial;
    readonly label: string;
    readonly firmware: string;
    readonly holder: string;
    readonly certificateSha256: string;
  };
  readonly practice: boolean;
  readonly findings: readonly Finding[];
  readonly certificate?: Finding;
  module?: UsedModule;
}

export type UsedModule = Pick<ModuleIdentity, 'path' | 'sha256'> & { readonly name: string };

/** The report for the window; its document is kept for saving and printing. */
export function testReport(
  { documents, fleet }: Workstation,
  tested: Tested,
  scope: { readonly module: boolean },
  ended: string | undefined,
): TestReport {
  const items = tested.findings.map((finding) => finding.item(scope.module));
  const count = (wanted: TestOutcome) => items.filter(({ outcome }) => outcome === wanted).length;
  const [passed, failed, open] = [count('passed'), count('failed'), count('not tested')];
  const counted = [
    ...(passed > 0 ? [t('{n, plural, other {# passed}}', { n: passed })] : []),
    ...(failed > 0 ? [t('{n, plural, other {# failed}}', { n: failed })] : []),
    ...(open > 0 ? [t('{n, plural, other {# not tested}}', { n: open })] : []),
  ];
  const overall = outcomeOf(items);
  const outcome = overall === 'failed' ? 'failed' : overall === 'passed' && ended === undefined ? 'passed' : 'incomplete';
  const report: Omit<TestReport, 'document'> = {
    subject: tested.subject,
    passed: outcome === 'passed',
    outcome,
    summary: `${counted.join(', ')}.`,
    ...(ended === undefined ? {} : { ended }),
    ...(tested.module ? { module: tested.module.name } : {}),
    items,
  };
  const { runtime } = fleet.snapshot;
  return { ...report, document: documents.keep(testDocument(tested, report, dateWithZone(new Date()), runtime)) };
}
