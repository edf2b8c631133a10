import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bundleScript } from '../../build/bundle.mjs';
import { Secret } from '../../electron/crypto/secret.ts';
import { findModules, knownModule } from '../../electron/pkcs11/find-modules.ts';
import { type HostOptions, type Pkcs11Host, pkcs11Host } from '../../electron/pkcs11/host.ts';
import { moduleEnvironment, nodeStarter, type ProcessStarter } from '../../electron/pkcs11/process-starter.ts';
import { ascii } from '../../shared/bytes.ts';
import { badModule, compile } from './bad-modules.ts';
import { type SoftToken, softhsmModule, softToken, userPin } from './softhsm.ts';

const folder = mkdtempSync(join(tmpdir(), 'conclave-bad-modules-'));
// Inside the repository, where the script finds koffi.
const script = join(new URL('../..', import.meta.url).pathname, 'out/test-pkcs11/bad-modules/pkcs11-process.cjs');
const path = (name: string) => join(folder, name);
const hosts: Pkcs11Host[] = [];
let token: SoftToken;
let exits = 0;

const counting: ProcessStarter = (file) => {
  const started = nodeStarter(file);
  started.onExit(() => {
    exits += 1;
  });
  return started;
};
function newHost(patienceMs: NonNullable<HostOptions['patienceMs']> = {}): Pkcs11Host {
  const host = pkcs11Host({ start: counting, script, patienceMs });
  hosts.push(host);
  return host;
}
const refusedAs = (code: string) => ({ failure: { code } });

beforeAll(async () => {
  await bundleScript('electron/pkcs11/pkcs11-process.ts', script);
  token = softToken();
  Object.assign(process.env, token.env);
}, 60_000);
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close();
});
afterAll(() => {
  token.remove();
  rmSync(folder, { recursive: true });
});

describe('a module file', () => {
  const elf = (machine: number, bits: 1 | 2) => {
    const head = Buffer.alloc(64);
    head.set([0x7f, 0x45, 0x4c, 0x46, bits, 1, 1]);
    head.writeUInt16LE(3, 16);
    head.writeUInt16LE(machine, 18);
    return head;
  };

  it('is named by its absolute path, and nothing is searched for', async () => {
    await expect(newHost().load('opensc-pkcs11.so')).rejects.toMatchObject(refusedAs('pkcs11-path-relative'));
    await expect(newHost().load('./libsofthsm2.so')).rejects.toMatchObject(refusedAs('pkcs11-path-relative'));
  });

  it('is refused before it is loaded where it is missing, no library, a pipe, or for another machine', async () => {
    writeFileSync(path('text.so'), 'INPUT(libc.so)');
    writeFileSync(path('cut.so'), elf(62, 2).subarray(0, 17));
    writeFileSync(path('i386.so'), elf(3, 1));
    writeFileSync(
      path('windows.dll'),
      Buffer.concat([Buffer.from('MZ'), Buffer.alloc(58), Buffer.from([64, 0, 0, 0]), Buffer.from('PE\0\0'), Buffer.from([0x64, 0x86])]),
    );
    execFileSync('mkfifo', [path('pipe.so')]);
    const host = newHost();
    const before = exits;
    await expect(host.load(path('absent.so'))).rejects.toMatchObject(refusedAs('pkcs11-module-missing'));
    for (const name of ['text.so', 'cut.so', 'pipe.so', ''])
      await expect(host.load(path(name))).rejects.toMatchObject(refusedAs('pkcs11-not-a-library'));
    const wrong = { code: 'pkcs11-wrong-architecture', what: expect.stringContaining('was built for Linux ia32, this app for Linux') };
    await expect(host.load(path('i386.so'))).rejects.toMatchObject({ failure: wrong });
    await expect(host.load(path('windows.dll'))).rejects.toMatchObject({ failure: { what: expect.stringContaining('Windows x64') } });
    expect(exits).toBe(before);
    await expect(host.slots()).rejects.toMatchObject(refusedAs('pkcs11-no-module'));
  });

  it('is refused when it is a library but no module, or cannot be loaded', async () => {
    const other = compile(folder, 'other', 'int f(void) { return 1; }');
    const lost = compile(folder, 'lost', 'int not_there(void); int C_GetFunctionList(void **l) { return not_there(); }');
    await expect(newHost().load(other)).rejects.toMatchObject(refusedAs('pkcs11-not-a-module'));
    await expect(newHost().load(lost)).rejects.toMatchObject({
      failure: { code: 'pkcs11-load-failed', what: expect.stringContaining('not_there') },
    });
  });

  it('that was replaced is not used when its process is started afresh', async () => {
    const module = badModule(folder, 'vendorError');
    const host = newHost();
    await host.load(module);
    await host.close();
    compile(folder, 'vendorError', 'int f(void) { return 1; }');
    await expect(host.slots()).rejects.toMatchObject(refusedAs('pkcs11-module-changed'));
  });

  it('is found at well-known paths, once each, and its product is told by its name', async () => {
    symlinkSync(softhsmModule, path('opensc-pkcs11.so'));
    const found = await findModules([path('nowhere.so'), path('text.so'), path('opensc-pkcs11.so'), softhsmModule]);
    expect(found.map(({ path, product }) => [path, product])).toEqual([[path('opensc-pkcs11.so'), 'OpenSC']]);
    expect(knownModule('/usr/lib/libsc-hsm-pkcs11.so').about).toContain('AES');
    expect(knownModule('/opt/x/other.so').product).toBe('Another PKCS#11 module');
  });
});

