import { ascii } from '../../shared/bytes.ts';
import { refuse } from '../../shared/failure.ts';
import { addressBytes } from '../../shared/ip-address.ts';
import { t } from '../../shared/language/text.ts';
import type { AlternativeName } from '../../shared/subject.ts';
import { alternativeNameComplaint, MOST_NAMES } from '../../shared/subject-checks.ts';
import { encodeTlv } from './tlv.ts';

const SEQUENCE = 0x30;
// context tags of GeneralName (RFC 5280 4.2.1.6)
const tags = { email: 0x81, DNS: 0x82, URI: 0x86, IP: 0x87 } as const;

/** DER of GeneralNames. Throws Refusal alternative-name-invalid, which names the one that cannot be used. */
export function encodeAlternativeNames(names: readonly AlternativeName[]): Uint8Array {
  if (names.length > MOST_NAMES)
    refuse('alternative-name-invalid', { name: '…', detail: t('there are more than {limit}', { limit: MOST_NAMES }) });
  return encodeTlv(SEQUENCE, ...names.map(encodeName));
}

function encodeName(name: AlternativeName): Uint8Array {
  const { kind, value } = name;
  const detail = alternativeNameComplaint(name);
  const address = kind === 'IP' ? addressBytes(value) : undefined;
  if (detail) refuse('alternative-name-invalid', { name: value.replace(/[^\x20-\x7e\p{L}\p{N}]/gu, '?').slice(0, 80), detail });
  return encodeTlv(tags[kind], address ?? ascii.encode(value));
}
