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
        Applications such as WebADM, web servers and CAs do not speak to the card themselves. They load a PKCS#11 module, a library that
        does it for them, and see only what it shows. While a module looks at this device, the app lends it the reader: your login here
        ends.
      </p>
    </>
  );
}

function ChosenModuleFacts({ module }: { readonly module: ChosenModule }) {
  return (
    <section aria-labelledby="module-heading">
      <h3 id="module-heading">Module</h3>
      <Facts>
        <Fact term="Product">{module.product}</Fact>
        <Fact term="What it means">{module.about || undefined}</Fact>
        <Fact term="File">
          <code>{module.path}</code>
        </Fact>
        <Fact term="SHA-256">
          <Hex digits={module.sha256.toUpperCase()} />
        </Fact>
        <Fact term="It says of itself">{module.library}</Fact>
      </Facts>
    </section>
  );
}

function SlotAndToken({ view }: { readonly view: ApplicationView }) {
  const { slot, mechanisms } = view;
  return (
    <section aria-labelledby="slot-heading">
      <h3 id="slot-heading">Slot and token</h3>
      <Facts>
        <Fact term="Slot">{slot.description}</Fact>
        <Fact term="Token label">{slot.label}</Fact>
        <Fact term="Token serial">
          <code>{slot.serial}</code>
        </Fact>
        <Fact term="Model">{[slot.manufacturer, slot.model].filter(Boolean).join(', ') || undefined}</Fact>
        <Fact term="Versions">{`hardware ${slot.hardware}, firmware ${slot.firmware}`}</Fact>
        <Fact term="PIN length">
          {slot.shortestPin === undefined || slot.longestPin === undefined
            ? undefined
            : `${slot.shortestPin} to ${slot.longestPin} characters`}
        </Fact>
        <Fact term="Keys">{foundText(view)}</Fact>
        <Fact term="Mechanisms">{mechanisms.length}</Fact>
      </Facts>
    </section>
  );
}
