import { aesCapabilities, capabilityName } from '../../../shared/algorithms.ts';
import { t } from '../../../shared/language/text.ts';
import type { FormFact } from '../../../shared/models/secret-form.ts';

/** What a key may do, each by name, number and meaning. */
export function mayDo(capabilities: readonly number[]): FormFact {
  return { term: t('May'), value: [...new Set(capabilities)].sort((a, b) => a - b).map(capabilityWords) };
}

export function uses(useCounter: number | undefined): FormFact {
  return { term: t('Uses'), value: useCounter === undefined ? t('no limit') : t('{uses}, then it is dead', { uses: useCounter }) };
}

/** What has no name here is shown by its number. */
function capabilityWords(id: number): string {
  const meaning = aesCapabilities.find((each) => each.id === id)?.meaning;
  return `${capabilityName(id)}: ${meaning ?? t('Something that this app does not know.')}`;
}
