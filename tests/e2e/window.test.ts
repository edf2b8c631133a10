import { spawn } from 'node:child_process';
import { cpSync, linkSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../electron/app-content.ts';
import type { Serial } from '../../shared/numbers.ts';
import { devicesOf, executable, invoke, launchApp, type RunningApp, readState, root, secretWindow, stateWhere } from './harness.ts';

let running: RunningApp;
beforeAll(async () => {
  running = await launchApp();
});
afterAll(() => running?.close());

/** Runs in the page as its own code would: outside of what the debugger calls, which is exempt from the policy. */
function asPageCode<T>(code: () => T | Promise<T>): Promise<T> {
  return running.page.evaluate(
    (text) =>
      new Promise<T>((resolve, reject) => {
        const run = new Function(`return (${text})()`);
        setTimeout(() =>
          Promise.resolve()
            .then(run as () => T)
            .then(resolve, reject),
        );
      }),
    code.toString(),
  );
}

describe('the page of the main window', () => {
  it('starts without a word on its console: our own code keeps to the policy', () => {
    expect(running.consoleLines).toEqual([]);
  });

  it('can evaluate nothing', async () => {
    const outcome = await asPageCode(() => {
      // biome-ignore lint/security/noGlobalEval: whether it works is the question
      const tries = { eval: () => globalThis.eval('1'), made: () => new Function('return 1')() };
      return Object.entries(tries).map(([name, attempt]) => {
        try {
          return `${name}: ${attempt()}`;
        } catch (error) {
          return `${name}: ${(error as Error).name}`;
        }
      });
    });
    expect(outcome).toEqual(['eval: EvalError', 'made: EvalError']);
  });

  it('runs no inline script, no handler attribute and no markup as script', async () => {
    const ran = await asPageCode(async () => {
      const attempts = [
        () => {
          const script = document.createElement('script');
          script.textContent = 'window.ran = "inline"';
          document.body.append(script);
        },
        () => {
          const image = document.createElement('img');
          image.setAttribute('onerror', 'window.ran = "attribute"');
          image.src = 'data:image/png;base64,none';
          document.body.append(image);
        },
        () => {
          const box = document.createElement('div');
          box.innerHTML = '<img src="data:," onerror="window.ran = 1">';
          document.body.append(box);
        },
        () => {
          const script = document.createElement('script');
          script.src = 'data:text/javascript,window.ran = 2';
          document.body.append(script);
        },
      ];
      for (const attempt of attempts) {
        try {
          attempt();
        } catch {
          // refused at once by trusted types
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
      return (window as { ran?: unknown }).ran;
    });
    expect(ran).toBeUndefined();
  });

  it('reaches no other place: no fetch, no socket, no image, no frame', async () => {
    const outcome = await asPageCode(async () => {
      const loads = (element: HTMLImageElement | HTMLIFrameElement, url: string) =>
        new Promise<string>((resolve) => {
          element.onload = () => resolve('loaded');
          element.onerror = () => resolve('refused');
          setTimeout(() => resolve('nothing'), 1000);
          element.src = url;
          document.body.append(element);
        });
      const socket = new Promise<string>((resolve) => {
        try {
          const made = new WebSocket('wss://example.com/');
          made.onopen = () => resolve('open');
          made.onerror = () => resolve('refused');
        } catch {
          resolve('refused');
        }
      });
      const fetched = (url: string) =>
        fetch(url).then(
          () => 'fetched',
          () => 'refused',
        );
      return [
        await fetched('https://example.com/'),
        await fetched('app://secret/index.html'),
        await fetched('file:///etc/passwd'),
        await socket,
        await loads(new Image(), 'https://example.com/x.png'),
        await loads(document.createElement('iframe'), 'https://example.com/'),
      ];
    });
    expect(outcome.slice(0, 5)).toEqual(Array(5).fill('refused'));
    expect(await running.page.frames().filter((frame) => frame.url().includes('example.com'))).toEqual([]);
  });

  it('stays where it is and opens nothing', async () => {
    const before = running.page.url();
    expect(before).toBe('app://main/index.html');
    await running.page.evaluate(() => {
      location.href = 'https://example.com/';
    });
    await running.page.waitForTimeout(300);
    await running.page.evaluate(() => location.assign('app://secret/index.html'));
    await running.page.waitForTimeout(300);
    expect(running.page.url()).toBe(before);
    expect(await running.page.evaluate(() => window.open('https://example.com/'))).toBeNull();
    expect(running.app.windows()).toHaveLength(1);
    expect((await readState(running.page)).mode).toBe('rehearsal');
  });

  it('may use no device, sensor or notification', async () => {
    const outcome = await running.page.evaluate(async () => {
      const media = await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        (error: Error) => error.name,
      );
      const states = [];
      for (const name of ['geolocation', 'notifications', 'camera', 'clipboard-read'] as const) {
        states.push((await navigator.permissions.query({ name: name as PermissionName })).state);
      }
      return { media, states };
    });
    expect(outcome.media).not.toBe('granted');
    expect(outcome.states).toEqual(['denied', 'denied', 'denied', 'denied']);
  });

  it('has one thing from outside, the bridge, and no Node', async () => {
    const found = await running.page.evaluate(() => ({
      bridge: Object.keys(globalThis.conclave),
      node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer'].filter(
        (name) => name in globalThis,
      ),
      frozen: Object.isFrozen(globalThis.conclave),
    }));
    expect(found.bridge.sort()).toEqual(['invoke', 'pathOf', 'subscribe']);
    expect(found.node).toEqual([]);
  });

  it('has the hardened preferences', async () => {
    const preferences = await running.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  });
});

describe('every window of the app', () => {
  it('keeps its page in memory alone, and gives it nothing that the main window has not', async () => {
    let asked: Promise<unknown> | undefined;
    const [device] = devicesOf(await stateWhere(running.page, (state) => devicesOf(state).length > 0));
    const serial = device?.serial as Serial;
    const terms = { label: 'HSM A', scheme: 'none', shares: 1, retries: 3, resetWithSoPin: true } as const;
    const window = await secretWindow(running, () => {
      asked = invoke(running.page, 'device.initialize', { serial, ...terms, confirmation: serial.slice(-4) });
    });
    const windows = await running.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => {
        const { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag } = (
          webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
        ).getLastWebPreferences();
        const own = webContents.session;
        return {
          url: webContents.getURL(),
          page: { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag },
          kept: { persistent: own.isPersistent(), path: own.storagePath },
        };
      }),
    );
    expect(windows.map(({ url }) => url).sort()).toEqual(['app://main/index.html', 'app://secret/index.html']);
    for (const { page, kept } of windows) {
      expect(page).toEqual({ contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true, webviewTag: false });
      expect(kept).toEqual({ persistent: false, path: null });
    }
    const inside = await window.evaluate(() => ({
      node: ['require', 'process', 'Buffer', 'conclave'].filter((name) => name in globalThis),
      webview: 'loadURL' in document.createElement('webview'),
      opened: globalThis.open('https://example.com/'),
    }));
    expect(inside).toEqual({ node: [], webview: false, opened: null });
    const closed = window.waitForEvent('close');
    await window.keyboard.press('Escape').catch(() => undefined);
    await closed;
    await asked;
  });
});

