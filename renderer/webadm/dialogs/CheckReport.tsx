import type { ConfCheck, ConfFinding } from '../../../shared/models/webadm.ts';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { Icon, type IconName } from '../../icons.tsx';

const marks: Record<ConfFinding['mark'], readonly [IconName, string]> = {
  good: ['check', 'fits'],
  bad: ['stop', 'does not fit'],
  open: ['info', 'check'],
};

/** What was found in a webadm.conf, line by line. */
export function CheckReport({ check: { path, devices, findings, fits } }: { readonly check: ConfCheck }) {
  const bad = findings.filter(({ mark }) => mark === 'bad').length;
  return (
    <DialogFrame title="Check webadm.conf" about={path} isWide>
      <DialogBody>
        <Words kind={fits ? 'done' : 'danger'} isNews>
          {fits
            ? devices.length > 0
              ? 'Nothing in this file contradicts these devices.'
              : 'Nothing in this file is wrong by itself.'
            : `${bad} ${bad === 1 ? 'thing does' : 'things do'} not fit. WebADM could not use the keys with these settings.`}
        </Words>
        <p>{devices.length > 0 ? `Compared with ${devices.join(', ')}.` : 'No device was compared.'}</p>
        <table className="checks">
          <thead>
            <tr>
              <th scope="col">Result</th>
              <th scope="col">Setting</th>
              <th scope="col">What was found, and what to do</th>
            </tr>
          </thead>
          <tbody>
            {findings.map((finding, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a report does not change, and one line can have several findings
              <Row key={at} finding={finding} />
            ))}
          </tbody>
        </table>
      </DialogBody>
      <ReportFoot />
    </DialogFrame>
  );
}

function Row({ finding: { mark, line, setting, value, what, next } }: { readonly finding: ConfFinding }) {
  const [icon, word] = marks[mark];
  return (
    <tr className={mark === 'good' ? 'passed' : mark === 'bad' ? 'failed' : 'not-tested'}>
      <td>
        <span className="outcome">
          <Icon name={icon} />
          {word}
        </span>
      </td>
      <th scope="row">
        <code className="conf-setting">{setting}</code>
        {value && <code className="conf-setting">{value}</code>}
        {line !== undefined && <span className="matrix-kind">line {line}</span>}
      </th>
      <td>
        {what} {next}
      </td>
    </tr>
  );
}
