import { t } from '../../../shared/language/text.ts';
import type { PreflightFinding } from '../../../shared/models/script.ts';
import { Icon, type IconName } from '../../icons.tsx';

const drawn = {
  failed: { icon: 'cross', words: t('failed'), look: 'failed' },
  warning: { icon: 'warning', words: t('look'), look: 'look' },
  unknown: { icon: 'dash', words: t('not known'), look: 'not-tested' },
  ok: { icon: 'check', words: t('good'), look: 'passed' },
} as const satisfies Record<PreflightFinding['result'], { icon: IconName; words: string; look: string }>;

const order = Object.keys(drawn) as PreflightFinding['result'][];

/** What needs somebody comes first. */
export function sorted(findings: readonly PreflightFinding[]): readonly PreflightFinding[] {
  return [...findings].sort((a, b) => order.indexOf(a.result) - order.indexOf(b.result));
}

export function isFit(findings: readonly PreflightFinding[]): boolean {
  return findings.every(({ result }) => result !== 'failed');
}

/** One line for each check; where there is something to mend, why and how stand below it. */
export function Findings({ findings }: { readonly findings: readonly PreflightFinding[] }) {
  return (
    <table className="checks workstation-checks" aria-label={t('Checks')}>
      <thead>
        <tr>
          <th scope="col">{t('Result')}</th>
          <th scope="col">{t('Check')}</th>
          <th scope="col">{t('What was found')}</th>
        </tr>
      </thead>
      <tbody>
        {findings.map(({ check, result, detail, why, mend }) => (
          <tr key={check} className={drawn[result].look}>
            <td>
              <span className={`outcome ${drawn[result].look}`}>
                <Icon name={drawn[result].icon} />
                {drawn[result].words}
              </span>
            </td>
            <th scope="row">{check}</th>
            <td>
              <p>{detail}</p>
              {result !== 'ok' && why && <p className="why">{why}</p>}
              {mend && (
                <p className="mend">
                  <strong>{t('To mend it:')}</strong> {mend}
                </p>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
