import type { TestCheck, TestReport } from '../../../shared/models/reports.ts';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { Icon, type IconName } from '../../icons.tsx';

const icons: Record<TestCheck['outcome'], IconName> = { passed: 'check', failed: 'cross', 'not tested': 'dash' };

interface TestReportDialogProps {
  readonly title: string;
  readonly device: string;
  readonly report: TestReport;
}

export function TestReportDialog({ title, device, report }: TestReportDialogProps) {
  const failed = report.checks.filter((check) => check.outcome === 'failed').length;
  return (
    <DialogFrame title={title} about={device} isWide>
      <DialogBody>
        <Words kind={report.passed ? 'done' : 'danger'} isNews>
          {report.passed
            ? `${report.subject}: passed.`
            : `${report.subject}: failed (${failed} of ${report.checks.length} checks). Do not rely on it.`}
        </Words>
        <table className="checks">
          <thead>
            <tr>
              <th scope="col">Result</th>
              <th scope="col">Check</th>
              <th scope="col">What was done</th>
            </tr>
          </thead>
          <tbody>
            {report.checks.map((check) => (
              <tr key={check.name} className={check.outcome.replace(' ', '-')}>
                <td>
                  <span className="outcome">
                    <Icon name={icons[check.outcome]} />
                    {check.outcome}
                  </span>
                </td>
                <th scope="row">{check.name}</th>
                <td>{check.detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </DialogBody>
      <ReportFoot />
    </DialogFrame>
  );
}
