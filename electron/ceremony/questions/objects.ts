import { t } from '../../../shared/language/text.ts';
import { checkLabel, KEY_LABEL_BYTES } from '../../card/labels.ts';
import { assertLoggedIn } from '../pins/login.ts';
import type { QuestionOf } from './question.ts';

export const renameObjectQuestion: QuestionOf<'object.rename'> = ({ request: { file, label }, state }) => {
  assertLoggedIn({ state });
  checkLabel(label, KEY_LABEL_BYTES);
  const object = state.objects.kind === 'read' ? state.objects.all.find((each) => each.file === file) : undefined;
  const number = file.toString(16).toUpperCase();
  return {
    button: t('Rename'),
    purpose: t('Gives this object another label. Its content stays as it is.'),
    facts: [
      { term: t('File'), value: number, code: true },
      { term: t('Label now'), value: object ? object.label || t('none') : t('not read yet') },
      { term: t('New label'), value: label },
    ],
  };
};