describe('the app:// session', () => {
  const fetched = (url: string) =>
    running.app.evaluate(async ({ session }, url) => {
      const response = await session.fromPartition('conclave-main').fetch(url);
      return {
        status: response.status,
        policy: response.headers.get('content-security-policy'),
        text: (await response.text()).slice(0, 40),
      };
    }, url);

  it('gives its files under the policy', async () => {
    expect(await fetched('app://main/index.html')).toMatchObject({ status: 200, policy: contentSecurityPolicy });
  });

  it.each([
    'app://main/..%2fmain.cjs',
    'app://main/../main.cjs',
    'app://main/%2e%2e/preload.cjs',
    'app://main/assets/',
    'app://secret/index.html',
  ])('does not give %s', async (url) => {
    const outcome = await fetched(url).catch((error: Error) => error.message);
    if (typeof outcome === 'string') expect(outcome).toMatch(/BLOCKED_BY_CLIENT/);
    else expect(outcome).toEqual({ status: 404, policy: contentSecurityPolicy, text: '' });
  });

  it.each(['https://example.com/?secret', 'http://127.0.0.1:1/', 'file:///etc/passwd'])(
    'cancels and records a request to %s',
    async (url) => {
      const outcome = await fetched(url).catch((error: Error) => error.message);
      if (typeof outcome === 'string') expect(outcome).toMatch(/BLOCKED_BY_CLIENT/);
      else expect(outcome).toMatchObject({ status: 403, text: '' });
      const [where] = /^\w+:\/\/[^/]*/.exec(url) ?? [''];
      expect(running.output()).toContain(`cancelled a request to ${where}\n`);
      expect(running.output()).not.toContain('?secret');
    },
  );
});

