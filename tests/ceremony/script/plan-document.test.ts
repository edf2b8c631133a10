import { expect, test } from 'vitest';
import { exceptionDocument } from '../../../electron/ceremony/script/exception-document.ts';
import { planDocument } from '../../../electron/ceremony/script/plan-document.ts';
import { planSha256 } from '../../../electron/ceremony/script/plan-file.ts';
import { hex } from '../../../shared/bytes.ts';
import { plainText } from '../../../shared/documents/plain-text.ts';
import type { ScriptSnapshot } from '../../../shared/models/script.ts';
import { pgpWords } from '../../../shared/pgp-words.ts';
import { plan, steps } from './played-script.ts';

const oneLine = (text: string) => text.replace(/\s+/g, ' ');

test('the printed plan holds its hash in hex and words, everybody, every device, key and parameter, and every step with what is said and looked at', () => {
  const model = planDocument(plan, '2026-12-01T09:00:00+01:00');
  const text = oneLine(plainText(model));
  const sha256 = planSha256(plan);
  expect(model.practice).toBe(true);
  for (const expected of [
    sha256,
    pgpWords(hex.decode(sha256)).slice(0, 4).join(' '),
    ...pgpWords(hex.decode(sha256)),
    ...plan.people.flatMap(({ name, role }) => [name, role]),
    ...plan.devices.map(({ label }) => label),
    ...plan.parameters.keys.map(({ label }) => `Key "${label}"`),
    'CBC_ENC (10), CBC_DEC (11), WRAP (92)',
    'any 2 of 3',
    'Exception sheet',
    ...steps.flatMap(({ id, title, say, checks }) => [`${id} ${title}`, ...(say ? [say] : []), ...checks]),
  ]) {
    expect(text).toContain(oneLine(expected));
  }
});

test('the hash on paper is that of the bytes of the file: one changed letter gives other words', () => {
  const other = { ...plan, title: `${plan.title}.` };
  expect(planSha256(other)).not.toBe(planSha256(plan));
  expect(oneLine(plainText(planDocument(other)))).not.toContain(planSha256(plan));
});

test('the sheet of an exception says what the transcript says, and who approved it; there is none of what did not happen', () => {
  const exception = { entry: 63, at: '2026-12-01T08:44:00.000Z', kind: 'deviation', step: '4.2', approvedBy: 'witness' } as const;
  const told = { expected: '256 bits', happened: '128 bits', done: 'made again' };
  const script = { plan, exceptions: [{ ...exception, ...told }] } as unknown as ScriptSnapshot;
  const text = oneLine(plainText(exceptionDocument(script, 63)));
  for (const expected of [...Object.values(told), 'Witness, internal witness', 'entry 63', '4.2']) expect(text).toContain(expected);
  expect(() => exceptionDocument(script, 64)).toThrow('There is no such exception');
});
