import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { CountedKey, TestPlan, TestReport } from '../../../shared/models/reports.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import type { Workstation } from '../workstation.ts';
import { attemptsFor } from './attempts.ts';
import { usesOf } from './counted.ts';
import { keyWords } from './key-words.ts';
import { runTest } from './run-test.ts';

/** Looks which keys can be tested, and which have a use counter that a test would lower. Uses no key. Refusal no-such-key. */
export function planTest({ fleet }: Workstation, serial: Serial, only?: KeyReference): Promise<TestPlan> {
  return fleet.run(serial, t('Test Device'), async (device) => {
    const counted: CountedKey[] = [];
    const references = only === undefined ? device.state.keys.map(({ reference }) => reference) : [only];
    for (const reference of references) {
      const key = (await device.readDetails(reference)) ?? refuse('no-such-key');
      const { useCounter: usesLeft, capabilities = [] } = key.details ?? {};
      if (usesLeft === undefined) continue;
      const uses = usesOf(await attemptsFor(device, key, capabilities));
      counted.push({ reference, label: key.label, about: keyWords(key), usesLeft, ...uses });
    }
    return { keys: references.length - counted.length, counted };
  });
}

/** Tests randomness and certificate of a device and, where it is logged in, each of its keys; see `runTest`. */
export function testDevice(
  workstation: Workstation,
  scope: { readonly serial: Serial; readonly module: boolean; readonly counted: readonly KeyReference[] },
): Promise<TestReport> {
  return runTest(workstation, { ...scope, title: t('Test Device') });
}
