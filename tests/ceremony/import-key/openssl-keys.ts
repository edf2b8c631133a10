import type { Openssl } from '../certificates/openssl.ts';

/** Keys as the system's openssl makes them. */
export const opensslKeys = {
  'RSA-1024': ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'],
  'RSA-2048': ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  'RSA-3072': ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:3072'],
  'RSA-4096': ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:4096'],
  secp256r1: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
  secp384r1: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp384r1'],
  secp521r1: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp521r1'],
  brainpoolP256r1: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:brainpoolP256r1'],
  secp256k1: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1'],
  explicit: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-pkeyopt', 'ec_param_enc:explicit'],
  secp224r1: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp224r1'],
  ed25519: ['-algorithm', 'ED25519'],
  'RSA-1280': ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1280'],
} as const;
export type KeyName = keyof typeof opensslKeys;

/** `<name>.key` and a self-signed certificate `<name>.pem`, once in a folder. */
export function makeKey(openssl: Openssl, name: KeyName): KeyName {
  if (openssl.has(`${name}.pem`)) return name;
  openssl.run('genpkey', ...opensslKeys[name], '-out', `${name}.key`);
  openssl.run('req', '-x509', '-new', '-key', `${name}.key`, '-subj', `/CN=${name}`, '-days', '30', '-out', `${name}.pem`);
  return name;
}

/** A PKCS#12 file of that key and its certificate; openssl's -legacy needs the legacy provider. */
export function makePkcs12(openssl: Openssl, name: KeyName, password: string, ...options: string[]): Uint8Array {
  makeKey(openssl, name);
  const key = ['-inkey', `${name}.key`, '-in', `${name}.pem`, '-name', 'Schlüssel 1'];
  openssl.run('pkcs12', '-export', ...key, '-passout', `pass:${password}`, '-out', 'out.p12', ...options);
  return openssl.read('out.p12');
}

export const publicPemOf = (openssl: Openssl, name: KeyName): string => openssl.run('pkey', '-in', `${name}.key`, '-pubout');
