import type { Channel } from './command.ts';

/** One command at a time, in the order of asking: no other command gets between a command and its GET RESPONSE. */
export function exclusively(next: Channel): Channel {
  let turn: Promise<unknown> = Promise.resolve();
  return (command) => {
    const mine = turn.then(() => next(command));
    turn = mine.catch(() => {});
    return mine;
  };
}
