import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import { checkLabel, DEVICE_LABEL_BYTES } from '../../card/labels.ts';
import { assertLoggedIn } from '../pins/login.ts';
import { dkekOf } from '../set-up/key-domain.ts';
import type { QuestionOf } from './question.ts';

export const setUpDomainQuestion: QuestionOf<'domain.set-up'> = ({ request: { keyDomain, shares }, state }) => {
  if (!state.initialized) refuse('not-initialized');
  if (!state.keyDomains) refuse('domains-not-supported', { firmware: state.firmware });
  if (dkekOf(state, keyDomain).kind !== 'none') refuse('domain-set-up-already', { domain: keyDomain });
  assertLoggedIn({ state });
  return {
    button: t('Set Up'),
    purpose: t('The key domain then waits for its DKEK shares. Without all of them it holds no keys.'),
    facts: [
      { term: t('Key domain'), value: String(keyDomain) },
      { term: t('DKEK shares'), value: String(shares) },
    ],
  };
};

/** The PINs of the run are known already where all its devices share them: nothing else would ask a person about this device. */
export const cloneNextQuestion: QuestionOf<'clone.add'> = ({ request: { label }, state, snapshot }) => {
  const run = snapshot.clone?.run ?? refuse('clone-no-run');
  checkLabel(label, DEVICE_LABEL_BYTES);
  const { keys } = state;
  return {
    button: t('Initialize and write'),
    loses: state.initialized,
    purpose: state.initialized
      ? t('Erases this device and everything on it, for good, initializes it, and writes the keys of the run onto it.')
      : t('Initializes this device, which is fresh, and writes the keys of the run onto it.'),
    facts: [
      { term: t('New label'), value: label },
      { term: t('It loses'), value: keys.length > 0 ? keys.map((key) => key.label || t('key {id}', { id: key.id })) : t('no keys') },
      { term: t('It gets'), value: run.keys.map((key) => key.label) },
    ],
  };
};
