import { t } from '../../../shared/language/text.ts';
import type { AttestationLink } from '../../../shared/models/certificates.ts';
import { Hex } from '../../controls/Facts.tsx';
import { Text } from '../../controls/Text.tsx';
import { linkWords } from '../certificate-words.ts';

const prints: Readonly<Record<AttestationLink['fingerprintOf'], string>> = {
  certificate: t('SHA-256 of its certificate:'),
  request: t('SHA-256 of its request:'),
  'public key': t('SHA-256 of its public key:'),
};

/** From the root down to the key: who vouches for whom. */
export function AttestationChain({ links }: { readonly links: readonly AttestationLink[] }) {
  return (
    <ol className="chain" aria-label={t('Chain of trust, from the root down')}>
      {links.map(({ role, holder, authority, sha256, fingerprintOf, validUntil }) => (
        <li key={`${role}-${holder}`}>
          <span className="chain-role">{linkWords[role]}</span>
          <div>
            <p>
              {role === 'root' ? (
                <code>{holder}</code>
              ) : (
                <Text
                  of="{holder} signed by {authority}"
                  holder={<code>{holder}</code>}
                  authority={<code>{authority || t('nobody named')}</code>}
                />
              )}
              {validUntil && ` ${t('until {day}', { day: validUntil })}`}
            </p>
            <p className="chain-print">
              {prints[fingerprintOf]} <Hex digits={sha256} />
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
