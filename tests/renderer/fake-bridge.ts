import type { Bridge, EventName, Events, OperationName, RequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import type { Progress } from '../../shared/models/reports.ts';
import type { Snapshot } from '../../shared/models/snapshot.ts';
import { ok, type Result } from '../../shared/result.ts';

type Answer = (request: never) => Result<unknown> | Promise<Result<unknown>>;

/**
 * A stand-in for main behind `window.conclave`: it records what the room asks, answers as the script says,
 * and pushes snapshots and progress. It proves what the room does with them, never what main does.
 */
export class FakeBridge implements Bridge {
  readonly calls: { readonly name: OperationName; readonly request: unknown }[] = [];
  readonly #answers = new Map<OperationName, Answer>();
  readonly #listeners = new Map<EventName, Set<(event: never) => void>>();
  #snapshot: Snapshot | undefined;
  #whenFirst: ((snapshot: Snapshot) => void) | undefined;
  #revision = 0;

  answer<Name extends OperationName>(
    name: Name,
    answer: (request: RequestOf<Name>) => Result<ResponseOf<Name>> | Promise<Result<ResponseOf<Name>>>,
  ): void {
    this.#answers.set(name, answer as Answer);
  }

  async invoke<Name extends OperationName>(name: Name, request: RequestOf<Name>): Promise<Result<ResponseOf<Name>>> {
    this.calls.push({ name, request });
    if (name === 'state.read') return ok((await this.#firstSnapshot()) as ResponseOf<Name>);
    const answer = this.#answers.get(name);
    return (answer ? await answer(request as never) : ok(undefined)) as Result<ResponseOf<Name>>;
  }

  pathOf(file: object): string {
    return (file as { name: string }).name;
  }

  subscribe<Name extends EventName>(name: Name, listener: (event: Events[Name]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener as (event: never) => void);
    return () => listeners.delete(listener as (event: never) => void);
  }

  push(snapshot: Snapshot, revision = this.#revision + 1): void {
    this.#revision = revision;
    this.#snapshot = { ...snapshot, revision };
    this.#whenFirst?.(this.#snapshot);
    this.#emit('snapshot', this.#snapshot);
  }

  progress(progress: Progress | null): void {
    this.#emit('progress', progress);
  }

  callsOf(name: OperationName): unknown[] {
    return this.calls.filter((call) => call.name === name).map((call) => call.request);
  }

  #emit<Name extends EventName>(name: Name, event: Events[Name]): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(event as never);
  }

  #firstSnapshot(): Promise<Snapshot> {
    if (this.#snapshot) return Promise.resolve(this.#snapshot);
    return new Promise((resolve) => {
      this.#whenFirst = resolve;
    });
  }
}
