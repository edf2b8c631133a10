import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublicKey } from '../../../electron/card/public-keys.ts';
import { checkCertificateForKey, checkChain } from '../../../electron/ceremony/certificates/check-certificate.ts';
import { type Certificate, readCertificate, readCertificates } from '../../../electron/codec/certificate.ts';
import { certificateSha256 } from '../../../electron/codec/certificate-summary.ts';
import { curve, curveByOid } from '../../../electron/crypto/curves.ts';
import { utf8 } from '../../../shared/bytes.ts';
import { Refusal } from '../../../shared/failure.ts';
import { Openssl } from './openssl.ts';

/** Every key and certificate here is made by openssl while the test runs. */
const openssl = new Openssl();
afterAll(() => openssl.close());

const keyKinds = {
  rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  secp256r1: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
  secp384r1: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp384r1'],
  secp521r1: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp521r1'],
  brainpoolP256r1: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:brainpoolP256r1'],
  brainpoolP512r1: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:brainpoolP512r1'],
  secp256k1: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1'],
  secp192r1: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:prime192v1'],
  ed25519: ['-algorithm', 'ED25519'],
} as const;
type Kind = keyof typeof keyKinds;

function makeKey(kind: Kind): void {
  if (!openssl.has(`${kind}.key`)) openssl.run('genpkey', ...keyKinds[kind], '-out', `${kind}.key`);
}

interface Wanted {
  readonly name: string;
  readonly key: Kind;
  /** Name of the issuer's certificate; without one, self-signed. */
  readonly issuer?: string;
  readonly issuerKey?: Kind;
  readonly extensions?: string;
  readonly subject?: string;
  readonly dates?: readonly [string, string];
  readonly options?: readonly string[];
}

const ca = 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign';
const leaf = 'basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\nsubjectAltName=DNS:a.example';

/** With `openssl ca`, because it alone in 3.0 takes both dates. */
function issue({ name, key, issuer, issuerKey, extensions = leaf, subject = `/CN=${name}`, dates, options = [] }: Wanted): Certificate {
  makeKey(key);
  const signer = issuerKey ?? key;
  makeKey(signer);
  openssl.write('index.txt', '');
  openssl.write('index.txt.attr', '');
  openssl.write(
    'ca.cnf',
    `[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\npolicy=p\nunique_subject=no\n[p]\ncommonName=optional\n[req]\ndistinguished_name=n\n[n]\n[x]\n${extensions}\n`,
  );
  openssl.run('req', '-new', '-utf8', '-config', 'ca.cnf', '-key', `${key}.key`, '-subj', subject, '-out', 'new.csr');
  const [from, until] = dates ?? ['20200101000000Z', '20991231235959Z'];
  const by = issuer ? ['-cert', `${issuer}.pem`] : ['-selfsign'];
  // prettier: one line of arguments
  openssl.run(
    'ca',
    '-config',
    'ca.cnf',
    '-batch',
    '-notext',
    '-in',
    'new.csr',
    ...by,
    '-keyfile',
    `${signer}.key`,
    '-startdate',
    from,
    '-enddate',
    until,
    '-extensions',
    'x',
    '-preserveDN',
    '-out',
    `${name}.pem`,
    ...options,
  );
  return readCertificates(openssl.read(`${name}.pem`))[0] as Certificate;
}

const now = new Date('2030-06-01T00:00:00Z');
const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error.failure.code;
    throw error;
  }
  return 'none';
};

let root: Certificate;
let middle: Certificate;
let end: Certificate;
beforeAll(() => {
  root = issue({ name: 'Root', key: 'rsa', extensions: ca });
  middle = issue({
    name: 'Middle',
    key: 'secp384r1',
    issuer: 'Root',
    issuerKey: 'rsa',
    extensions: `basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign`,
  });
  end = issue({ name: 'End', key: 'brainpoolP256r1', issuer: 'Middle', issuerKey: 'secp384r1', subject: '/CN=Ändé' });
});

describe('a certificate', () => {
  it('is read as openssl reads it, from PEM and from DER', () => {
    openssl.run('x509', '-in', 'End.pem', '-outform', 'DER', '-out', 'End.der');
    const again = readCertificate(openssl.read('End.der'));
    expect(again).toEqual(end);
    const shown = openssl.run('x509', '-in', 'End.pem', '-noout', '-serial', '-fingerprint', '-sha256');
    expect(shown).toContain(`serial=${end.serial.replace(/^00/, '')}`);
    expect(shown.replaceAll(':', '')).toContain(certificateSha256(end));
    expect(end).toMatchObject({ subject: 'CN=Ändé', issuer: 'CN=Middle', isCa: false, notBefore: new Date('2020-01-01T00:00:00Z') });
    expect(end.notAfter).toEqual(new Date('2099-12-31T23:59:59Z'));
    expect(middle).toMatchObject({ isCa: true, pathLength: 0 });
    expect(end.publicKey?.kind === 'EC' && curveByOid(end.publicKey.oid)?.name).toBe('brainpoolP256r1');
  });

  it('belongs to its key and to no other', () => {
    const Q = end.publicKey?.kind === 'EC' ? end.publicKey.Q : new Uint8Array(0);
    const key: PublicKey = { kind: 'EC', curve: 'brainpoolP256r1', Q };
    expect(codeOf(() => checkCertificateForKey(end, key))).toBe('none');
    const other: PublicKey = { kind: 'EC', curve: 'brainpoolP256r1', Q: curve('brainpoolP256r1').generate().Q };
    expect(codeOf(() => checkCertificateForKey(end, other))).toBe('certificate-other-key');
    expect(codeOf(() => checkCertificateForKey(root, key))).toBe('certificate-other-key');
    const modulus = root.publicKey?.kind === 'RSA' ? root.publicKey.modulus : new Uint8Array(0);
    const zeroLed = Uint8Array.of(0, ...modulus);
    expect(codeOf(() => checkCertificateForKey(root, { kind: 'RSA', modulus: zeroLed, exponent: Uint8Array.of(1, 0, 1) }))).toBe('none');
  });

  it('that is none is refused in words', () => {
    expect(codeOf(() => readCertificates(new Uint8Array(0)))).toBe('certificate-malformed');
    expect(codeOf(() => readCertificates(openssl.read('rsa.key')))).toBe('certificate-malformed');
    expect(codeOf(() => readCertificate(end.der.subarray(0, -1)))).toBe('certificate-malformed');
  });
});

