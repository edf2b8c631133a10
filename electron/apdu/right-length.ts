import type { Channel } from './command.ts';

/** Repeats a command once with the length that the card names in 6Cxx (ISO 7816-4 table 6); a second 6Cxx is given as it is. */
export function withRightLength(next: Channel): Channel {
  return async (command) => {
    const response = await next(command);
    if (response.sw >> 8 !== 0x6c) return response;
    const exact = response.sw & 0xff;
    return await next({ ...command, le: exact === 0 ? 256 : exact });
  };
}
