import type { AskedFirst } from '../../../shared/ipc/contract.ts';
import { aesKeyQuestion, ecKeyQuestion, renameKeyQuestion, rsaKeyQuestion } from './keys.ts';
import { renameObjectQuestion } from './objects.ts';
import type { QuestionOf } from './question.ts';
import { cloneNextQuestion, setUpDomainQuestion } from './set-up.ts';

/** What a person is asked before each operation whose request says all that will be done. */
export const questions: { readonly [Name in AskedFirst]: QuestionOf<Name> } = {
  'key.generate-aes': aesKeyQuestion,
  'key.generate-rsa': rsaKeyQuestion,
  'key.generate-ec': ecKeyQuestion,
  'key.rename': renameKeyQuestion,
  'object.rename': renameObjectQuestion,
  'domain.set-up': setUpDomainQuestion,
  'clone.add': cloneNextQuestion,
};
