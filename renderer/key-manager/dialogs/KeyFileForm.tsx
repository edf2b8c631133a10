import { useState } from 'react';
import type { RequestOf } from '../../../shared/ipc/contract.ts';
import { t } from '../../../shared/language/text.ts';
import type { KeyInFile, OpenedKeyFile } from '../../../shared/models/reports.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import { CheckBox, Choice } from '../../controls/Choice.tsx';
import { Fact, Facts } from '../../controls/Facts.tsx';
import { SelectField, TextField } from '../../controls/Field.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import type { Phase } from '../../dialogs/dialog-place.ts';
import { keyTypeText } from '../node-text.ts';
import { AesCapabilityFields, useAesCapabilities } from './AesCapabilityFields.tsx';
import { cautionFor, keyLabelHindrance, suggestedLabel } from './key-file-words.ts';
import { byPassword, judgeWay, NeededField, shareWays } from './ShareWayFields.tsx';

interface KeyFileFormProps {
  readonly device: DeviceSnapshot;
  readonly file: OpenedKeyFile;
  readonly phase: Phase<unknown>;
  onBack(): void;
  onImport(wanted: Omit<RequestOf<'key-file.import'>, 'serial' | 'ticket'>): void;
}

/** Which key, its label, what it may do, and how each DKEK share is opened. */
export function KeyFileForm({ device, file, phase, onBack, onImport }: KeyFileFormProps) {
  const shares = device.dkek.kind === 'complete' ? device.dkek.shares : 0;
  const [index, setIndex] = useState(0);
  const [label, setLabel] = useState(suggestedLabel(file.keys[0]));
  const [backup, setBackup] = useState(true);
  const [ways, setWays] = useState(() => Array.from({ length: shares }, () => byPassword));
  const capabilities = useAesCapabilities();
  const key = file.keys[index];
  if (!key) return null;
  const isAes = key.type.kind === 'AES';
  const judged = ways.map(judgeWay);
  const hindrance =
    keyLabelHindrance(label, device) ??
    (isAes && capabilities.chosen.length === 0 ? t('Tick at least one capability.') : undefined) ??
    (judged.some(({ error }) => error) ? t('Correct or clear the numbers marked above first.') : undefined);
  const caution = cautionFor(key, device);

  function choose(next: number) {
    setIndex(next);
    setLabel(suggestedLabel(file.keys[next]));
  }

  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        const list = isAes ? [...capabilities.chosen] : [];
        if (!hindrance) onImport({ index, label, capabilities: list, shares: judged.map(({ way }) => way), backup });
      }}
    >
      <DialogBody>
        {file.keys.length > 1 && (
          <Choice
            label={t('{keys, plural, one {# key is} other {# keys are}} in this file; one is imported at a time', {
              keys: file.keys.length,
            })}
            layout="list"
            value={index}
            onChange={choose}
            options={file.keys.map((each, value) => ({ value, name: nameOf(each, value), meaning: keyMeaning(each) }))}
          />
        )}
        <Facts>
          <Fact term={t('File')}>
            <span className="path">{file.path}</span>
          </Fact>
          {file.keys.length === 1 && <Fact term={t('Key')}>{keyTypeText(key.type)}</Fact>}
          {!isAes && file.keys.length === 1 && <Fact term={t('Certificate')}>{key.certificate ?? t('none of this key in the file')}</Fact>}
          {file.otherCertificates.length > 0 && <Fact term={t('Not imported')}>{otherCertificates(file.otherCertificates)}</Fact>}
        </Facts>
        {caution && <Words kind="warning">{caution}</Words>}
        <TextField
          label={t('Label')}
          value={label}
          onChange={setLabel}
          takesFocus
          hint={t('The name under which applications and minutes find the key.')}
        />
        {isAes && <AesCapabilityFields draft={capabilities} />}
        {ways.map((draft, at) => {
          const change = (next: typeof draft) => setWays(ways.map((other, place) => (place === at ? next : other)));
          const number = { number: at + 1, all: ways.length };
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the shares have no other identity than their place
            <div className="pair" key={at}>
              <SelectField
                label={ways.length === 1 ? t('The DKEK share is opened by') : t('DKEK share {number} of {all} is opened by', number)}
                value={draft.by}
                options={shareWays}
                onChange={(by) => change({ ...draft, by })}
                hint={shareWays.find(({ value }) => value === draft.by)?.meaning}
              />
              <NeededField
                label={ways.length === 1 ? t('Shares needed') : t('Shares needed for {number}', number)}
                draft={draft}
                onChange={change}
              />
            </div>
          );
        })}
        <CheckBox
          name={t('Also save the wrapped key')}
          meaning={t(
            'The key encrypted under the DKEK, in a file that every device with this DKEK can import: a backup without the shares being brought again.',
          )}
          isChecked={backup}
          onChange={setBackup}
        />
      </DialogBody>
      <DialogFoot phase={phase} submit={t('Import')} hindrance={hindrance} onBack={onBack}>
        {isAes && !capabilities.hasWrap && (
          <Words kind="danger">
            {backup
              ? t(
                  'Without WRAP (92) the device never gives this key away again: only the wrapped key saved now can bring it onto another device.',
                )
              : t('Without WRAP (92) the device never gives this key away again: only its file can bring it onto another device.')}
          </Words>
        )}
      </DialogFoot>
    </form>
  );
}

const nameOf = ({ name, type }: KeyInFile, index: number) => `${name ?? t('Key {number}', { number: index + 1 })}, ${keyTypeText(type)}`;

const keyMeaning = ({ certificate, publicKeySha256 }: KeyInFile) =>
  certificate
    ? t('Certificate: {subject}', { subject: certificate })
    : publicKeySha256
      ? t('Public key {beginning}…', { beginning: publicKeySha256.slice(0, 16) })
      : t('No certificate');

const otherCertificates = (subjects: readonly string[]) =>
  t('{count, plural, one {# certificate of another key:} other {# certificates of other keys:}} {subjects}', {
    count: subjects.length,
    subjects: `${subjects.slice(0, 3).join('; ')}${subjects.length > 3 ? ' …' : ''}`,
  });
