/** Parsers with one fault each, behind conditions that blind chance would hardly meet: what the fuzzer must be able to find. */

const cafe = 0x2f61;
const magic = 0x4b37;

/** Element 4B37 with a value of more than two bytes that begin 2F61: a TypeError, three conditions deep. */
export function crashes(input: Uint8Array): number {
  if (input.length < 7) throw new SyntaxError('cut off');
  const tag = ((input[0] as number) << 8) | (input[1] as number);
  if (tag !== magic) throw new SyntaxError('another tag');
  const length = input[2] as number;
  if (length !== input.length - 3) throw new SyntaxError('another length');
  const value = ((input[3] as number) << 8) | (input[4] as number);
  if (value !== cafe) return value;
  return (undefined as unknown as Uint8Array).length;
}

/** Never ends where a step of zero is read. */
export function hangs(input: Uint8Array): number {
  let steps = 0;
  for (let at = 0; at < input.length; steps++) at += (input[at] as number) & 0x7f;
  return steps;
}

/** Takes a length of four bytes at its word. */
export function allocates(input: Uint8Array): number {
  if (input.length < 5 || input[0] !== 0x77) throw new SyntaxError('another form');
  const length = new DataView(input.buffer, input.byteOffset).getUint32(1);
  return new Uint8Array(Math.min(length, 0x7fff_ffff)).length;
}

const seen: string[] = [];

/** Keeps something of every input, for ever. */
export function leaks(input: Uint8Array): number {
  for (let copy = 0; copy < 10_000; copy++) seen.push(`${input.length}-${copy}-${seen.length}`.repeat(20));
  return seen.length;
}

/** Loses the last byte of what begins with a comma. */
export function forgets(input: Uint8Array): Uint8Array {
  return input[0] === 0x2c && input.length > 3 ? input.subarray(0, -1) : input;
}

/** Waits for what never comes. */
export function waits(input: Uint8Array): Promise<number> {
  return new Promise((resolve) => {
    if ((input[0] ?? 0) !== 0x21) resolve(input.length);
  });
}
