import { capabilityName } from '../algorithms.ts';
import { nameOfType } from '../clone/words.ts';
import type { InspectedFile, WrappedKeyFacts } from '../models/inspection.ts';

/** What a file is, in a few words. */
export function kindOf({ found, sheet }: InspectedFile): string {
  const name = { 'wrapped-key': 'wrapped key', 'share-file': 'DKEK share file', 'key-file': 'key in the open', other: 'other file' }[
    found.kind
  ];
  return sheet ? `sheet ${sheet.sheetId} of a ${name}` : name;
}

/** A key's capabilities by name, or that it has no list. */
export function capabilitiesOf({ capabilities }: WrappedKeyFacts): string {
  return capabilities.length === 0 ? 'no list: all that its kind can' : capabilities.map(capabilityName).join(', ');
}

/** Certificate or request in a wrapped key file. */
export function certificateOf({ certificate, x509, vouchedBy }: WrappedKeyFacts): string {
  if (x509) return `${x509.subject}, issued by ${x509.issuer}, valid until ${x509.notAfter.slice(0, 10)}`;
  if (certificate === 'request')
    return `request of device ${vouchedBy ?? 'unknown'}, which says that the key was generated there; Show Attestation… proves it once the key is on a device`;
  return certificate === 'none' ? 'none' : 'damaged';
}

export const typeOf = ({ type }: WrappedKeyFacts): string => ('size' in type && type.size === 0 ? type.kind : nameOfType(type));
