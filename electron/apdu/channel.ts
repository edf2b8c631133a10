import type { CardConnection } from '../transport/transport.ts';
import type { Channel } from './command.ts';
import { type ApduCount, counted } from './counting.ts';
import { exclusively } from './exclusive.ts';
import { withGetResponse } from './get-response.ts';
import { withRightLength } from './right-length.ts';
import { type Trace, traced } from './trace.ts';
import { overWire } from './wire.ts';

export interface ChannelOptions {
  readonly trace?: Trace;
  readonly count?: ApduCount;
}

/** The channel to a card: wire first, then count and trace of what really crosses it, then what hides its chaining. */
export function channelOver(connection: CardConnection, { trace, count }: ChannelOptions = {}): Channel {
  let channel = overWire(connection);
  if (count) channel = counted(channel, count);
  if (trace) channel = traced(channel, trace);
  return exclusively(withGetResponse(withRightLength(channel)));
}
