import { join } from 'node:path';
import { Openssl } from './openssl.ts';

interface Wanted {
  readonly by?: 'root' | 'issuing';
  readonly from?: string;
  readonly until?: string;
  readonly extensions?: string;
}

const config =
  '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\npolicy=p\nunique_subject=no\n[p]\ncommonName=optional\n';
const forAuthority = 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n';
const forLeaf =
  'basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\nsubjectAltName=DNS:www.example.org\n';

/** A certification authority of openssl: a root, an issuing certificate below it, and what it makes of requests. */
export class Authority {
  readonly openssl = new Openssl();

  constructor() {
    const root = ['-newkey', 'rsa:2048', '-nodes', '-keyout', 'root.key', '-out', 'root.pem', '-days', '3650'];
    this.openssl.run('req', '-x509', ...root, '-subj', '/O=Example/CN=Example Root', '-addext', 'basicConstraints=critical,CA:TRUE');
    const middle = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', 'issuing.key', '-out', 'issuing.csr'];
    this.openssl.run('req', '-new', ...middle, '-subj', '/O=Example/CN=Example Issuing');
    this.issue('issuing.csr', 'issuing.pem', { by: 'root', extensions: forAuthority });
  }

  path(name: string): string {
    return join(this.openssl.folder, name);
  }

  /** Issues `name` for a request file; gives its path. */
  issue(request: string, name: string, { by = 'issuing', from, until, extensions = forLeaf }: Wanted = {}): string {
    this.openssl.write('index.txt', '');
    this.openssl.write('index.txt.attr', '');
    this.openssl.write('ca.cnf', `${config}[x]\n${extensions}`);
    const dates = ['-startdate', from ?? '20200101000000Z', '-enddate', until ?? '20991231235959Z'];
    const issuer = ['-cert', `${by}.pem`, '-keyfile', `${by}.key`];
    const how = ['-config', 'ca.cnf', '-batch', '-notext', '-extensions', 'x', '-preserveDN'];
    this.openssl.run('ca', ...how, ...issuer, ...dates, '-in', request, '-out', name);
    return this.path(name);
  }

  /** Several files as one; gives its path. */
  together(name: string, ...parts: string[]): string {
    this.openssl.write(name, Buffer.concat(parts.map((part) => this.openssl.read(part))));
    return this.path(name);
  }

  close(): void {
    this.openssl.close();
  }
}
