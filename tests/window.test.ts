import { describe, expect, test, vi } from 'vitest';

/** Electron is stood in for: whether a page has devtools depends on being packaged, which no running test is. The rest is looked at in tests/e2e/window.test.ts too. */
const made: { webPreferences: Record<string, unknown> }[] = [];
const electron = vi.hoisted(() => ({ app: { isPackaged: true, on: () => undefined } }));
vi.mock('electron', () => ({
  ...electron,
  nativeTheme: { shouldUseDarkColors: false, on: () => undefined },
  BrowserWindow: class {
    constructor(options: { webPreferences: Record<string, unknown> }) {
      made.push(options);
    }
  },
}));
const { hardenedWindow } = await import('../electron/window.ts');

const preferences = (isPackaged: boolean) => {
  electron.app.isPackaged = isPackaged;
  hardenedWindow('session' as never, '/app/preload.cjs', { width: 100 });
  return made.at(-1)?.webPreferences;
};

describe('every window', () => {
  test('has all that keeps a page in, and no tools to open it up in a package', () => {
    expect(preferences(true)).toEqual({
      session: 'session',
      preload: '/app/preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      devTools: false,
    });
  });

  test('has the tools only in a working folder', () => {
    expect(preferences(false)).toMatchObject({ devTools: true, sandbox: true });
  });
});
