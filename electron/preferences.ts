import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';

export type Preferences = Readonly<Record<string, unknown>>;

let known: Preferences | undefined;
let writing: Promise<void> = Promise.resolve();

/**
 * What the app remembers of how somebody likes it, in `preferences.json` of its data folder, which is read once. Never anything
 * about devices or ceremonies. A file that cannot be read counts as none.
 */
export function preferences(): Preferences {
  known ??= read();
  return known;
}

/** Changes some of them, for this run at once. Rejects with Refusal folder-unwritable or disk-full where the next run will not know. */
export function keepPreferences(changed: Preferences): Promise<void> {
  known = { ...preferences(), ...changed };
  // One after the other: what was chosen last is what is written last.
  writing = writing.catch(() => undefined).then(write);
  return writing;
}

function read(): Preferences {
  try {
    const found: unknown = JSON.parse(readFileSync(place(), 'utf8'));
    return typeof found === 'object' && found !== null ? (found as Preferences) : {};
  } catch {
    return {};
  }
}

async function write(): Promise<void> {
  // Not at the top: what it brings along makes texts, and the language is not chosen yet when this file is loaded.
  const { writeFileSafely } = await import('./files/atomic.ts');
  await writeFileSafely(place(), Buffer.from(`${JSON.stringify(preferences(), null, 2)}\n`), { overwrite: true });
}

const place = () => join(app.getPath('userData'), 'preferences.json');
