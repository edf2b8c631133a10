import { useState } from 'react';
import { t } from '../../shared/language/text.ts';
import type { Snapshot } from '../../shared/models/snapshot.ts';
import { CheckBox } from '../controls/Choice.tsx';
import { NextStepFrame } from '../controls/NextStepFrame.tsx';
import { goToKeyManager } from '../custodians/actions/paper.ts';
import { CustodyButton } from '../custodians/CustodyButton.tsx';
import { Notes } from '../frame/Notes.tsx';
import { Icon } from '../icons.tsx';
import { deviceName } from '../key-manager/node-text.ts';
import { useRoomState } from '../room-context.ts';
import { useFocusKept } from '../use-focus-kept.ts';
import { checkConf, showSettings } from './actions/webadm-actions.ts';
import { FindingList } from './FindingList.tsx';
import { KeyTable } from './KeyTable.tsx';
import { SettingsBlock } from './SettingsBlock.tsx';
import { useWebadmDraft, type WebadmDraft } from './use-webadm-draft.ts';

/** The settings that make WebADM use keys on these devices, and a check of those it has. */
export function WebadmView() {
  const snapshot = useRoomState((state) => state.snapshot);
  return snapshot ? <WebadmPage snapshot={snapshot} /> : null;
}

function WebadmPage({ snapshot }: { readonly snapshot: Snapshot }) {
  const draft = useWebadmDraft(snapshot);
  const place = useFocusKept('#webadm-heading');
  const [shown, setShown] = useState<string>();
  const { settings, inserted, keys } = draft;
  // Lines that were shown are gone as soon as devices or keys are no longer what they were made for.
  const block = shown !== undefined && shown === settings.block ? shown : undefined;
  return (
    <div className="custodians" ref={place}>
      <div className="custodians-page webadm-page">
        <Notes />
        <section className="custody-section" aria-labelledby="webadm-heading">
          <header className="custody-head">
            <Icon name="paper" />
            <div className="custody-title">
              <h2 id="webadm-heading" tabIndex={-1}>
                {t('Settings for WebADM')}
              </h2>
              <p className="custody-place">{t('WebADM finds its AES key by a number: the index among the AES keys, counted from 0.')}</p>
            </div>
          </header>
          <NextStep draft={draft} isShown={block !== undefined} whenShown={setShown} />
        </section>
        {block !== undefined && <SettingsBlock draft={draft} block={block} />}
        <FindingList heading={t('What must be resolved')} findings={settings.findings.filter(({ mark }) => mark === 'bad')} />
        {inserted.length > 0 && <Devices draft={draft} />}
        {keys.length > 0 && (
          <section className="custody-section" aria-labelledby="webadm-keys-heading">
            <div className="section-head">
              <h3 id="webadm-keys-heading">{t('Keys')}</h3>
            </div>
            <KeyTable draft={draft} />
            <p className="hint">
              {t(
                'Changing the key (rollover): WebADM encrypts with the first key and decrypts with all of them. Choose “encrypts and decrypts” for the new key; the one before becomes “decrypts only” and must stay until everything is encrypted with the new one.',
              )}
            </p>
          </section>
        )}
        <FindingList heading={t('To be known')} findings={settings.findings.filter(({ mark }) => mark === 'open')} />
        <section className="custody-section" aria-labelledby="webadm-check-heading">
          <div className="section-head">
            <h3 id="webadm-check-heading">{t('Check existing settings')}</h3>
          </div>
          <ul className="tools">
            <li className="tool">
              <CustodyButton action={checkConf(draft.request.serials)} />
              <p>
                {t(
                  'Reads a webadm.conf and says line by line whether it fits the chosen devices. Its PIN and other secrets are neither shown nor kept.',
                )}
              </p>
            </li>
          </ul>
        </section>
      </div>
    </div>
  );
}

interface NextStepProps {
  readonly draft: WebadmDraft;
  readonly isShown: boolean;
  whenShown(block: string): void;
}

function NextStep({ draft, isShown, whenShown }: NextStepProps) {
  const { inserted, keys, settings, request } = draft;
  if (inserted.length === 0)
    return (
      <NextStepFrame
        mood="next"
        state={t('No initialized device is here.')}
        advice={t(
          'Insert the devices that WebADM is to use, all at once: their indexes are compared. You can check a webadm.conf without a device.',
        )}
      />
    );
  if (keys.length === 0 && request.serials.length > 0)
    return (
      <NextStepFrame
        mood="next"
        state={t('There is no AES key on these devices.')}
        advice={t('Generate one in the Key Manager with 256 bits and the preset “WebADM / OpenOTP”.')}
      >
        <CustodyButton action={goToKeyManager} isPrimary />
      </NextStepFrame>
    );
  const isBlocked = settings.findings.some(({ mark }) => mark === 'bad');
  if (isBlocked)
    return (
      <NextStepFrame
        mood="warning"
        state={t('WebADM could not use these keys on these devices.')}
        advice={t('What is wrong, and what to do about it, stands under “What must be resolved”. There are no settings until then.')}
      />
    );
  if (isShown)
    return (
      <NextStepFrame
        mood="ready"
        state={t('The settings are below.')}
        advice={t('Copy them into webadm.conf, or save them as a file. Then check the finished webadm.conf here.')}
      />
    );
  return (
    <NextStepFrame
      mood="next"
      state={request.keys.length === 0 ? t('Choose devices and keys.') : t('These keys have the same index on every chosen device.')}
      advice={t('Check devices and keys below, then have the settings shown.')}
    >
      <CustodyButton action={showSettings(draft, whenShown)} isPrimary />
    </NextStepFrame>
  );
}

function Devices({ draft }: { readonly draft: WebadmDraft }) {
  return (
    <section className="custody-section" aria-labelledby="webadm-devices-heading">
      <div className="section-head">
        <h3 id="webadm-devices-heading">{t('Devices')}</h3>
      </div>
      <fieldset className="choice">
        <legend className="legend">{t('Used by WebADM')}</legend>
        <div className="list">
          {draft.inserted.map((device) => (
            <CheckBox
              key={device.serial}
              name={deviceName(device)}
              meaning={t('{n, plural, one {# AES key} other {# AES keys}}', {
                n: device.keys.filter(({ type }) => type.kind === 'AES').length,
              })}
              isChecked={draft.isChosen(device.serial)}
              onChange={(isChosen) => draft.choose(device.serial, isChosen)}
            />
          ))}
        </div>
      </fieldset>
    </section>
  );
}
