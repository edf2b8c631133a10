import { capabilityName } from '../algorithms.ts';
import { nameOfType } from '../clone/words.ts';
import { t } from '../language/text.ts';
import type { Found, InspectedFile, WrappedKeyFacts } from '../models/inspection.ts';

/** What a file is, in a few words. */
const kinds: Readonly<Record<Found['kind'], string>> = {
  'wrapped-key': t('wrapped key'),
  'share-file': t('DKEK share file'),
  'key-file': t('key in the open'),
  other: t('other file'),
};

export function kindOf({ found, sheet }: InspectedFile): string {
  return sheet ? t('sheet {sheetId} of a {kind}', { sheetId: sheet.sheetId, kind: kinds[found.kind] }) : kinds[found.kind];
}

/** A key's capabilities by name, or that it has no list. */
export function capabilitiesOf({ capabilities }: WrappedKeyFacts): string {
  return capabilities.length === 0 ? t('no list: all that its kind can') : capabilities.map(capabilityName).join(', ');
}

/** Certificate or request in a wrapped key file. */
export function certificateOf({ certificate, x509, vouchedBy }: WrappedKeyFacts): string {
  if (x509)
    return t('{subject}, issued by {issuer}, valid until {day}', {
      subject: x509.subject,
      issuer: x509.issuer,
      day: x509.notAfter.slice(0, 10),
    });
  if (certificate === 'request')
    return t(
      'request of device {device}, which says that the key was generated there; Show Attestation… proves it once the key is on a device',
      { device: vouchedBy ?? t('unknown') },
    );
  return certificate === 'none' ? t('none') : t('damaged');
}

export const typeOf = ({ type }: WrappedKeyFacts): string => ('size' in type && type.size === 0 ? type.kind : nameOfType(type));
