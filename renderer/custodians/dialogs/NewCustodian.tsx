import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { Custodian } from '../../../shared/models/custody.ts';
import { Button } from '../../controls/Button.tsx';
import { FailureWords } from '../../controls/FailureWords.tsx';
import { TextField } from '../../controls/Field.tsx';
import { useOperation } from '../../dialogs/dialog-place.ts';

interface NewCustodianProps {
  readonly known: readonly Custodian[];
  /** The ids of those who came in through here, once the register names them. */
  onAdded(ids: readonly string[]): void;
}

/** Adds a custodian from within another dialog; Enter in its fields adds, and does not start what the dialog is for. */
export function NewCustodian({ known, onAdded }: NewCustodianProps) {
  const { phase, run, reset } = useOperation('custody.add-custodian');
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [organisation, setOrganisation] = useState('');
  const before = useRef<ReadonlySet<string> | undefined>(undefined);
  const opener = useRef<HTMLButtonElement>(null);
  const canAdd = name.trim() !== '' && phase.kind !== 'busy';

  // The register may name the new one before or after the answer to the request.
  useEffect(() => {
    const added = before.current ? known.filter(({ id }) => !before.current?.has(id)).map(({ id }) => id) : [];
    if (added.length === 0) return;
    before.current = undefined;
    onAdded(added);
  });

  function add() {
    if (!canAdd) return;
    before.current = new Set(known.map(({ id }) => id));
    void run({ name: name.trim(), organisation: organisation.trim() }, () => close());
  }
  function close() {
    setOpen(false);
    setName('');
    setOrganisation('');
    reset();
    // After the fields are gone.
    setTimeout(() => opener.current?.focus());
  }
  function keyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    add();
  }

  if (!isOpen) {
    return (
      <div>
        <Button ref={opener} onPress={() => setOpen(true)}>
          {t('Add custodian…')}
        </Button>
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps Enter in its fields from submitting the form around
    <div className="new-custodian" onKeyDown={keyDown}>
      <div className="pair">
        <TextField label={t('Name')} value={name} onChange={setName} maxLength={80} takesFocus />
        <TextField label={t('Organisation')} value={organisation} onChange={setOrganisation} maxLength={80} />
      </div>
      {phase.kind === 'failed' && <FailureWords failure={phase.failure} />}
      <div className="buttons">
        <Button onPress={close}>{t('Do not add')}</Button>
        <Button isDisabled={!canAdd} onPress={add}>
          {t('Add')}
        </Button>
      </div>
    </div>
  );
}
