import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { commands } from '../../electron/simulator/commands.ts';
import { readyCard } from './talk.ts';

const byte = fc.integer({ min: 0, max: 255 });
const anything = fc.uint8Array({ maxLength: 300 });
/** Generation of RSA keys is left out for its time; its data is parsed before. */
const likely = fc
  .tuple(
    fc.constantFrom(0x00, 0x80),
    fc.constantFrom(...commands.keys()),
    byte,
    fc.oneof(byte, fc.constantFrom(0x00, 0x81, 0x88, 0x92, 0x93, 0xb2, 0x10)),
    fc.uint8Array({ minLength: 1, maxLength: 60 }),
    fc.boolean(),
  )
  .map(([cla, ins, p1, p2, data, le]) => Uint8Array.of(cla, ins, p1, p2, data.length, ...data, ...(le ? [0] : [])));

function assertAnswer(answer: Uint8Array): void {
  const word = ((answer.at(-2) as number) << 8) | (answer.at(-1) as number);
  expect(answer.length).toBeGreaterThanOrEqual(2);
  expect(word).not.toBe(0x6f00);
  expect(word).toBeGreaterThanOrEqual(0x6000);
  // never 61xx nor 6Cxx: some clients handle them badly
  expect([0x61, 0x6c]).not.toContain(word >> 8);
}

test('whatever bytes come, a status word goes back, on a fresh and on an open device', async () => {
  const fresh = SimulatedCard.create();
  const open = await readyCard();
  await fc.assert(
    fc.asyncProperty(fc.oneof(anything, likely), async (bytes) => {
      for (const card of [fresh, open]) assertAnswer(await card.transmit(bytes));
    }),
    { numRuns: 3000 },
  );
});

test('mutations of sound commands never end in a defect', async () => {
  const hexes = [
    '805000001C800200018106363438323139820835373632313838309101039201 01',
    '00D7C4010A540200005304A8020C00',
    '004805B2089106101118999293',
    '00B12F02045402000000',
    '00460100215F2901007F4915060A04007F000702020201028203010001020204005F20035554 31',
  ].map((text) => Uint8Array.from(Buffer.from(text.replace(/ /g, ''), 'hex')));
  const card = await readyCard();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...hexes),
      fc.array(fc.tuple(fc.nat(), byte), { minLength: 1, maxLength: 4 }),
      async (sound, changes) => {
        const bytes = sound.slice();
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        if (bytes[1] !== 0x46 || bytes[29] !== 0x04) assertAnswer(await card.transmit(bytes));
      },
    ),
    { numRuns: 2000 },
  );
});
