import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';

/**
 * What the app remembers of how somebody likes it, in `preferences.json` of its data folder. Never anything about devices
 * or ceremonies. A file that cannot be read counts as none.
 */
export function readPreferences(): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(readFileSync(place(), 'utf8'));
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Changes some of them. Throws Refusal folder-unwritable or disk-full. */
export async function keepPreferences(changed: Readonly<Record<string, unknown>>): Promise<void> {
  // Not at the top: what it brings along makes texts, and the language is not chosen yet when this file is loaded.
  const { writeFileSafely } = await import('./files/atomic.ts');
  const all = JSON.stringify({ ...readPreferences(), ...changed }, null, 2);
  await writeFileSafely(place(), Buffer.from(`${all}\n`), { overwrite: true });
}

const place = () => join(app.getPath('userData'), 'preferences.json');