describe('a chain', () => {
  it('goes up to the self-signed issuer that was given', () => {
    expect(checkChain(end, [root, middle], now)).toEqual([end, middle, root]);
    expect(checkChain(root, [root], now)).toEqual([root]);
  });

  it.each(['rsa', 'secp256r1', 'secp384r1', 'secp521r1', 'brainpoolP256r1', 'brainpoolP512r1', 'secp256k1', 'secp192r1'] as const)(
    'is verified with an issuer key %s, and not once the signature is altered',
    (key) => {
      const issuer = issue({ name: `CA ${key}`, key, extensions: ca });
      const certificate = issue({ name: `under ${key}`, key: 'secp256r1', issuer: `CA ${key}`, issuerKey: key });
      expect(checkChain(certificate, [issuer], now)).toHaveLength(2);
      const der = certificate.der.slice();
      der[der.length - 1] = (der[der.length - 1] as number) ^ 1;
      expect(codeOf(() => checkChain(readCertificate(der), [issuer], now))).toBe('certificate-wrong-issuer');
    },
  );

  it.each(['sha1', 'sha256', 'sha384', 'sha512'])('is verified with RSA-PSS and PKCS#1 over %s', (hash) => {
    const pss = ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:20', '-md', hash];
    for (const options of [pss, ['-md', hash]]) {
      const certificate = issue({ name: 'hash', key: 'secp256r1', issuer: 'Root', issuerKey: 'rsa', options });
      expect(checkChain(certificate, [root], now)).toHaveLength(2);
    }
  });

  it('says why it is not accepted', () => {
    const under = { key: 'secp256r1', issuer: 'Root', issuerKey: 'rsa' } as const;
    const expired = issue({ ...under, name: 'old', dates: ['20200101000000Z', '20210101000000Z'] });
    const early = issue({ ...under, name: 'early', dates: ['20500101000000Z', '20510101000000Z'] });
    const critical = issue({ ...under, name: 'critical', extensions: '1.2.3.4=critical,ASN1:NULL' });
    const alone = issue({ name: 'alone', key: 'secp256r1' });
    const byLeaf = issue({ name: 'by leaf', key: 'secp256k1', issuer: 'End', issuerKey: 'brainpoolP256r1' });
    const impostor = issue({ name: 'impostor', key: 'secp256k1', extensions: ca, subject: '/CN=Root' });
    const below = issue({ name: 'below', key: 'secp521r1', issuer: 'Middle', issuerKey: 'secp384r1', extensions: ca });
    const tooDeep = issue({ name: 'too deep', key: 'secp256r1', issuer: 'below', issuerKey: 'secp521r1' });
    const strange = issue({ name: 'strange', key: 'ed25519', extensions: ca, options: ['-md', 'null'] });

    expect(codeOf(() => checkChain(expired, [root], now))).toBe('certificate-expired');
    expect(codeOf(() => checkChain(early, [root], now))).toBe('certificate-not-yet-valid');
    expect(codeOf(() => checkChain(critical, [root], now))).toBe('certificate-extension-unknown');
    expect(codeOf(() => checkChain(alone, [root], now))).toBe('certificate-self-signed');
    expect(codeOf(() => checkChain(end, [root], now))).toBe('certificate-issuer-missing');
    expect(codeOf(() => checkChain(end, [middle], now))).toBe('certificate-issuer-missing');
    expect(codeOf(() => checkChain(middle, [impostor], now))).toBe('certificate-wrong-issuer');
    expect(codeOf(() => checkChain(byLeaf, [end, middle, root], now))).toBe('certificate-issuer-not-ca');
    expect(codeOf(() => checkChain(tooDeep, [below, middle, root], now))).toBe('certificate-path-too-long');
    expect(codeOf(() => checkChain(strange, [strange], now))).toBe('certificate-algorithm-unsupported');
    expect(checkChain(middle, [impostor, root], now)).toEqual([middle, root]);
  });
});

describe('garbage', () => {
  it('never does more than to be refused', () => {
    const marked = utf8.encode('-----BEGIN CERTIFICATE-----\n');
    const altered = fc.tuple(fc.nat(end.der.length - 1), fc.nat(255)).map(([at, byte]) => {
      const der = end.der.slice();
      der[at] = byte;
      return der;
    });
    const junk = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.uint8Array({ maxLength: 100 }).map((bytes) => Uint8Array.from([...marked, ...bytes])),
      altered,
      fc.nat(end.der.length).map((length) => end.der.subarray(0, length)),
    );
    fc.assert(
      fc.property(junk, (bytes) => {
        codeOf(() => readCertificates(bytes).map((certificate) => checkChain(certificate, [middle, root], now)));
      }),
      { numRuns: 600 },
    );
  });
});
