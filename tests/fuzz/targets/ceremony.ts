import { createHash } from 'node:crypto';
import { faultOfSignature } from '../../../electron/ceremony/minutes/head-signature.ts';
import { readChoice } from '../../../electron/ceremony/module/choice.ts';
import { snapshotOf } from '../../../electron/ceremony/script/script-snapshot.ts';
import { advance, beginning } from '../../../electron/ceremony/script/state.ts';
import { entryWords, mayFollowMinutes } from '../../../electron/ceremony/transcript/after-head.ts';
import { encodeEntry, hashOfLine, noEntry, readChain } from '../../../electron/ceremony/transcript/chain.ts';
import { headsIn } from '../../../electron/ceremony/transcript/minutes-head.ts';
import { splitLines } from '../../../electron/files/line-file.ts';
import { decodeState, encodeState } from '../../../electron/simulator/state-file.ts';
import { utf8 } from '../../../shared/bytes.ts';
import { planFaults } from '../../../shared/ceremony/plan-rules.ts';
import { validatePlan } from '../../../shared/ceremony/plan-schema.ts';
import { refitPlan, templates } from '../../../shared/ceremony/templates/acts.ts';
import { firstDraft } from '../../../shared/ceremony/templates/first-draft.ts';
import { validateKeyRegister } from '../../../shared/clone/key-register.ts';
import { validateCloneRecord } from '../../../shared/clone/record.ts';
import { planOf } from '../../../shared/custody/quorum.ts';
import { validateRegister } from '../../../shared/custody/register.ts';
import type { TemplateName } from '../../../shared/models/plan.ts';
import { assertSame, BrokenPromise, bytesOf, isRefusal, jsonBytes, type Target, textIn, textOf } from '../target.ts';

/** Words that people read, of the validator, or JSON's own, which the callers replace. */
const isUnreadable = (error: unknown) => error instanceof SyntaxError;
function parsed(input: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(input));
  } catch {
    throw new SyntaxError('no JSON text');
  }
}

const plan: Target = {
  name: 'plan',
  form: 'json',
  refuses: isUnreadable,
  seeds: () =>
    (Object.keys(templates) as TemplateName[]).map((name) => jsonBytes(firstDraft(name, true, '2026-03-01T09:00', '2026-03-01T12:00'))),
  parse: (input) => {
    const untrusted = parsed(input);
    const read = () => validatePlan(untrusted);
    const accepted = read();
    // from here on nothing may be thrown
    promised(() => {
      planFaults(accepted);
      planFaults(refitPlan(accepted));
      assertSame(accepted, jsonBytes, (bytes) => validatePlan(parsed(bytes)));
    });
  },
};

/** What a validated value is used for must not throw any more. */
function promised(use: () => void): void {
  try {
    use();
  } catch (error) {
    throw error instanceof BrokenPromise ? error : new BrokenPromise(`it was accepted, and then: ${String(error)}`, { cause: error });
  }
}

const at = '2026-03-01T10:00:00+01:00';
const register: Target = {
  name: 'register',
  form: 'json',
  refuses: isUnreadable,
  seeds: () => [
    jsonBytes({
      ...{ format: 'conclave-register-1', ceremonyId: 'K7Q2-M5TX', title: 'Vault', practice: true },
      custodians: ['ada', 'grace'].map((id) => ({ id, name: id, organisation: '' })),
      sets: [
        {
          setId: 'AAAA-0001',
          kind: 'password',
          threshold: 2,
          total: 2,
          fileSha256: 'ab'.repeat(32),
          shareKcv: 'AB'.repeat(8),
          purpose: 'x',
          createdAt: at,
        },
        { setId: 'AAAA-0002', kind: 'text', threshold: 2, total: 3, purpose: 'y', createdAt: at },
      ],
      holdings: [
        {
          ...{ sheetId: 'BBBB-0001', kind: 'password-share', custodianId: 'ada', setId: 'AAAA-0001', index: 1, fingerprint: '00112233AA' },
          ...{
            copy: 1,
            copies: 1,
            events: [
              { state: 'created', at },
              { state: 'read back', at },
              { state: 'sealed', at, teb: 'A 0815' },
            ],
          },
        },
        ...[1, 2].map((copy) => ({
          ...{ sheetId: 'BBBB-0002', kind: 'wrapped-key-sheet', custodianId: 'grace', fileSha256: 'cd'.repeat(32) },
          ...{ copy, copies: 2, events: [{ state: 'created', at }] },
        })),
      ],
    }),
  ],
  parse: (input) => {
    const accepted = validateRegister(parsed(input));
    promised(() => {
      for (const set of accepted.sets) planOf(set, accepted.holdings, accepted.custodians);
      assertSame(accepted, jsonBytes, (bytes) => validateRegister(parsed(bytes)));
    });
  },
};

