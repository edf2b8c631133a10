import { useState } from 'react';
import { languageTag, t } from '../../../../shared/language/text.ts';
import type { KeyReference, Serial } from '../../../../shared/numbers.ts';
import { nameKinds, type SubjectType, subjectFields, subjectLine } from '../../../../shared/subject.ts';
import { Choice } from '../../../controls/Choice.tsx';
import { SelectField } from '../../../controls/Field.tsx';
import { Words } from '../../../controls/Words.tsx';
import { DialogBody } from '../../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../../dialogs/DialogFrame.tsx';
import { useOperation } from '../../../dialogs/dialog-place.ts';
import { deviceName } from '../../node-text.ts';
import { useLastSeenKey } from '../use-key.ts';
import { CsrReport } from './CsrReport.tsx';
import { type CsrDraft, contentOf, hindranceOf, nameError, subjectError } from './csr-draft.ts';
import { noUsage } from './csr-presets.ts';
import { csrTemplates, rememberTemplate } from './csr-templates.ts';
import { RowsEditor } from './RowsEditor.tsx';
import { UsageFields } from './UsageFields.tsx';

const EMPTY = 'empty';
const subjectKinds = (Object.keys(subjectFields) as SubjectType[]).map((value) => ({
  value,
  name: `${subjectFields[value].label} (${value})`,
}));
const nameNames = { DNS: t('DNS name'), IP: t('IP address'), email: t('E-mail address'), URI: 'URI' } as const;
const namesOfKinds = nameKinds.map((value) => ({ value, name: nameNames[value] }));

const emptyDraft: CsrDraft = {
  subject: [
    { id: 1, kind: 'C', value: '' },
    { id: 2, kind: 'O', value: '' },
    { id: 3, kind: 'CN', value: '' },
  ],
  names: [],
  preset: 'issuer',
  usage: noUsage,
};

export function CreateCsr({ serial, reference }: { readonly serial: Serial; readonly reference: KeyReference }) {
  const seen = useLastSeenKey(serial, reference);
  const { phase, run } = useOperation('certificate.request');
  const [templates] = useState(csrTemplates);
  const [template, setTemplate] = useState(EMPTY);
  const [draft, setDraft] = useState(emptyDraft);
  const [format, setFormat] = useState<'PEM' | 'DER'>('PEM');
  if (!seen) return null;
  const { device, key } = seen;
  const content = contentOf(draft);
  const hindrance = hindranceOf(draft);
  const change = (part: Partial<CsrDraft>) => setDraft({ ...draft, ...part });
  const isNameless = draft.preset === 'tls-server' && !content.names.some(({ kind }) => kind === 'DNS' || kind === 'IP');
  return (
    <DialogFrame
      title={t('Create CSR')}
      about={t('{key} on {device}', { key: key.label, device: deviceName(device) })}
      isWide
      isBusy={phase.kind === 'busy'}
    >
      {phase.kind === 'done' ? (
        <CsrReport request={phase.value} />
      ) : (
        <form
          className="dialog-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (!hindrance) void run({ serial, reference, content, format }, () => rememberTemplate(draft));
          }}
        >
          <DialogBody>
            <p>
              {t(
                'A certificate signing request asks an issuer for a certificate for this key. The key signs it on the device; the private key does not leave it.',
              )}
            </p>
            {templates.length > 0 && (
              <SelectField
                label={t('Begin with')}
                value={template}
                options={[{ value: EMPTY, name: t('An empty form') }, ...templates.map(({ name }) => ({ value: name, name }))]}
                hint={t('What earlier requests of this session had in common. Kept until the app is closed.')}
                onChange={(name) => {
                  setTemplate(name);
                  setDraft(templates.find((each) => each.name === name)?.draft ?? emptyDraft);
                }}
              />
            )}
            <RowsEditor
              title={t('Subject')}
              hint={t(
                'Whom the certificate is for, from the widest to the narrowest: most issuers want the country first and the common name last. Lines left empty are left out.',
              )}
              rows={draft.subject}
              kinds={subjectKinds}
              add={t('Add part')}
              isOrdered
              takesFocus
              errorOf={subjectError}
              onChange={(subject) => change({ subject })}
            />
            <div className="preview">
              <span className="legend" id="csr-preview">
                {t('Subject as a line')}
              </span>
              <output aria-labelledby="csr-preview">{subjectLine(content.subject) || t('nothing yet')}</output>
            </div>
            <RowsEditor
              title={t('Alternative names')}
              hint={t('Host names, addresses and e-mail addresses that the certificate is to be valid for.')}
              rows={draft.names}
              kinds={namesOfKinds}
              add={t('Add name')}
              errorOf={nameError}
              onChange={(names) => change({ names })}
            />
            <UsageFields
              preset={draft.preset}
              usage={draft.usage}
              isRsa={key.type.kind === 'RSA'}
              onChange={(preset, usage) => change({ preset, usage })}
            />
            {key.details?.useCounter !== undefined && (
              <Words kind="warning">
                {t('Signing the request takes one of the {uses} uses of this key.', {
                  uses: key.details.useCounter.toLocaleString(languageTag()),
                })}
              </Words>
            )}
            {isNameless && (
              <Words kind="warning">
                {t('Browsers look at the alternative names only, not at the common name: add the server’s DNS name there, too.')}
              </Words>
            )}
            <Choice
              label={t('Format')}
              layout="row"
              value={format}
              onChange={setFormat}
              options={[
                { value: 'PEM', name: t('PEM (text)') },
                { value: 'DER', name: t('DER (binary)') },
              ]}
            />
          </DialogBody>
          <DialogFoot phase={phase} submit={t('Sign and save…')} hindrance={hindrance} />
        </form>
      )}
    </DialogFrame>
  );
}
