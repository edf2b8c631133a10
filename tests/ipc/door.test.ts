import { describe, expect, it } from 'vitest';
import type { RecordedOperation } from '../../electron/ceremony/transcript/recorder.ts';
import { type DoorParts, door, type Handlers } from '../../electron/ipc/door.ts';
import { Journal } from '../../electron/journal.ts';
import { WireError } from '../../electron/transport/transport.ts';
import { failure, Refusal, refuse } from '../../shared/failure.ts';

const pin = '648219';

function open(handlers: Partial<Handlers>, parts: Partial<DoorParts> = {}) {
  const log: string[] = [];
  const recorded: (RecordedOperation & { outcome: string })[] = [];
  const through = door({
    isTrusted: (caller) => caller === 'us',
    handlers: handlers as Handlers,
    askFirst: async () => undefined,
    record: async (operation, work) => {
      const result = await work();
      recorded.push({ ...operation, outcome: result.ok ? 'done' : result.failure.code });
      return result;
    },
    follow: (_, work) => work(),
    log: (line) => log.push(line),
    ...parts,
  });
  return { through, log, recorded };
}

describe('the door', () => {
  it('refuses an unknown window before it looks at anything else', async () => {
    const { through, recorded } = open({ 'key.rename': async () => undefined });
    expect(await through('them', 'key.rename', {})).toMatchObject({ ok: false, failure: { code: 'window-not-trusted' } });
    expect(recorded).toEqual([]);
  });

  it.each(['', 'no.such', '__proto__', 'constructor', 'toString', 7, null, ['state.read'], { name: 'state.read' }])(
    'refuses the operation %j',
    async (name) => {
      expect(await open({}).through('us', name, {})).toMatchObject({ ok: false, failure: { code: 'request-malformed' } });
    },
  );

  it('lets only operations of the contract be followed, by their names; what a page calls one can be anything', async () => {
    const journal = new Journal();
    const { through } = open({ 'work.cancel': async () => undefined }, { follow: (name, work) => journal.follow(name, work) });
    const unprintable = { toString: 'no function' };
    for (const name of [unprintable, Object.create(null), 'x'.repeat(1_000_000)])
      expect(await through('us', name, {})).toMatchObject({ ok: false, failure: { code: 'request-malformed' } });
    await through('them', 'work.cancel', {});
    await through('us', 'work.cancel', { work: 'w' });
    await through('us', 'pin.login', {});
    expect(journal.entries).toMatchObject([
      { operation: 'work.cancel', outcome: 'done' },
      { operation: 'pin.login', outcome: 'request-malformed' },
    ]);
  });

  it.each([
    ['pin.login', undefined],
    ['pin.login', {}],
    ['pin.login', { serial: 'DENK0100001', pin }],
    ['pin.login', { serial: ['DENK0100001'] }],
    ['pin.login', { serial: '../../etc/passwd with spaces' }],
    ['key.open', { serial: 'DENK0100001', reference: 0 }],
    ['key.open', { serial: 'DENK0100001', reference: '1' }],
    ['key.generate-rsa', { serial: 'DENK0100001', label: 'a', size: 1234 }],
    ['state.read', { extra: true }],
  ])('refuses a malformed request to %s and quotes none of it', async (name, request) => {
    const { through, log } = open({});
    const result = await through('us', name, request);
    expect(result).toMatchObject({ ok: false, failure: { code: 'request-malformed' } });
    expect(JSON.stringify([result, log])).not.toContain(pin);
  });

  it('gives what the handler gives, and has every operation recorded that does more than feed the window', async () => {
    const { through, recorded } = open({ 'key.rename': async () => undefined, 'work.cancel': async () => undefined });
    const request = { serial: 'DENK0100001', reference: 3, label: 'HSM AES Key' };
    expect(await through('us', 'key.rename', request)).toEqual({ ok: true, value: undefined });
    await through('us', 'work.cancel', { work: 'work-1' });
    expect(recorded).toEqual([{ operation: 'key.rename', words: 'Rename Key', changesCard: true, request, outcome: 'done' }]);
  });

  it('runs what changes a card by its request alone only after a yes, and records a no as well', async () => {
    const done: string[] = [];
    const asked: unknown[] = [];
    let answer: 'yes' | 'no' = 'no';
    const { through, recorded } = open(
      { 'key.rename': async ({ label }) => void done.push(label), 'key.open': async () => void done.push('shown') },
      {
        askFirst: async (name, request) => {
          asked.push([name, request]);
          if (answer === 'no') refuse('cancelled');
        },
      },
    );
    const request = { serial: 'DENK0100001', reference: 3, label: 'HSM AES Key' };
    expect(await through('us', 'key.rename', request)).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(done).toEqual([]);
    answer = 'yes';
    await through('us', 'key.rename', request);
    await through('us', 'key.open', { serial: 'DENK0100001', reference: 3 });
    expect(done).toEqual(['HSM AES Key', 'shown']);
    expect(asked).toEqual([
      ['key.rename', request],
      ['key.rename', request],
    ]);
    expect(recorded.map(({ outcome }) => outcome)).toEqual(['cancelled', 'done']);
  });

  it('turns every kind of error into a failure and never throws', async () => {
    const thrown = async (error: unknown) => {
      const { through, log } = open({
        'device.test': async () => {
          throw error;
        },
      });
      const result = await through('us', 'device.test', { serial: 'DENK0100001', module: false, counted: [] });
      return { code: result.ok ? 'done' : result.failure.code, said: JSON.stringify([result, log]) };
    };
    expect((await thrown(new Refusal(failure('cancelled')))).code).toBe('cancelled');
    expect((await thrown(new WireError('card-removed', 'gone'))).code).toBe('card-removed');
    for (const defect of [new TypeError(`cannot read ${pin}`), `text ${pin}`, undefined, null, { pin }]) {
      const { code, said } = await thrown(defect);
      expect(code).toBe('unexpected');
      expect(said).not.toContain(pin);
    }
  });
});
