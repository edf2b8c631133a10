import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The system's openssl in a folder of its own: an implementation that shares nothing with ours. */
export class Openssl {
  readonly folder = mkdtempSync(join(tmpdir(), 'conclave-openssl-'));

  run(...args: string[]): string {
    const options = { cwd: this.folder, encoding: 'utf8', stdio: 'pipe' } as const;
    return execFileSync('openssl', args, options);
  }

  write(name: string, content: Uint8Array | string): string {
    writeFileSync(join(this.folder, name), content);
    return name;
  }

  read(name: string): Uint8Array {
    return Uint8Array.from(readFileSync(join(this.folder, name)));
  }

  has(name: string): boolean {
    return existsSync(join(this.folder, name));
  }

  /** Whether openssl accepts a signature with SHA-256, PKCS#1 v1.5 or ECDSA. */
  accepts(publicKeyPem: string, message: Uint8Array, signature: Uint8Array): boolean {
    this.write('public.pem', publicKeyPem);
    this.write('message', message);
    this.write('signature', signature);
    return this.run('dgst', '-sha256', '-verify', 'public.pem', '-signature', 'signature', 'message').includes('Verified OK');
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }
}
