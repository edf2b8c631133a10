import { type ComponentType, useEffect, useState } from 'react';
import { Damaged } from './controls/Damaged.tsx';

const all = new Set<Deferred<unknown>>();

/** A part of the window that is not in its first script: what is loaded before the first picture delays it. */
export class Deferred<T> {
  readonly #script: () => Promise<T>;
  #loaded: T | undefined;

  /** `script` is an `import()`, so that the part has a script of its own. */
  constructor(script: () => Promise<T>) {
    this.#script = script;
    all.add(this);
  }

  /** undefined until it has been loaded. */
  get loaded(): T | undefined {
    return this.#loaded;
  }

  async load(): Promise<void> {
    this.#loaded ??= await this.#script();
  }
}

/** Loads every part, so that none has to be waited for later. One that cannot be had says so where it is shown. */
export async function loadDeferred(): Promise<void> {
  for (const part of all) await part.load().catch(() => undefined);
}

/** The part, loaded now where it has not been. */
export function useDeferred<T>(part: Deferred<T>): { readonly value: T | undefined; readonly failed: boolean } {
  const [failed, setFailed] = useState(false);
  const [, redraw] = useState(0);
  useEffect(() => {
    if (part.loaded !== undefined) return;
    part.load().then(
      () => redraw((count) => count + 1),
      () => setFailed(true),
    );
  }, [part]);
  return { value: part.loaded, failed };
}

/** Draws a component that has a script of its own: at once where that is there already. */
export function Later<Props extends object>({ part, props }: { readonly part: Deferred<ComponentType<Props>>; readonly props: Props }) {
  const { value: Component, failed } = useDeferred(part);
  if (failed) return <Damaged />;
  return Component && <Component {...props} />;
}
