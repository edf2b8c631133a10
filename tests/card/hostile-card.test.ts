import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Response } from '../../electron/apdu/command.ts';
import { StatusError } from '../../electron/apdu/status-error.ts';
import { verifyKeyRequest } from '../../electron/card/attestation.ts';
import { readKeyCertificate } from '../../electron/card/public-keys.ts';
import type { CardSession } from '../../electron/card/session.ts';
import { Refusal } from '../../shared/failure.ts';
import { genuineDevices } from '../vectors/genuine-devices.ts';
import { readyDevice } from './devices.ts';
import { verbs } from './driver-verbs.ts';
import { replayed, userPin } from './wire.ts';

const block = new Uint8Array(16);
const words = [0x9000, 0x6282, 0x63c0, 0x63c2, 0x6400, 0x6700, 0x6900, 0x6982, 0x6983, 0x6984, 0x6985, 0x6986, 0x6a80, 0x6a81, 0x6a82];
const moreWords = [0x6a84, 0x6a86, 0x6a88, 0x6a89, 0x6b00, 0x6d00, 0x6e00, 0x6f00];
const statusWord = fc.oneof({ weight: 3, arbitrary: fc.constant(0x9000) }, fc.constantFrom(...words, ...moreWords), fc.nat(0xffff));

/** Settles, after a bounded number of commands, with a value, a Refusal, or (openSession) a StatusError: never anything else. */
async function settles(name: string, session: CardSession): Promise<void> {
  let sent = 0;
  const channel: CardSession['channel'] = (command) => {
    if (++sent > 700) throw new Error(`${name}: no end`);
    return session.channel(command);
  };
  try {
    await verbs[name]?.({ ...session, channel });
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof StatusError)) throw error;
    expect(String(error)).not.toContain(userPin);
  }
}

describe('a card that', () => {
  it.each(Object.keys(verbs))('answers anything at all is refused in words by %s', async (name) => {
    const answer = fc.record({ data: fc.uint8Array({ maxLength: 300 }), sw: statusWord });
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 8 }), async (answers) => {
        let at = 0;
        const channel = async (): Promise<Response> => {
          const { data, sw } = answers[at++ % answers.length] as Response;
          return { data: data.slice(), sw };
        };
        await settles(name, { ...replayed(''), channel });
      }),
      { numRuns: 60 },
    );
  });

  it('is honest but for one answer, cut, lengthened, flipped or with another status word, is refused in words or read lenient', async () => {
    const change = fc.record({
      at: fc.nat(70),
      how: fc.constantFrom('cut', 'lengthen', 'flip', 'status', 'empty', 'zeros'),
      where: fc.nat(600),
      sw: statusWord,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const { session } = await readyDevice();
        let count = 0;
        const channel: CardSession['channel'] = async (command) => {
          const response = await session.channel(command);
          const due = changes.filter(({ at }) => at === count);
          count++;
          return due.reduce(changed, response);
        };
        for (const name of Object.keys(verbs)) await settles(name, { ...session, channel });
      }),
      { numRuns: 25 },
    );
  });

  it('holds altered certificates and requests gets no proof out of them', () => {
    const { certificates, request } = genuineDevices.DENK0404144;
    fc.assert(
      fc.property(
        fc.constantFrom(certificates, request),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        (whole, position, bits, cut) => {
          const altered = cut ? whole.slice(0, position % whole.length) : whole.slice();
          if (!cut) altered[position % whole.length] = (altered[position % whole.length] as number) ^ bits;
          readKeyCertificate(altered);
          const device = {
            body: { holder: 'DENK040414400000', publicKey: { oid: block } },
            bodyTlv: block,
            signature: block,
            end: 0,
            bytes: block,
          };
          expect(verifyKeyRequest(altered, { device, issuers: [] }).attested).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });
});

function changed(response: Response, { how, where, sw }: { how: string; where: number; sw: number }): Response {
  const { data } = response;
  switch (how) {
    case 'cut':
      return { ...response, data: data.slice(0, where % (data.length + 1)) };
    case 'lengthen':
      return { ...response, data: Uint8Array.of(...data, ...new Uint8Array(where).fill(0x5a)) };
    case 'flip': {
      const flipped = data.slice();
      if (flipped.length > 0) flipped[where % flipped.length] = (flipped[where % flipped.length] as number) ^ (1 << (where % 8));
      return { ...response, data: flipped };
    }
    case 'empty':
      return { ...response, data: new Uint8Array(0) };
    case 'zeros':
      return { ...response, data: new Uint8Array(data.length) };
    default:
      return { data, sw };
  }
}
