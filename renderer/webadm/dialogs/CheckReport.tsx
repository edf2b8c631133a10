import { t } from '../../../shared/language/text.ts';
import type { ConfCheck, ConfFinding } from '../../../shared/models/webadm.ts';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { Icon, type IconName } from '../../icons.tsx';

const marks: Record<ConfFinding['mark'], readonly [IconName, string]> = {
  good: ['check', t('fits')],
  bad: ['stop', t('does not fit')],
  open: ['info', t('check')],
};

/** What was found in a webadm.conf, line by line. */
export function CheckReport({ check: { path, devices, findings, fits } }: { readonly check: ConfCheck }) {
  const bad = findings.filter(({ mark }) => mark === 'bad').length;
  return (
    <DialogFrame title={t('Check webadm.conf')} about={path} isWide>
      <DialogBody>
        <Words kind={fits ? 'done' : 'danger'} isNews>
          {fits
            ? devices.length > 0
              ? t('Nothing in this file contradicts these devices.')
              : t('Nothing in this file is wrong by itself.')
            : t('{n, plural, one {# thing does} other {# things do}} not fit. WebADM could not use the keys with these settings.', {
                n: bad,
              })}
        </Words>
        <p>{devices.length > 0 ? t('Compared with {devices}.', { devices: devices.join(', ') }) : t('No device was compared.')}</p>
        <table className="checks">
          <thead>
            <tr>
              <th scope="col">{t('Result')}</th>
              <th scope="col">{t('Setting')}</th>
              <th scope="col">{t('What was found, and what to do')}</th>
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
        {line !== undefined && <span className="matrix-kind">{t('line {line}', { line })}</span>}
      </th>
      <td>
        {what} {next}
      </td>
    </tr>
  );
}
