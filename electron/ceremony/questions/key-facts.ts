import { aesCapabilities, capabilityName } from '../../../shared/algorithms.ts';
import type { FormFact } from '../../../shared/models/secret-form.ts';

/** What a key may do, each by name, number and meaning. */
export function mayDo(capabilities: readonly number[]): FormFact {
  return { term: 'May', value: [...new Set(capabilities)].sort((a, b) => a - b).map(capabilityWords) };
}

export function uses(useCounter: number | undefined): FormFact {
  return { term: 'Uses', value: useCounter === undefined ? 'no limit' : `${useCounter}, then it is dead` };
}

/** What has no name here is shown by its number. */
function capabilityWords(id: number): string {
  const meaning = aesCapabilities.find((each) => each.id === id)?.meaning;
  return `${capabilityName(id)}: ${meaning ?? 'Something that this app does not know.'}`;
}
