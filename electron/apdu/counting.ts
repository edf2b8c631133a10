import type { Channel } from './command.ts';

export interface ApduCount {
  /** Commands on the wire, each repetition and each GET RESPONSE included. */
  commands: number;
}

/** Counts commands: the benchmarks compare the count with what other programs send for the same work. */
export function counted(next: Channel, count: ApduCount): Channel {
  return (command) => {
    count.commands += 1;
    return next(command);
  };
}
