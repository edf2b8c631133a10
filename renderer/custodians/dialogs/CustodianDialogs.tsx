import { type ReactNode, useRef, useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { Custodian } from '../../../shared/models/custody.ts';
import { TextField } from '../../controls/Field.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { type Phase, useDialogPlace, useOperation } from '../../dialogs/dialog-place.ts';
import { useLastSeenCustody } from './use-custody.ts';

const nothingChanged = t('Cancelled. The register was not changed.');

export function AddCustodian() {
  const { close } = useDialogPlace();
  const { phase, run } = useOperation('custody.add-custodian');
  return (
    <PersonForm title={t('Add custodian')} submit={t('Add')} phase={phase} onSubmit={(person) => void run(person, close)}>
      <p>
        {t('A custodian holds a part of a secret alone. Record who they are as the minutes will: years later somebody must find them.')}
      </p>
    </PersonForm>
  );
}

export function ChangeCustodian({ id }: { readonly id: string }) {
  const { close } = useDialogPlace();
  const { phase, run } = useOperation('custody.change-custodian');
  const custodian = useLastSeenCustodian(id);
  if (!custodian) return null;
  return (
    <PersonForm
      title={t('Change custodian')}
      submit={t('Save')}
      about={custodian}
      phase={phase}
      onSubmit={(person) => void run({ id, ...person }, close)}
    >
      <p>
        {t(
          'For a correction, or a new name or employer of the same person. When somebody else takes over, re-issue the split instead: a part that has been seen cannot be unseen.',
        )}
      </p>
    </PersonForm>
  );
}

export function RemoveCustodian({ id }: { readonly id: string }) {
  const { close } = useDialogPlace();
  const { phase, run } = useOperation('custody.remove-custodian');
  const custodian = useLastSeenCustodian(id);
  if (!custodian) return null;
  return (
    <DialogFrame title={t('Remove custodian')} about={personName(custodian)} isAlert isBusy={phase.kind === 'busy'}>
      <DialogBody>
        <p>
          {t('{name} holds nothing and is taken out of the register. This person can be added again at any time.', {
            name: custodian.name,
          })}
        </p>
      </DialogBody>
      <DialogFoot phase={phase} submit={t('Remove')} isDanger cancelled={nothingChanged} onSubmit={() => void run({ id }, close)} />
    </DialogFrame>
  );
}

interface PersonFormProps {
  readonly title: string;
  readonly submit: string;
  readonly about?: Custodian;
  readonly phase: Phase<unknown>;
  readonly children: ReactNode;
  onSubmit(person: { name: string; organisation: string }): void;
}

function PersonForm({ title, submit, about, phase, children, onSubmit }: PersonFormProps) {
  const [name, setName] = useState(about?.name ?? '');
  const [organisation, setOrganisation] = useState(about?.organisation ?? '');
  const person = { name: name.trim(), organisation: organisation.trim() };
  const isSame = person.name === about?.name && person.organisation === about.organisation;
  const hindrance = person.name === '' ? t('Enter a name.') : isSame ? t('Nothing has been changed.') : undefined;
  return (
    <DialogFrame title={title} about={about && personName(about)} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!hindrance) onSubmit(person);
        }}
      >
        <DialogBody>
          {children}
          <div className="pair">
            <TextField label={t('Name')} value={name} onChange={setName} maxLength={80} takesFocus />
            <TextField
              label={t('Organisation')}
              value={organisation}
              onChange={setOrganisation}
              maxLength={80}
              hint={t('May be left empty.')}
            />
          </div>
        </DialogBody>
        <DialogFoot phase={phase} submit={submit} hindrance={hindrance} cancelled={nothingChanged} />
      </form>
    </DialogFrame>
  );
}

function personName({ name, organisation }: Custodian): string {
  return organisation ? `${name}, ${organisation}` : name;
}

function useLastSeenCustodian(id: string): Custodian | undefined {
  const now = useLastSeenCustody()?.register.custodians.find((custodian) => custodian.id === id);
  const last = useRef(now);
  if (now) last.current = now;
  return last.current;
}
