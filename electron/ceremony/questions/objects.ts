import { checkLabel, KEY_LABEL_BYTES } from '../../card/labels.ts';
import { nameOfObject } from '../objects/read-objects.ts';
import { assertLoggedIn } from '../pins/login.ts';
import type { QuestionOf } from './question.ts';

export const renameObjectQuestion: QuestionOf<'object.rename'> = ({ request: { file, label }, state }) => {
  assertLoggedIn({ state });
  checkLabel(label, KEY_LABEL_BYTES);
  const object = state.objects.kind === 'read' ? state.objects.all.find((each) => each.file === file) : undefined;
  const number = file.toString(16).toUpperCase();
  return {
    button: 'Rename',
    purpose: `Gives ${object ? nameOfObject(object) : `the object in file ${number}`} another label. Its content stays as it is.`,
    facts: [
      { term: 'File', value: number, code: true },
      { term: 'Label now', value: object ? object.label || 'none' : 'not read yet' },
      { term: 'New label', value: label },
    ],
  };
};
