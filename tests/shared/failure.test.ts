import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Failure, type FailureCode, failure, failureCodes, Refusal, refuse } from '../../shared/failure.ts';

/** One fact of every name the words use; the types check each code, this checks every sentence. */
const facts = new Proxy(
  {},
  {
    get: (_, name) => (['left', 'bits', 'length'].includes(String(name)) ? 2 : 'FACT'),
    getOwnPropertyDescriptor: () => ({ value: 'FACT', configurable: true }),
  },
);
const sample = (code: FailureCode) => (failure as (code: FailureCode, facts: unknown) => Failure)(code, facts);

describe('failures', () => {
  it('have one meaning each: no two subjects use the same code', async () => {
    const folder = new URL('../../shared/failures/', import.meta.url);
    const modules = await Promise.all(readdirSync(folder).map((name) => import(new URL(name, folder).href) as Promise<object>));
    const lists = modules.flatMap((module) => Object.values(module).filter((list) => typeof list === 'object'));
    const codes = lists.flatMap((list) => Object.keys(list as object));
    expect(codes.length).toBe(failureCodes.length);
    expect(codes.length).toBeGreaterThan(50);
  });

  it('each say in sentences what happened, what it means and what to do next', () => {
    for (const code of failureCodes) {
      const { what, meaning, next } = sample(code);
      for (const words of [what, meaning, next]) expect(words, code).toMatch(/^\S.*[.)…a-z]$/);
      expect(`${what}${meaning}${next}`, code).not.toMatch(/undefined|\[object|status word [0-9A-F]{4}/);
    }
  });

  it('carry the tries left where a PIN was wrong', () => {
    expect(failure('pin-wrong', { pin: 'User PIN', left: 1 })).toMatchObject({ triesLeft: 1, what: 'Wrong User PIN: 1 try left.' });
    expect(failure('pin-blocked')).not.toHaveProperty('triesLeft');
  });

  it('are thrown by us as refusals', () => {
    expect(() => refuse('no-dkek')).toThrow(Refusal);
  });
});
