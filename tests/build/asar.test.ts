import { expect, it } from 'vitest';
import { asarOf } from '../../build/asar.mjs';

it('an archive names each file with its place, and holds them one after another', () => {
  const bytes = Buffer.from(asarOf({ 'package.json': '{"main":"main.js"}', 'main.js': 'start()' }));
  expect(bytes.readUInt32LE(0)).toBe(4);
  const contents = 8 + bytes.readUInt32LE(4);
  const directory = JSON.parse(bytes.subarray(16, 16 + bytes.readUInt32LE(12)).toString()) as {
    files: Record<string, { size: number; offset: string }>;
  };
  const read = (name: string) => {
    const { size = 0, offset = '' } = directory.files[name] ?? {};
    return bytes.subarray(contents + Number(offset), contents + Number(offset) + size).toString();
  };
  expect(read('package.json')).toBe('{"main":"main.js"}');
  expect(read('main.js')).toBe('start()');
});