describe('the door, from outside the contract', () => {
  it.each([
    ['no.such.operation', {}],
    ['__proto__', {}],
    ['state.read', { more: 1 }],
    ['pin.login', { serial: 'DENK0100001', pin: '648219' }],
    ['device.initialize', null],
  ])('refuses %s %j with a Result', async (name, request) => {
    const result = await invoke(running.page, name as never, request as never);
    expect(result).toMatchObject({ ok: false, failure: { code: 'request-malformed' } });
  });

  it('refuses a window that is not ours, even with our preload', async () => {
    const result = await running.app.evaluate(
      async ({ BrowserWindow }, preload) => {
        const other = new BrowserWindow({ show: false, webPreferences: { preload } });
        await other.loadURL('about:blank');
        const answer = await other.webContents.executeJavaScript('window.conclave.invoke("state.read", {})');
        other.destroy();
        return answer as unknown;
      },
      join(root, 'out/app/preload.cjs'),
    );
    expect(result).toMatchObject({ ok: false, failure: { code: 'window-not-trusted' } });
  });
});

describe('the app as a process', () => {
  const ends = (program: string, args: string[], cwd: string) =>
    new Promise<{ code: number | null; output: string }>((resolve) => {
      const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
      const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
      child.on('close', (code) => {
        clearTimeout(late);
        resolve({ code, output });
      });
    });
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

  it('runs once: a second start hands over to the first', async () => {
    const { code, output } = await ends(executable(), [...sandbox, '.', `--user-data-dir=${running.userData}`], root);
    expect(code).toBe(0);
    expect(output).toContain('already running');
  });

  it.each(['--remote-debugging-port=0', '--remote-debugging-pipe', '--inspect=0'])('refuses %s when packaged', async (flag) => {
    // A package in all that matters here: the executable has another name, the app lies in resources.
    const packaged = join(root, 'out/e2e-packaged');
    rmSync(packaged, { recursive: true, force: true });
    const from = dirname(executable());
    for (const name of readdirSync(from, { recursive: true, withFileTypes: true })) {
      if (!name.isFile() || name.name === 'default_app.asar') continue;
      const path = join(name.parentPath ?? name.path, name.name).slice(from.length + 1);
      mkdirSync(dirname(join(packaged, path)), { recursive: true });
      linkSync(join(from, path), join(packaged, path === 'electron' ? 'conclave' : path));
    }
    const app = join(packaged, 'resources/app');
    cpSync(join(root, 'out/app'), join(app, 'out/app'), { recursive: true });
    cpSync(join(root, 'package.json'), join(app, 'package.json'));
    const { code, output } = await ends(
      join(packaged, 'conclave'),
      [...sandbox, flag, '--rehearsal', `--user-data-dir=${packaged}/data`],
      packaged,
    );
    rmSync(packaged, { recursive: true, force: true });
    expect(output).toContain('refused to start with');
    expect(code).toBe(1);
  });
});
