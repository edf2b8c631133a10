import { WireError } from '../transport/transport.ts';
import type { Channel } from './command.ts';
import { commandName } from './command-names.ts';
import { shownAnswer, shownCommand } from './redaction.ts';
import { statusText } from './status-words.ts';

export interface TraceEntry {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly elapsedMs: number;
  readonly name: string;
  /** Hex, secrets replaced by their length. */
  readonly command: string;
  /** Hex without the status word, secrets replaced by their length. Empty where the wire failed. */
  readonly answer: string;
  /** `9000 OK`, or the wire's fault. */
  readonly outcome: string;
}

/** The last commands and answers, without secrets: what a person sends along with a question. */
export class Trace {
  readonly #capacity: number;
  readonly #entries: TraceEntry[] = [];
  #oldest = 0;

  /** Keeps the last `capacity` entries. */
  constructor(capacity = 1000) {
    if (!Number.isInteger(capacity) || capacity < 1) throw new RangeError(`trace: capacity of ${capacity}`);
    this.#capacity = capacity;
  }

  add(entry: TraceEntry): void {
    this.#entries[this.#oldest] = entry;
    this.#oldest = (this.#oldest + 1) % this.#capacity;
  }

  /** Oldest first. */
  entries(): TraceEntry[] {
    const full = this.#entries.length === this.#capacity;
    return full ? [...this.#entries.slice(this.#oldest), ...this.#entries.slice(0, this.#oldest)] : [...this.#entries];
  }

  /** One command a line pair, in the form of a dump (`>` and `<`), after a comment line with name, outcome and time. */
  text(): string {
    return this.entries()
      .map(
        ({ at, elapsedMs, name, command, answer, outcome }) =>
          `# ${new Date(at).toISOString()} ${name}: ${outcome}, ${elapsedMs} ms\n> ${command}\n< ${answer}${answer ? ' ' : ''}${outcome}\n`,
      )
      .join('');
  }
}

/** Adds every command and its outcome to the trace; never changes either. */
export function traced(next: Channel, trace: Trace): Channel {
  return async (command) => {
    const at = Date.now();
    const shown = { at, name: commandName(command), command: shownCommand(command) };
    const started = performance.now();
    const elapsedMs = (): number => Math.round(performance.now() - started);
    try {
      const response = await next(command);
      const sw = response.sw.toString(16).toUpperCase().padStart(4, '0');
      trace.add({ ...shown, elapsedMs: elapsedMs(), answer: shownAnswer(command, response), outcome: `${sw} ${statusText(response.sw)}` });
      return response;
    } catch (error) {
      trace.add({ ...shown, elapsedMs: elapsedMs(), answer: '', outcome: error instanceof WireError ? error.fault : 'failed' });
      throw error;
    }
  };
}
