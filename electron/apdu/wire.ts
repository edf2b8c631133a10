import { type CardConnection, WireError } from '../transport/transport.ts';
import { type Channel, decodeResponse, encodeCommand } from './command.ts';

/** The lowest channel: one command encoded, sent and its answer decoded. Both buffers are wiped. Throws WireError. */
export function overWire(connection: CardConnection): Channel {
  return async (command) => {
    const bytes = encodeCommand(command);
    try {
      const answer = await connection.transmit(bytes);
      if (answer.length < 2) throw new WireError('malformed', `the answer has ${answer.length} bytes and no status word`);
      const response = decodeResponse(answer);
      answer.fill(0);
      return response;
    } finally {
      bytes.fill(0);
    }
  };
}
