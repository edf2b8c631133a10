import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** An app with nothing but a window with one heading: what the runtime itself costs. */
export async function bareApp(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'bare', main: 'main.cjs' }));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Bare</title><h1>Bare</h1>');
  await writeFile(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 840, webPreferences: { sandbox: true, contextIsolation: true } }).loadFile('index.html'));`,
  );
}
