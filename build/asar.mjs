/**
 * An Electron archive (asar) of a few text files at its top level: two nested pickles with the JSON directory,
 * then the files one after another.
 */
export function asarOf(files) {
  const contents = Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]);
  let offset = 0;
  const directory = { files: {} };
  for (const [name, bytes] of contents) {
    directory.files[name] = { size: bytes.length, offset: String(offset) };
    offset += bytes.length;
  }
  const json = Buffer.from(JSON.stringify(directory));
  const padded = Math.ceil(json.length / 4) * 4; // a pickle's fields are aligned to 4 bytes
  const header = Buffer.alloc(16 + padded);
  header.writeUInt32LE(4, 0); // payload of the first pickle: one number
  header.writeUInt32LE(padded + 8, 4); // the size of the second pickle
  header.writeUInt32LE(padded + 4, 8); // its payload: a counted string
  header.writeUInt32LE(json.length, 12);
  json.copy(header, 16);
  return Buffer.concat([header, ...contents.map(([, bytes]) => bytes)]);
}