const key = { check: { kind: 'aes-cmac', digits: 'AB'.repeat(8) }, label: 'Key', id: '01', type: 'AES-256' };
const keyRegister: Target = {
  name: 'key-register',
  form: 'json',
  refuses: isUnreadable,
  seeds: () => [
    jsonBytes({
      format: 'conclave-keys-1',
      keys: [
        {
          ...key,
          dkekKcv: 'AB'.repeat(8),
          files: [{ sha256: 'ab'.repeat(32), name: 'key.wky' }],
          devices: [{ serial: 'UTTEST00001', label: 'Vault', provenAt: at }],
        },
      ],
    }),
  ],
  parse: (input) => assertSame(validateKeyRegister(parsed(input)), jsonBytes, (bytes) => validateKeyRegister(parsed(bytes))),
};

const cloneRecord: Target = {
  name: 'clone-record',
  form: 'json',
  refuses: isUnreadable,
  seeds: () => [
    jsonBytes({
      ...{ format: 'conclave-clone-1', id: 'K7Q2-M5TX', practice: true, startedAt: at, source: 'Vault 1', sourceSerial: 'UTTEST00001' },
      ...{ dkekKcv: 'AB'.repeat(8), shares: 1, retries: 3, resetWithSoPin: true },
      keys: [
        {
          reference: 1,
          label: 'Key',
          id: '01',
          type: { kind: 'AES', size: 256 },
          aesIndex: 0,
          fileSha256: 'ab'.repeat(32),
          check: key.check,
        },
        { reference: 2, label: 'EC', id: '02', type: { kind: 'EC', size: 256, curve: 'secp256r1' } },
      ],
      devices: [{ serial: 'UTTEST00002', label: 'Vault 2', state: 'begun', proven: [1] }],
    }),
  ],
  parse: (input) => assertSame(validateCloneRecord(parsed(input)), jsonBytes, (bytes) => validateCloneRecord(parsed(bytes))),
};

const facts = [
  { kind: 'begun', facts: { practice: true, app: { version: '0.1.0' } } },
  { kind: 'operation', facts: { operation: 'key.generate-aes', words: 'Generate AES Key', request: { serial: 'UTTEST00001', size: 256 } } },
  { kind: 'outcome', facts: { of: 2, outcome: 'done' } },
  { kind: 'signature', facts: { entries: 2, label: 'Key', serial: 'UTTEST00001', algorithm: 'ECDSA', publicKey: 'ab', signature: 'cd' } },
  { kind: 'closed', facts: {} },
];

/** Whole files. Nothing is refused: the reader says which line does not fit. */
const transcript: Target = {
  name: 'transcript',
  form: 'lines',
  refuses: () => false,
  seeds: () => [chained(facts.map((fact) => ({ at: '2026-03-01T10:00:00.000Z', ...fact })))],
  repair: rechained,
  parse: (input) => {
    const chain = readChain(splitLines(input).lines);
    for (const entry of chain.entries) {
      entryWords(entry);
      mayFollowMinutes(entry);
      if (entry.kind === 'signature') faultOfSignature(chain.entries, entry);
    }
    const kept = chain.entries.map((entry) => encodeEntry(entry));
    const again = readChain(kept);
    if (!again.whole || textOf(again.entries) !== textOf(chain.entries))
      throw new BrokenPromise('what it accepted is not whole when written again');
    if (
      chain.whole &&
      !Buffer.from(input)
        .subarray(0, input.lastIndexOf(10) + 1)
        .equals(Buffer.concat(kept.flatMap((line) => [line, bytesOf('\n')])))
    )
      throw new BrokenPromise('two texts pass for one transcript');
  },
};

