import { say } from '../say.mjs';

/** A step that had not the effect it should have; its message says why. */
export class Failed extends Error {}

/**
 * Does named steps one after the other and says each on the terminal. The first that fails ends it all: what follows builds on it.
 */
export function stepRecord() {
  const record = [];
  return {
    record,
    async do(name, act) {
      const begun = Date.now();
      let said;
      let failed;
      try {
        said = await act();
      } catch (error) {
        failed = error;
      }
      const seconds = ((Date.now() - begun) / 1000).toFixed(1);
      record.push({ name, seconds, failed: failed !== undefined });
      say(`${failed ? '✗' : '✓'} ${name}${said ? `: ${said}` : ''} (${seconds} s)`);
      if (failed instanceof Failed) for (const line of failed.message.split('\n')) say(`    ${line}`);
      if (failed) throw failed;
    },
  };
}
