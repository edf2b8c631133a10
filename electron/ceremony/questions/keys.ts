import { WRAP } from '../../../shared/algorithms.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { FormFact } from '../../../shared/models/secret-form.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import { checkKeyLabel } from '../keys/keys.ts';
import { assertDkekReady } from '../keys/new-key.ts';
import { assertLoggedIn } from '../pins/login.ts';
import { mayDo, uses } from './key-facts.ts';
import type { QuestionOf } from './question.ts';

interface NewKey {
  readonly label: string;
  readonly useCounter?: number | undefined;
  readonly keyDomain?: number | undefined;
}

export const aesKeyQuestion: QuestionOf<'key.generate-aes'> = ({ request, state }) => {
  const { size, capabilities } = request;
  if (capabilities.length === 0) refuse('no-capability');
  return {
    ...newKey(state, request, `AES-${size}`, [mayDo(capabilities)]),
    ...(capabilities.includes(WRAP)
      ? {}
      : { warning: t('This key dies with this device: without WRAP (92) it can never be exported or backed up.') }),
  };
};

export const rsaKeyQuestion: QuestionOf<'key.generate-rsa'> = ({ request, state }) => newKey(state, request, `RSA-${request.size}`);

export const ecKeyQuestion: QuestionOf<'key.generate-ec'> = ({ request, state }) => newKey(state, request, `EC ${request.curve}`);

export const renameKeyQuestion: QuestionOf<'key.rename'> = ({ request: { reference, label }, state }) => {
  const key = state.keys.find((each) => each.reference === reference) ?? refuse('no-such-key');
  assertLoggedIn({ state });
  checkKeyLabel({ state }, label, reference);
  return {
    button: t('Rename'),
    purpose: t('Gives this key another label. Nothing else of it changes.'),
    facts: [
      { term: t('Key ID'), value: key.id, code: true },
      { term: t('Label now'), value: key.label || t('none') },
      { term: t('New label'), value: label },
    ],
  };
};

function newKey(state: DeviceSnapshot, wanted: NewKey, type: string, more: readonly FormFact[] = []) {
  const { label, useCounter, keyDomain } = wanted;
  if (!state.initialized) refuse('not-initialized');
  assertDkekReady(state, keyDomain);
  assertLoggedIn({ state });
  checkKeyLabel({ state }, label);
  return {
    button: t('Generate'),
    purpose: t('Makes this key on the device. What it may do can never be changed.'),
    facts: [
      { term: t('Label'), value: label },
      { term: t('Type'), value: type },
      ...more,
      uses(useCounter),
      ...(state.keyDomains ? [{ term: t('Key domain'), value: String(keyDomain ?? 0) }] : []),
    ],
  };
}
