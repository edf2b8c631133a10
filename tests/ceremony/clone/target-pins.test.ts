import { expect, test } from 'vitest';
import { SoPinTrial } from '../../../electron/ceremony/clone/so-pin-trial.ts';
import { keepingPins, type TargetPins } from '../../../electron/ceremony/clone/target-pins.ts';
import { failure, Refusal } from '../../../shared/failure.ts';
import { serial } from '../../../shared/numbers.ts';
import { ScriptedPerson } from '../scripted-person.ts';
import { refusal } from '../steps.ts';

const first = { serial: serial('UTTEST00001'), title: 'Clone 1 UTTEST00001' };
const second = { serial: serial('UTTEST00002'), title: 'Clone 2 UTTEST00002' };
const targets = [first, second].map(({ serial }) => ({ serial, fact: { term: serial, value: 'becomes a clone' } }));
const pins = (digit: string) => ({ 'so-pin': digit.repeat(16), 'new-user-pin': digit.repeat(6) });
const isWiped = ({ soPin, userPin }: TargetPins) => [soPin, userPin].every((secret) => String(wipedBytes(secret)) === 'wiped');

function wipedBytes(secret: TargetPins['soPin']): unknown {
  try {
    return secret.expose();
  } catch {
    return 'wiped';
  }
}

test.each([true, false])('PINs are wiped when the run ends, whatever happens (the same for all: %s)', async (same) => {
  const person = new ScriptedPerson().types(pins('1'), pins('2'), pins('3'));
  const given: TargetPins[] = [];
  const ended = keepingPins({ person, same, retries: 3, targets }, async (pinsOf) => {
    given.push(await pinsOf(first), await pinsOf(second), await pinsOf({ ...second, anew: true }));
    expect(isWiped(given[0] as TargetPins)).toBe(false);
    throw new Error('the run broke');
  });
  await expect(ended).rejects.toThrow('the run broke');
  expect(given[0] === given[1]).toBe(same);
  // Whoever types PINs for all of them sees for which.
  expect(person.forms[0]?.facts?.map(({ term }) => term)).toEqual(same ? [first.serial, second.serial] : [first.serial]);
  expect(given.map(isWiped)).toEqual([true, true, true]);
  expect(person.handedOut.every((secret) => wipedBytes(secret) === 'wiped')).toBe(true);
});

test('a PIN too short for its tries, or two that differ, are asked again in the same window', async () => {
  const person = new ScriptedPerson().types(
    { 'so-pin': '1'.repeat(16), 'repeat-so-pin': '2'.repeat(16), 'new-user-pin': '123456' },
    { 'so-pin': 'not hexadecimal!', 'new-user-pin': '123456' },
    pins('4'),
  );
  await keepingPins({ person, same: true, retries: 3, targets }, async (pinsOf) => void (await pinsOf(first)));
  expect(person.failures.map(({ code }) => code)).toEqual(['pins-differ', 'so-pin-format']);
});

test('one SO-PIN is tried on one device first; refused there, it is not sent to the others', async () => {
  const trial = new SoPinTrial();
  const tried: string[] = [];
  const wrong = () => {
    throw new Refusal(failure('pin-wrong', { pin: 'SO-PIN', left: 14 }));
  };
  const one = trial.through('Clone 1', async () => {
    tried.push('first');
    await new Promise((done) => setTimeout(done, 5));
    return wrong();
  });
  const other = trial.through('Clone 2', async () => void tried.push('second'));
  await expect(one).rejects.toEqual(refusal('pin-wrong'));
  await expect(other).rejects.toEqual(refusal('clone-so-pin-doubtful'));
  expect(tried).toEqual(['first']);
});

test('accepted by one device, it goes to the others at the same time', async () => {
  const trial = new SoPinTrial();
  const order: string[] = [];
  await Promise.all([
    trial.through('Clone 1', async (accepted) => {
      accepted();
      await new Promise((done) => setTimeout(done, 20));
      order.push('first ends');
    }),
    trial.through('Clone 2', async () => void order.push('second begins')),
  ]);
  expect(order).toEqual(['second begins', 'first ends']);
});
