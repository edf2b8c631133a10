import { t } from '../../../shared/language/text.ts';
import type { FormFact } from '../../../shared/models/secret-form.ts';
import type { Serial } from '../../../shared/numbers.ts';
import type { Consents } from './consents.ts';
import type { RunTarget } from './run-plan.ts';

/** What the run does to each device: for the form that asks for their PINs, so that no other device is among them unseen. */
export function targetFacts(
  targets: readonly RunTarget[],
  consents: Pick<Consents, 'keysOf'>,
): readonly { readonly serial: Serial; readonly fact: FormFact }[] {
  return targets.map(({ serial, label }) => {
    const lost = consents.keysOf(serial).map((key) => key.label || t('key {id}', { id: key.id }));
    return {
      serial,
      fact: {
        term: serial,
        value: [t('becomes {label}', { label }), lost.length > 0 ? t('loses {keys}', { keys: lost.join(', ') }) : t('loses no keys')],
      },
    };
  });
}
