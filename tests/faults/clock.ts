const RealDate = Date;
let offsetMs = 0;

/** The clock of this process, which a fault may set; timers and `performance.now` go on as they are, as in reality. */
class SetDate extends RealDate {
  constructor(...given: readonly unknown[]) {
    if (given.length > 0) super(...(given as [number]));
    else super(RealDate.now() + offsetMs);
  }

  static override now(): number {
    return RealDate.now() + offsetMs;
  }
}

/** Sets the clock to so many milliseconds after the real time, or before it; 0 is the real time again. */
export function setClock(ms: number): void {
  offsetMs = ms;
  globalThis.Date = ms === 0 ? RealDate : (SetDate as DateConstructor);
}
