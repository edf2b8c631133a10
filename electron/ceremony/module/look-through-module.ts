import { t } from '../../../shared/language/text.ts';
import type { ApplicationView, SlotFacts } from '../../../shared/models/application-view.ts';
import { type KeyReference, keyReference, type Serial } from '../../../shared/numbers.ts';
import { fileClass } from '../../card/files.ts';
import type { ModuleMechanism, ModuleObject, ModuleSlot } from '../../pkcs11/protocol.ts';
import type { Workstation } from '../workstation.ts';
import { compareWithCard } from './compare-with-card.ts';
import { withUserPin } from './module-login.ts';
import type { ModuleWork } from './modules.ts';

const activity = t('Look through Module');

/** What was seen in one visit. */
export interface Seen {
  readonly slot: ModuleSlot;
  readonly mechanisms: readonly ModuleMechanism[];
  readonly objects: readonly ModuleObject[];
  readonly isOpensc: boolean;
}

/**
 * Looks at the device as applications see it through the chosen module, with the User PIN or as far as it goes without,
 * and shows it beside what the card holds. The login in the Key Manager is over afterwards.
 */
export async function lookThroughModule(workstation: Workstation, serial: Serial, login: boolean): Promise<void> {
  const { modules } = workstation;
  const purpose = t('The PIN goes to the device through the module. The module shows what applications see.');
  const seen = login
    ? await withUserPin(workstation, { serial, activity, purpose }, (visit) => visit(look))
    : await modules.withModule(serial, activity, look);
  await showBeside(workstation, serial, seen, login);
}

/** Everything that a module says of a device. */
export const look: ModuleWork<Seen> = async (session, slot, { host, module }) => ({
  slot,
  mechanisms: await host.mechanisms(slot.id),
  objects: await session.objects(),
  isOpensc: module.manufacturer.startsWith('OpenSC'),
});

/** Reads what the card holds of each key, two commands each, and shows both. */
export async function showBeside({ fleet, modules }: Workstation, serial: Serial, seen: Seen, loggedIn: boolean): Promise<void> {
  await fleet.run(serial, activity, async (device) => {
    const order = keysInOrder(await device.readKeys());
    for (const reference of order) await device.readDetails(reference);
    const keys = order.flatMap((reference) => device.key(reference) ?? []);
    const { slot, mechanisms, objects, isOpensc } = seen;
    const view: ApplicationView = {
      product: modules.chosen?.product ?? '',
      loggedIn,
      slot: slotFacts(slot),
      mechanisms: mechanisms.map(({ name, smallest, largest, uses }) => ({ name, smallest, largest, uses })),
      rows: compareWithCard({ keys, objects, loggedIn, isOpensc }),
    };
    device.showApplicationView(view);
  });
}

/** In the order in which the card lists them, which is how a module counts; the device's own key (CC00) is not among them. */
function keysInOrder(objects: readonly number[]): KeyReference[] {
  return objects.filter((fid) => fid >> 8 === fileClass.key && (fid & 0xff) !== 0).map((fid) => keyReference(fid & 0xff));
}

function slotFacts({ description, token }: ModuleSlot): SlotFacts {
  const { label = '', manufacturer = '', model = '', serial = '', hardware = '', firmware = '' } = token ?? {};
  return {
    description,
    ...{ label, manufacturer, model, serial, hardware, firmware },
    ...(token?.shortestPin === undefined ? {} : { shortestPin: token.shortestPin }),
    ...(token?.longestPin === undefined ? {} : { longestPin: token.longestPin }),
    pinPad: token?.pinPad ?? false,
  };
}
