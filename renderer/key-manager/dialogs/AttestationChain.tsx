import type { AttestationLink } from '../../../shared/models/certificates.ts';
import { Hex } from '../../controls/Facts.tsx';
import { linkWords } from '../certificate-words.ts';

/** From the root down to the key: who vouches for whom. */
export function AttestationChain({ links }: { readonly links: readonly AttestationLink[] }) {
  return (
    <ol className="chain" aria-label="Chain of trust, from the root down">
      {links.map(({ role, holder, authority, sha256, fingerprintOf, validUntil }) => (
        <li key={`${role}-${holder}`}>
          <span className="chain-role">{linkWords[role]}</span>
          <div>
            <p>
              <code>{holder}</code>
              {role !== 'root' && (
                <>
                  {' '}
                  signed by <code>{authority || 'nobody named'}</code>
                </>
              )}
              {validUntil && ` until ${validUntil}`}
            </p>
            <p className="chain-print">
              SHA-256 of its {fingerprintOf}: <Hex digits={sha256} />
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
