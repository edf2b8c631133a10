import { t } from '../../../../shared/language/text.ts';
import type { CertificateFinding } from '../../../../shared/models/certificates.ts';
import { Icon } from '../../../icons.tsx';

/** What speaks against a certificate, each with what it means and what can be done. */
export function Findings({ findings }: { readonly findings: readonly CertificateFinding[] }) {
  return (
    <ul className="findings" aria-label={t('Findings')}>
      {findings.map(({ what, meaning, next, weight }) => (
        <li key={what} className={`words ${weight === 'error' ? 'danger' : 'warning'}`}>
          <Icon name={weight === 'error' ? 'stop' : 'warning'} />
          <div>
            <p className="words-what">{what}</p>
            <p>{meaning}</p>
            <p>{next}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
