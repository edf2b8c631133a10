import { useState } from 'react';
import { type AesSize, aesSizes, type CurveName, curveNames, type RsaSize, rsaSizes } from '../../../shared/algorithms.ts';
import { t } from '../../../shared/language/text.ts';
import type { PlannedKey } from '../../../shared/models/plan.ts';
import { Choice } from '../../controls/Choice.tsx';
import { SelectField, TextField } from '../../controls/Field.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace } from '../../dialogs/dialog-place.ts';
import { AesCapabilityFields, useAesCapabilities } from '../../key-manager/dialogs/AesCapabilityFields.tsx';
import { useRoom } from '../../room-context.ts';

const inRows = <T extends number>(sizes: readonly T[]) => sizes.map((size) => ({ value: size, name: String(size) }));
const titles = { AES: t('AES key of the plan'), RSA: t('RSA key of the plan'), EC: t('ECC key of the plan') } as const;

/** What a key of the plan is to be, in the words of the dialog that will make it. */
export function PlanKey({ type, index }: { readonly type: PlannedKey['type']; readonly index?: number | undefined }) {
  const { desk } = useRoom();
  const { close } = useDialogPlace();
  const parameters = desk.state.draft?.plan.parameters;
  const [before] = useState(() => (index === undefined ? undefined : parameters?.keys[index]));
  const [label, setLabel] = useState(before?.label ?? '');
  const [aesSize, setAesSize] = useState<AesSize>(before?.type === 'AES' ? before.size : 256);
  const [rsaSize, setRsaSize] = useState<RsaSize>(before?.type === 'RSA' ? before.size : 2048);
  const [curve, setCurve] = useState<CurveName>(before?.type === 'EC' ? before.curve : 'secp256r1');
  const capabilities = useAesCapabilities(before?.type === 'AES' ? before.capabilities : undefined);
  if (!parameters) return null;
  const key: PlannedKey =
    type === 'AES'
      ? { label: label.trim(), type, size: aesSize, capabilities: capabilities.chosen }
      : type === 'RSA'
        ? { label: label.trim(), type, size: rsaSize }
        : { label: label.trim(), type, curve };
  const hindrance =
    label.trim() === ''
      ? t('Enter a label.')
      : type === 'AES' && capabilities.chosen.length === 0
        ? t('Tick at least one capability.')
        : undefined;
  return (
    <DialogFrame title={titles[type]}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (hindrance) return;
          const keys = index === undefined ? [...parameters.keys, key] : parameters.keys.map((each, at) => (at === index ? key : each));
          desk.change({ parameters: { ...parameters, keys } });
          close();
        }}
      >
        <DialogBody>
          <TextField
            label={t('Label')}
            value={label}
            onChange={setLabel}
            maxLength={120}
            takesFocus
            hint={t('The name under which applications and minutes find the key.')}
          />
          {type === 'AES' && (
            <>
              <Choice
                label={t('Key size')}
                layout="row"
                value={aesSize}
                onChange={setAesSize}
                options={inRows(aesSizes)}
                hint={t('In bits.')}
              />
              <AesCapabilityFields draft={capabilities} />
            </>
          )}
          {type === 'RSA' && (
            <Choice
              label={t('Key size')}
              layout="row"
              value={rsaSize}
              onChange={setRsaSize}
              options={inRows(rsaSizes)}
              hint={t('In bits.')}
            />
          )}
          {type === 'EC' && <SelectField label={t('Curve')} value={curve} options={curveNames} onChange={setCurve} />}
        </DialogBody>
        <DialogFoot phase={{ kind: 'idle' }} submit={t('Into the plan')} hindrance={hindrance}>
          {type === 'AES' && !capabilities.hasWrap && (
            <Words kind="danger">{t('This key would die with the device that makes it: it can never be exported or backed up.')}</Words>
          )}
        </DialogFoot>
      </form>
    </DialogFrame>
  );
}