describe('a module that misbehaves', () => {
  it.each(['aborts', 'segfaults'] as const)('and %s takes down its process only, is reported, and is started afresh', async (name) => {
    const host = newHost();
    const module = badModule(folder, name);
    await host.load(module);
    for (const _ of [1, 2]) {
      const before = exits;
      await expect(host.slots()).rejects.toMatchObject({
        failure: { code: 'pkcs11-crashed', what: `The module ${module} crashed during: listing the slots.` },
      });
      expect(exits).toBe(before + 1);
    }
    await host.load(softhsmModule);
    expect((await host.slots()).length).toBeGreaterThan(0);
  });

  it('and hangs is ended after its time, deaf to SIGTERM or not, and is started afresh', async () => {
    const host = newHost({ slots: 700 });
    await host.load(badModule(folder, 'sleeps'));
    const started = performance.now();
    const first = host.slots();
    const waiting = host.slots();
    await expect(first).rejects.toMatchObject({ failure: { code: 'pkcs11-hung', what: expect.stringContaining('within 1 s') } });
    expect(performance.now() - started).toBeLessThan(3000);
    await expect(waiting).rejects.toMatchObject(refusedAs('pkcs11-hung'));
  });

  it('and hangs can be interrupted before its time is over', async () => {
    const host = newHost();
    await host.load(badModule(folder, 'sleeps'));
    const asked = host.slots();
    setTimeout(() => host.interrupt(), 300);
    await expect(asked).rejects.toMatchObject(refusedAs('pkcs11-session-lost'));
    await host.load(softhsmModule);
    expect((await host.slots()).length).toBeGreaterThan(0);
  });

  it('and claims an absurd number of slots is stopped', async () => {
    const host = newHost();
    await host.load(badModule(folder, 'boasts'));
    await expect(host.slots()).rejects.toMatchObject(refusedAs('pkcs11-answer-malformed'));
  });

  it('and answers with a reason of its own is quoted by number', async () => {
    const host = newHost();
    await host.load(badModule(folder, 'vendorError'));
    await expect(host.slots()).rejects.toMatchObject({ failure: { what: expect.stringContaining('CKR 0x80000021') } });
    await expect(host.openSession(0)).rejects.toMatchObject({
      failure: { code: 'pkcs11-not-supported', what: expect.stringContaining('opening a session') },
    });
  });

  it('and whose process says what nobody asked is ended', async () => {
    const host = pkcs11Host({
      script,
      start: () => {
        let tell: (message: unknown) => void = () => undefined;
        let exit: () => void = () => undefined;
        return {
          post: () => tell({ kind: 'done', id: 1, answer: { cryptoki: 240 } }),
          onMessage: (listener) => {
            tell = listener;
          },
          onExit: (listener) => {
            exit = listener;
          },
          kill: () => exit(),
        };
      },
    });
    await expect(host.load(softhsmModule)).rejects.toMatchObject(refusedAs('pkcs11-answer-malformed'));
  });
});

describe('a session', () => {
  it('does not outlive its process, even where the next one hands out the same numbers', async () => {
    const host = newHost();
    await host.load(softhsmModule);
    const slot = (await host.slots()).find(({ token }) => token?.initialized)?.id as number;
    const session = await host.openSession(slot);
    await session.login(new Secret(ascii.encode(userPin)));
    await host.close();
    const next = await host.openSession(slot);
    await expect(session.objects()).rejects.toMatchObject(refusedAs('pkcs11-session-lost'));
    expect(await next.objects()).toEqual([]);
    await expect(next.generateAes({ label: 'x', id: Uint8Array.of(1), bits: 128, usage: ['encrypt'] })).rejects.toMatchObject({
      failure: { what: expect.stringContaining('CKR_SESSION_READ_ONLY') },
    });
    await next.close();
    await expect(next.objects()).rejects.toMatchObject(refusedAs('pkcs11-session-lost'));
  });
});

it('what makes modules write PINs to a log is kept from their process', () => {
  const kept = moduleEnvironment({ OPENSC_DEBUG: '9', PKCS11SPY: '/x', NODE_OPTIONS: '--inspect', PCSCLITE_CSOCK_NAME: '/s', HOME: '/h' });
  expect(kept).toEqual({ PCSCLITE_CSOCK_NAME: '/s', HOME: '/h' });
});
