import { t } from '../../../shared/language/text.ts';
import type { ApplicationView } from '../../../shared/models/application-view.ts';
import type { ChosenModule } from '../../../shared/models/module.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { foundText } from '../module-words.ts';
import type { ModuleNode } from '../tree-nodes.ts';
import { ApplicationTable } from './ApplicationTable.tsx';

/** The device as applications see it: the module, the slot, and side by side what the card holds and what the module shows. */
export function ModuleFacts({ node: { module, device } }: { readonly node: ModuleNode }) {
  const view = device.applicationView;
  return (
    <>
      {view && <ApplicationTable view={view} />}
      {module && <ChosenModuleFacts module={module} />}
      {view && <SlotAndToken view={view} />}
      <p className="explanation">
        {t(
          'Applications such as WebADM, web servers and CAs do not speak to the card themselves. They load a PKCS#11 module, a library that does it for them, and see only what it shows. While a module looks at this device, the app lends it the reader: your login here ends.',
        )}
      </p>
    </>
  );
}

function ChosenModuleFacts({ module }: { readonly module: ChosenModule }) {
  return (
    <section aria-labelledby="module-heading">
      <h3 id="module-heading">{t('Module')}</h3>
      <Facts>
        <Fact term={t('Product')}>{module.product}</Fact>
        <Fact term={t('What it means')}>{module.about || undefined}</Fact>
        <Fact term={t('File')}>
          <code>{module.path}</code>
        </Fact>
        <Fact term="SHA-256">
          <Hex digits={module.sha256.toUpperCase()} />
        </Fact>
        <Fact term={t('It says of itself')}>{module.library}</Fact>
      </Facts>
    </section>
  );
}

function SlotAndToken({ view }: { readonly view: ApplicationView }) {
  const { slot, mechanisms } = view;
  return (
    <section aria-labelledby="slot-heading">
      <h3 id="slot-heading">{t('Slot and token')}</h3>
      <Facts>
        <Fact term={t('Slot')}>{slot.description}</Fact>
        <Fact term={t('Token label')}>{slot.label}</Fact>
        <Fact term={t('Token serial')}>
          <code>{slot.serial}</code>
        </Fact>
        <Fact term={t('Model')}>{[slot.manufacturer, slot.model].filter(Boolean).join(', ') || undefined}</Fact>
        <Fact term={t('Versions')}>
          {t('hardware {hardware}, firmware {firmware}', { hardware: slot.hardware, firmware: slot.firmware })}
        </Fact>
        <Fact term={t('PIN length')}>
          {slot.shortestPin === undefined || slot.longestPin === undefined
            ? undefined
            : t('{shortest} to {longest} characters', { shortest: slot.shortestPin, longest: slot.longestPin })}
        </Fact>
        <Fact term={t('Keys')}>{foundText(view)}</Fact>
        <Fact term={t('Mechanisms')}>{mechanisms.length}</Fact>
      </Facts>
    </section>
  );
}
