import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * Vitest reporter: writes { passed, failed, skipped } as JSON to the file that TALLY_FILE names; a skipped test with its reason.
 * A file that does not even load has no tests: it still is a failure.
 */
export default class TallyReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const tally = { passed: 0, failed: [], skipped: [] };
    for (const module of modules) {
      const name = relative(process.cwd(), module.moduleId);
      const before = tally.failed.length;
      for (const test of module.children.allTests()) {
        const { state, note } = test.result();
        const title = `${name}: ${test.fullName}`;
        if (state === 'passed') tally.passed++;
        else if (state === 'skipped') tally.skipped.push(`${title} (${note ?? 'NO REASON GIVEN'})`);
        else tally.failed.push(title);
      }
      if (!module.ok() && tally.failed.length === before) tally.failed.push(name);
    }
    for (const error of unhandledErrors) tally.failed.push(`outside of any test: ${error.message}`);
    writeFileSync(process.env.TALLY_FILE, JSON.stringify(tally));
  }
}
