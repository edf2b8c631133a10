import { runSimulator } from './run-simulator.ts';

/** `npm run simulator`: ends in order on Ctrl+C, SIGTERM and SIGHUP; a second signal ends it at once. */
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());

runSimulator(
  process.argv.slice(2),
  (line) => console.log(line),
  (line) => console.error(line),
  stop.signal,
).then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    console.error(`The simulator has a defect: ${error.message}`);
    process.exitCode = 70;
  },
);
