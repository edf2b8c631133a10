/** Something that comes once, or is waited for no longer than so many milliseconds. */
export class Moment {
  come: () => void = () => undefined;
  readonly reached: Promise<void>;

  constructor(patienceMs: number) {
    this.reached = new Promise<void>((resolve) => {
      this.come = resolve;
      setTimeout(resolve, patienceMs);
    });
  }
}
