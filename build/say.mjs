/** What the commands tell the person at the terminal: one line each, marked as ours. */

const colour = process.stdout.isTTY && !process.env.NO_COLOR;

export function say(text) {
  process.stdout.write(`${colour ? '\u001b[36m' : ''}conclave${colour ? '\u001b[0m' : ''}  ${text}\n`);
}

/** For what must not be overlooked. */
export function sayLoudly(...lines) {
  const width = Math.max(...lines.map((line) => line.length));
  const rule = '!'.repeat(width + 6);
  const boxed = [rule, ...lines.map((line) => `!  ${line.padEnd(width)}  !`), rule].join('\n');
  process.stderr.write(`\n${colour ? '\u001b[33m' : ''}${boxed}${colour ? '\u001b[0m' : ''}\n\n`);
}

/** A set-up step that cannot go on. Its message is all a person needs; no stack trace is shown. */
export class Stop extends Error {}

/** Runs a command's main function and ends the process with its exit code. */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.stderr.write(error instanceof Stop ? `\nconclave  stopped: ${error.message}\n` : `${error?.stack ?? error}\n`);
    process.exitCode = 1;
  }
}
