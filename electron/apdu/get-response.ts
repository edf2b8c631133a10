import { concat } from '../../shared/bytes.ts';
import { WireError } from '../transport/transport.ts';
import type { Channel, Command } from './command.ts';

const INS_GET_RESPONSE = 0xc0;
/** 64 KiB in pieces of 256 bytes: a card that has more to say than this is broken. */
const mostRounds = 256;
const mostBytes = 0x10000;

/**
 * Fetches what a card announces with 61xx (ISO 7816-4 5.3.4 and 7816-3 12.2.1) and gives it as one response.
 * Throws WireError when the card never comes to an end.
 */
export function withGetResponse(next: Channel): Channel {
  return async (command) => {
    const first = await next(command);
    if (first.sw >> 8 !== 0x61) return first;
    const parts = [first.data];
    try {
      let { sw } = first;
      let bytes = first.data.length;
      for (let round = 0; sw >> 8 === 0x61; round += 1) {
        if (round === mostRounds || bytes > mostBytes) throw new WireError('malformed', 'the card announces more data without end');
        const more = await next(getResponse(command, sw & 0xff));
        parts.push(more.data);
        bytes += more.data.length;
        sw = more.sw;
      }
      return { data: concat(...parts), sw };
    } finally {
      for (const part of parts) part.fill(0);
    }
  };
}

/** On the logical channel of the command it belongs to; what is secret in one piece is secret in all. */
function getResponse({ cla, secretAnswer = false }: Command, announced: number): Command {
  return { cla: cla & 0x03, ins: INS_GET_RESPONSE, p1: 0, p2: 0, le: announced === 0 ? 256 : announced, secretAnswer };
}
