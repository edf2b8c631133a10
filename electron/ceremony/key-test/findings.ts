import { t } from '../../../shared/language/text.ts';
import type { TestedItem, TestedOperation, TestOutcome, TestResult } from '../../../shared/models/reports.ts';
import { exportCheck } from './attempts.ts';
import { notTested } from './perform.ts';

const ended = notTested(t('the test ended before it'));

/** What was found about one key, or about the device itself. */
export class Finding {
  readonly name: string;
  readonly about: string;
  readonly isKey: boolean;
  #operations: { readonly name: string; apdu?: TestResult; module?: TestResult }[] = [];

  constructor(name: string, about: string, isKey: boolean) {
    this.name = name;
    this.about = about;
    this.isKey = isKey;
  }

  /** An operation may be announced before it is tried: then it is told where the test ends first. */
  expect(operation: string): void {
    this.#of(operation);
  }

  /** Now that the operations are known. */
  replace(operations: readonly string[]): void {
    this.#operations = operations.map((name) => ({ name }));
  }

  byApdu(operation: string, check: TestResult): void {
    this.#of(operation).apdu = check;
  }

  throughModule(operation: string, check: TestResult): void {
    this.#of(operation).module = check;
  }

  /** The same reason for every operation. */
  allThroughModule(check: TestResult): void {
    for (const operation of this.#operations) operation.module = check;
  }

  item(withModule: boolean): TestedItem {
    const operations = this.#operations.map(({ name, apdu = ended, module = ended }): TestedOperation => {
      return { name, apdu, ...(withModule && this.isKey ? { module } : module === ended ? {} : { module }) };
    });
    const { name, about, isKey } = this;
    const outcome = outcomeOf(operations.flatMap(resultsOf));
    return { name, about, isKey, outcome, operations };
  }

  #of(name: string) {
    let found = this.#operations.find((operation) => operation.name === name);
    if (!found) {
      found = { name };
      this.#operations.push(found);
    }
    return found;
  }
}

/** An export alone proves nothing of the key; one that fails does. */
function resultsOf({ name, apdu, module }: TestedOperation): TestResult[] {
  const results = [apdu, ...(module ? [module] : [])];
  return name === exportCheck ? results.filter(({ outcome }) => outcome === 'failed') : results;
}

/** One failure spoils all; without one, something must really have been tested. */
export function outcomeOf(checks: readonly { readonly outcome: TestOutcome }[]): TestOutcome {
  if (checks.some(({ outcome }) => outcome === 'failed')) return 'failed';
  return checks.some(({ outcome }) => outcome === 'passed') ? 'passed' : 'not tested';
}
