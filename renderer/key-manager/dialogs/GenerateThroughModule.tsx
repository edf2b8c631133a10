import { useState } from 'react';
import {
  type AesSize,
  aesCapabilities,
  aesPresets,
  aesSizes,
  type CurveName,
  capabilityName,
  curveNames,
  type RsaSize,
  rsaSizes,
  WRAP,
} from '../../../shared/algorithms.ts';
import type { RequestOf } from '../../../shared/ipc/contract.ts';
import { t } from '../../../shared/language/text.ts';
import type { ApplicationView } from '../../../shared/models/application-view.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { CheckBox, Choice } from '../../controls/Choice.tsx';
import { SelectField, TextField } from '../../controls/Field.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { deviceName } from '../node-text.ts';
import { useKeyMade } from './key-made.ts';
import { UseLimit, useKeyTerms } from './key-terms.tsx';

type Kind = 'RSA' | 'EC' | 'AES';
const generators: Readonly<Record<Kind, string>> = { RSA: 'CKM_RSA_PKCS_KEY_PAIR_GEN', EC: 'CKM_EC_KEY_PAIR_GEN', AES: 'CKM_AES_KEY_GEN' };

/** What the module says it can generate; CardContact's takes a list of algorithms for an AES key. */
function abilities(view: ApplicationView | undefined) {
  const kinds = (Object.keys(generators) as Kind[]).filter((kind) => view?.mechanisms.some(({ name }) => name === generators[kind]));
  return { kinds, product: view?.product ?? t('The module'), isCardContact: view?.slot.manufacturer.startsWith('CardContact') ?? false };
}

export function GenerateThroughModule({ serial }: { readonly serial: Serial }) {
  const device = useLastSeenDevice(serial);
  const keyMade = useKeyMade(t('Generate Key through Module'));
  const { phase, run } = useOperation('module.generate');
  const [{ kinds, product, isCardContact }] = useState(() => abilities(device?.applicationView));
  const [label, setLabel] = useState('');
  const [kind, setKind] = useState<Kind>(kinds.includes('EC') ? 'EC' : (kinds[0] ?? 'EC'));
  const [rsaSize, setRsaSize] = useState<RsaSize>(2048);
  const [curve, setCurve] = useState<CurveName>('secp256r1');
  const [aesSize, setAesSize] = useState<AesSize>(256);
  const entry = useKeyTerms(undefined, undefined);
  const [algorithms, setAlgorithms] = useState<readonly number[]>(aesPresets[0]?.capabilities ?? []);
  if (!device) return null;
  const hindrance =
    kinds.length === 0
      ? t('This module generates no keys on this device.')
      : label.trim() === ''
        ? t('Enter a label.')
        : kind === 'AES' && isCardContact && algorithms.length === 0
          ? t('Tick at least one capability.')
          : kind === 'AES' && isCardContact
            ? entry.hindrance
            : undefined;

  const type = (): RequestOf<'module.generate'>['type'] => {
    if (kind === 'RSA') return { kind, size: rsaSize };
    if (kind === 'EC') return { kind, curve };
    if (!isCardContact) return { kind, size: aesSize };
    const { useCounter: uses } = entry.wanted;
    return { kind, size: aesSize, algorithms: [...algorithms], ...(uses === undefined ? {} : { uses }) };
  };
  return (
    <DialogFrame title={t('Generate Key through Module')} about={deviceName(device)} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!hindrance) void run({ serial, label, type: type() }, keyMade);
        }}
      >
        <DialogBody>
          <p>
            {t(
              '{product} makes the key on the device, as an application would. The app tries it through the module, then finds it on the card. The User PIN is asked for in a window of its own.',
              { product },
            )}
          </p>
          <TextField
            label={t('Label')}
            value={label}
            onChange={setLabel}
            takesFocus
            hint={t('The name under which applications and minutes find the key.')}
          />
          <Choice label={t('Type')} layout="row" value={kind} onChange={setKind} options={kinds.map((value) => ({ value, name: value }))} />
          {!kinds.includes('AES') && (
            <Words kind="info">
              {t('{product} makes no AES keys. Make them in this app (Generate AES Key…), or through CardContact’s module.', { product })}
            </Words>
          )}
          {kind === 'RSA' && (
            <Choice
              label={t('Key size')}
              layout="row"
              value={rsaSize}
              onChange={setRsaSize}
              options={rsaSizes.map((value) => ({ value, name: String(value) }))}
            />
          )}
          {kind === 'EC' && <SelectField label={t('Curve')} value={curve} options={curveNames} onChange={setCurve} />}
          {kind === 'AES' && (
            <Choice
              label={t('Key size')}
              layout="row"
              value={aesSize}
              onChange={setAesSize}
              options={aesSizes.map((value) => ({ value, name: String(value) }))}
            />
          )}
          {kind === 'AES' && isCardContact && (
            <fieldset className="choice">
              <legend>{t('Capabilities')}</legend>
              <p className="hint">{t('CardContact’s module passes this list on to the card. It can never be changed later.')}</p>
              <div className="list compact">
                {aesCapabilities.map(({ id, meaning }) => (
                  <CheckBox
                    key={id}
                    name={capabilityName(id)}
                    meaning={meaning}
                    isChecked={algorithms.includes(id)}
                    onChange={(isChecked) =>
                      setAlgorithms(
                        aesCapabilities.map((each) => each.id).filter((other) => (other === id ? isChecked : algorithms.includes(other))),
                      )
                    }
                  />
                ))}
              </div>
            </fieldset>
          )}
          {kind === 'AES' && isCardContact && <UseLimit entry={entry} mayLeave={algorithms.includes(WRAP)} />}
        </DialogBody>
        <DialogFoot
          phase={phase}
          submit={t('Generate')}
          hindrance={hindrance}
          cancelled={t('Cancelled. Look in the tree whether the device had made the key already.')}
        >
          {kind === 'AES' && isCardContact && !algorithms.includes(WRAP) && (
            <Words kind="danger">{t('This key dies with this device: it can never be exported or backed up.')}</Words>
          )}
        </DialogFoot>
      </form>
    </DialogFrame>
  );
}
