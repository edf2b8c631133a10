import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run.mjs';
import { files, secrets, serial } from './ceremony.mjs';
import { user } from './room.mjs';
import { Failed } from './steps.mjs';

const second = { soPin: '1122334455667788', userPin: '648219' };

/** What sc-hsm-tool says. pcscd takes the power from a card between two programs: then it finds none for a moment. */
async function scHsmTool(room, reader, words) {
  for (let tries = 10; ; tries--) {
    const { output } = await room.run(['sc-hsm-tool', '--reader', `${reader}`, ...words], { asUser: true });
    if (!output.includes('Card not present') || tries === 1) return output;
    await new Promise((done) => setTimeout(done, 500));
  }
}

/** sc-hsm-tool's exit codes mean nothing; what it says does. */
async function tool(room, reader, words, wanted) {
  const output = await scHsmTool(room, reader, words);
  const found = wanted.exec(output);
  if (!found) throw new Failed(`sc-hsm-tool ${words[0] ?? ''}: ${output.trim()}`);
  return found;
}

/** The ceremony's operations, as the transcript names them. */
const recorded = [
  ...['device.initialize', 'share.create', 'pin.login', 'share.import'],
  ...['key.generate-aes', 'key.export', 'device.test', 'key.delete'],
];

const kcv = /DKEK key check value : ([0-9A-F]{16})/;

/**
 * OpenSC's judgement of what the ceremony left: the device in the first reader, and share and wrapped key on a second device, which
 * the app has never seen. To be asked when the app has ended: it holds its devices alone.
 */
export async function judgeByOpensc(room) {
  const dump = await room.run(['pkcs15-tool', '--reader', '0', '--dump'], { asUser: true });
  if (!dump.output.includes('[HSM A]') || !dump.output.includes(serial)) throw new Failed(dump.output.trim());
  const [, first] = await tool(room, 0, [], kcv);
  await tool(room, 0, [], /User PIN tries left {2}: 3/);

  const pins = ['--so-pin', second.soPin, '--pin', second.userPin];
  await scHsmTool(room, 1, ['--initialize', ...pins, '--dkek-shares', '1', '--label', 'HSM B']);
  await tool(room, 1, ['--import-dkek-share', files.share, '--password', secrets.password], /DKEK share imported/);
  const [, other] = await tool(room, 1, [], kcv);
  if (first !== other) throw new Failed(`the DKEK has the check value ${first}, and with OpenSC ${other}`);
  const imported = /Key successfully imported/;
  await tool(room, 1, ['--unwrap-key', files.wrapped, '--key-reference', '1', '--pin', second.userPin], imported);
  // Where a key still is, it refuses: so this shows too that the deleted one is gone.
  await tool(room, 0, ['--unwrap-key', files.wrapped, '--key-reference', '1', '--pin', secrets.userPin], imported);
  return `DKEK ${first}`;
}

/** Where the app keeps its own things; found, since it is named after the package. */
function dataFolder(root) {
  const config = join(root, user.home, '.config');
  const name = readdirSync(config).find((each) => each.startsWith('Conclave'));
  if (!name) throw new Failed('the app has kept nothing');
  return join(config, name);
}

/** The record of the operations in the app's own folder, held against its own verifier, which needs nothing of the app. */
export async function judgeTranscript(root, verifier) {
  const transcript = join(dataFolder(root), 'production/transcript.jsonl');
  const { code, output } = await run(process.execPath, [verifier, transcript]);
  if (code !== 0 || !output.includes('WHOLE')) throw new Failed(output.trim());
  const entries = readFileSync(transcript, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const done = entries.filter(({ facts }) => facts.outcome === 'done');
  const operations = done.map(({ facts }) => facts.operation);
  if (operations.join(' ') !== recorded.join(' ')) throw new Failed(`the transcript has ${operations.join(' ')}`);
  for (const path of Object.values(files)) {
    const hash = createHash('sha256')
      .update(readFileSync(join(root, path)))
      .digest('hex');
    if (!done.some(({ facts }) => facts.answer.path === path && facts.answer.sha256 === hash))
      throw new Failed(`not in the transcript: ${path}`);
  }
  return `${entries.length} entries`;
}

/** No file of the user, of the programs that ran for them, and nothing that was said on a terminal holds a secret. */
export async function noSecretLeft(root, logs) {
  const words = Object.values(secrets).flatMap((secret) => ['-e', secret]);
  const places = [join(root, user.home), join(root, 'var/tmp'), logs].filter((place) => existsSync(place));
  const { code, output } = await run('grep', ['-r', '-l', '-a', '-F', ...words, ...places]);
  if (code !== 1) throw new Failed(`a PIN or password is in:\n${output.trim()}`);
}