const plannedCeremony = firstDraft('new-fleet', false, '2026-03-01T09:00', '2026-03-01T12:00');
const [firstStep, nextStep] = plannedCeremony.acts.flatMap(({ steps }) => steps);

/** What a ceremony has come to, from a transcript that is whole but was written by somebody else. */
const scriptState: Target = {
  name: 'script-state',
  form: 'lines',
  refuses: isRefusal,
  seeds: () => [
    chained(
      [
        { kind: 'begun', facts: { practice: true } },
        { kind: 'plan', facts: { sha256: 'ab'.repeat(32), title: 'x', practice: true } },
        { kind: 'person', facts: { person: 'witness', present: true, identifiedBy: 'passport' } },
        { kind: 'person', facts: { person: 'operator', present: true, identifiedBy: 'passport' } },
        { kind: 'device', facts: { device: 'A', serial: 'UTTEST00001', certificateSha256: 'ab'.repeat(32) } },
        { kind: 'material', facts: { what: 'bag', direction: 'in', mark: 'A 1' } },
        { kind: 'preflight', facts: { findings: [{ check: 'Swap', result: 'failed', detail: 'on' }], changes: ['x'], worse: ['x'] } },
        { kind: 'step', facts: { step: firstStep?.id ?? '', status: 'under way' } },
        ...['device.initialize', 'clone.finish', 'key.generate-aes', 'share.create'].flatMap((operation, at) => [
          {
            kind: 'operation',
            facts: { operation, words: 'Words', changesCard: true, request: { serial: 'UTTEST00001', split: { custodians: [] } } },
          },
          {
            kind: 'outcome',
            facts: { of: 9 + 2 * at, outcome: 'done', answer: { kcv: 'AB', devices: [{ serial: 'UTTEST00001', state: 'done' }] } },
          },
        ]),
        { kind: 'step', facts: { step: firstStep?.id ?? '', status: 'done', operator: 'operator', witness: 'witness' } },
        {
          kind: 'exception',
          facts: { exception: 'skip', step: nextStep?.id ?? '', expected: 'a', happened: 'b', done: 'c', approvedBy: 'officer' },
        },
        { kind: 'pause', facts: { reason: 'night' } },
        { kind: 'operation', facts: { operation: 'key.delete', words: 'Delete', changesCard: true, request: {} } },
        { kind: 'resumed', facts: {} },
        { kind: 'pause', facts: { over: true } },
        { kind: 'finished', facts: {} },
      ].map((entry) => ({ at: '2026-03-01T10:00:00.000Z', ...entry })),
    ),
  ],
  repair: rechained,
  parse: (input) => {
    const { entries } = readChain(splitLines(input).lines);
    let state = beginning(plannedCeremony, 'ab'.repeat(32), '2026-03-01T10:00:00.000Z');
    for (const entry of entries.slice(0, 300)) {
      state = advance(state, entry);
      structuredClone(snapshotOf(state));
    }
  },
};

function rechained(input: Uint8Array): Uint8Array {
  return chained(
    textIn(input)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as object),
  );
}

function chained(entries: readonly object[]): Uint8Array {
  let previous = noEntry;
  const lines = entries.map((entry, index) => {
    const { n: _, previous: __, at, kind, facts, ...rest } = entry as Record<string, unknown>;
    const line = bytesOf(JSON.stringify({ n: index + 1, at, previous, kind, facts, ...rest }));
    previous = hashOfLine(line);
    return textIn(line);
  });
  return bytesOf(`${lines.join('\n')}\n`);
}

