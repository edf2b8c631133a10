/**
 * A fault that happens once, at the nth command from now, or at the nth with this INS.
 * `after`: the device has done the command, only its answer is lost; otherwise the command never reaches it.
 */
export type Fault = {
  /** 1 is the next one. */
  readonly at: number;
  readonly ins?: number;
} & (
  | { readonly kind: 'status'; readonly sw: number; readonly after?: boolean }
  | { readonly kind: 'removed'; readonly after?: boolean }
  | { readonly kind: 'slow'; readonly ms: number }
  /** The device has done the command; one byte in the first half of its answer is another one: it computes wrongly. */
  | { readonly kind: 'wrong' }
);

interface Pending {
  readonly fault: Fault;
  commandsLeft: number;
}

/** The script of what goes wrong with one device. Not part of its state file. */
export class FaultScript {
  #pending: Pending[] = [];

  add(fault: Fault): void {
    if (!Number.isInteger(fault.at) || fault.at < 1) throw new RangeError(`fault: expected a command number from 1, got ${fault.at}`);
    this.#pending.push({ fault, commandsLeft: fault.at });
  }

  clear(): void {
    this.#pending = [];
  }

  /** The faults that this command meets; they are used up. */
  next(ins: number | undefined): Fault[] {
    const concerned = this.#pending.filter(({ fault }) => fault.ins === undefined || fault.ins === ins);
    for (const pending of concerned) pending.commandsLeft--;
    const due = concerned.filter((pending) => pending.commandsLeft === 0);
    this.#pending = this.#pending.filter((pending) => !due.includes(pending));
    return due.map(({ fault }) => fault);
  }
}
