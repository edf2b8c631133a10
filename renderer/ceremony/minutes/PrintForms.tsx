import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import { type FormName, formNames, formPurposes, formTitles } from '../../../shared/models/minutes.ts';
import { Button } from '../../controls/Button.tsx';
import { CheckBox } from '../../controls/Choice.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoomState } from '../../room-context.ts';

/** Which forms, and whether with what is known already. */
export function PrintForms() {
  const hasFolder = useRoomState((state) => state.snapshot?.custody !== undefined);
  const { phase, run } = useOperation('minutes.print-forms');
  const { close } = useDialogPlace();
  const [chosen, setChosen] = useState<ReadonlySet<FormName>>(new Set());
  const [isFilled, setFilled] = useState(true);
  const toggle = (name: FormName, isChosen: boolean) =>
    setChosen(new Set(isChosen ? [...chosen, name] : [...chosen].filter((other) => other !== name)));
  const print = () => void run({ forms: [...chosen], filled: isFilled && hasFolder }, close);
  return (
    <DialogFrame title={t('Print forms')} isWide isBusy={phase.kind === 'busy'}>
      <DialogBody>
        <p>{t('Forms that are filled in by hand or signed. They open in a window, one page each, where they can be printed or saved.')}</p>
        <fieldset className="choice">
          <legend>{t('Forms')}</legend>
          <div className="buttons">
            <Button look="quiet" onPress={() => setChosen(new Set(chosen.size === formNames.length ? [] : formNames))}>
              {chosen.size === formNames.length ? t('Choose none') : t('Choose all')}
            </Button>
          </div>
          {formNames.map((name) => (
            <CheckBox
              key={name}
              name={formTitles[name]}
              meaning={formPurposes[name]}
              isChecked={chosen.has(name)}
              onChange={(isChosen) => toggle(name, isChosen)}
            />
          ))}
        </fieldset>
        {hasFolder ? (
          <CheckBox
            name={t('Fill in what is known')}
            meaning={t('Names, devices, sheets and bags from the plan and the register. Without it the forms come out blank.')}
            isChecked={isFilled}
            onChange={setFilled}
          />
        ) : (
          <p className="hint">{t('They come out blank: no ceremony folder is open.')}</p>
        )}
      </DialogBody>
      <DialogFoot
        phase={phase}
        submit={t('Show forms')}
        hindrance={chosen.size === 0 ? t('Choose at least one form.') : undefined}
        cancelled={t('Nothing was printed.')}
        onSubmit={print}
      />
    </DialogFrame>
  );
}