/** The head in the text of minutes. */
const minutes: Target = {
  name: 'minutes-text',
  form: 'text',
  refuses: () => false,
  seeds: () => {
    const sha256 = createHash('sha256').update('x').digest('hex');
    const spaced = sha256.replace(/(.{4})/g, '$1 ');
    return [bytesOf(`Minutes\nCONCLAVE HEAD 12 ${sha256}\n`), bytesOf(`CONCLAVE\nHEAD 3 ${spaced}\nCONCLAVE HEAD 4 ${sha256}`)];
  },
  parse: (input) => {
    for (const { entries, sha256 } of headsIn(textIn(input))) {
      if (!Number.isSafeInteger(entries) || !/^[0-9a-f]{64}$/.test(sha256)) throw new BrokenPromise('that is no head');
    }
  },
};

/** One page with the head of minutes, as plain as a PDF can be. */
function smallPdf(): Uint8Array {
  const content = `BT /F1 9 Tf 20 20 Td (CONCLAVE HEAD 12 ${'ab'.repeat(32)}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = text.length;
    text += `${at + 1} 0 obj${object}endobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 6\n0000000000 65535 f \n${offsets.join('')}`;
  return bytesOf(`${text}${table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`);
}

/** Minutes as PDF. Whatever the reader of PDFs throws, the verifier calls unreadable; it must come to an end. */
const minutesPdf: Target = {
  name: 'minutes-pdf',
  form: 'text',
  maxBytes: 16_384,
  refuses: (error) => error instanceof Error && !(error instanceof BrokenPromise),
  seeds: () => [smallPdf()],
  parse: async (input) => {
    const { textOfPdf } = await import('../../../electron/ceremony/transcript/pdf-text.ts');
    const heads = headsIn(await textOfPdf(input));
    if (heads.some(({ sha256 }) => !/^[0-9a-f]{64}$/.test(sha256))) throw new BrokenPromise('that is no head');
  },
};

const simulatorState: Target = {
  name: 'simulator-state',
  form: 'json',
  refuses: isUnreadable,
  seeds: () => [
    jsonBytes({
      ...{ format: 'smartcard-hsm-simulator-state', version: 1, warning: 'x' },
      state: {
        ...{ serial: 'UTTEST00001', deviceKey: 'AB'.repeat(32), certificates: '7F2100', memoryLimit: 100_000 },
        setup: {
          options: 1,
          userPin: { value: '363438323139', tries: 3, triesLeft: 3 },
          soPin: { value: '35', tries: 15, triesLeft: 15 },
          transportPin: false,
          domainCount: 2,
          keyDomains: { '00': { shares: 1, sharesMissing: 0, dkek: 'AB'.repeat(32) } },
          pka: { total: 2, required: 1, keys: [{ holder: 'UTTEST00002', curve: 'secp256r1', Q: '04AB' }] },
        },
        files: { '2F02': '7F2100', C401: '3000' },
        keys: {
          '01': { material: { type: 'AES', key: 'AB'.repeat(16) }, algorithms: '1011', usesLeft: 3, keyDomain: 0 },
          '02': { material: { type: 'EC', curve: 'secp256r1', d: 'AB' }, keyDomain: 0 },
        },
      },
    }),
  ],
  parse: (input) =>
    assertSame(
      decodeState(textIn(input)),
      (state) => bytesOf(encodeState(state)),
      (bytes) => decodeState(textIn(bytes)),
    ),
};

/** The remembered PKCS#11 module: whatever stands in the file, the app starts. */
const moduleChoice: Target = {
  name: 'module-choice',
  form: 'json',
  refuses: () => false,
  seeds: () => [jsonBytes({ path: '/usr/lib/opensc-pkcs11.so', sha256: 'ab'.repeat(32) })],
  parse: (input) => {
    const choice = readChoice(input);
    if (choice && !/^[0-9a-f]{64}$/.test(choice.sha256)) throw new BrokenPromise('that is no choice');
  },
};

export const ceremonyTargets: readonly Target[] = [
  plan,
  register,
  keyRegister,
  cloneRecord,
  transcript,
  scriptState,
  minutes,
  minutesPdf,
  simulatorState,
  moduleChoice,
];
