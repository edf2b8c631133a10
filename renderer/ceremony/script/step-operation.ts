import { t } from '../../../shared/language/text.ts';
import type { Plan, Step } from '../../../shared/models/plan.ts';
import type { ScriptSnapshot } from '../../../shared/models/script.ts';
import type { DeviceSnapshot, Snapshot } from '../../../shared/models/snapshot.ts';
import type { Serial } from '../../../shared/numbers.ts';
import type { Action } from '../../actions/action.ts';
import { createShare } from '../../actions/create-share.ts';
import { deleteKey } from '../../actions/delete-key.ts';
import { exportKey } from '../../actions/export-key.ts';
import { generateAesKey } from '../../actions/generate-aes-key.ts';
import { generateEcKey } from '../../actions/generate-ec-key.ts';
import { generateRsaKey } from '../../actions/generate-rsa-key.ts';
import { importShare } from '../../actions/import-share.ts';
import { initializeDevice } from '../../actions/initialize-device.ts';
import { testDevice } from '../../actions/test-device.ts';
import { devicesIn } from '../../clone/inserted.ts';
import type { CustodyAction } from '../../custodians/actions/custody-action.ts';
import { currentSets } from '../../custodians/register-words.ts';
import { deviceName } from '../../key-manager/node-text.ts';
import { deviceNodeId, keyNodeId, type TreeNode } from '../../key-manager/tree-nodes.ts';
import { sameName } from '../ceremony-words.ts';

export const goToClone: CustodyAction = {
  id: 'go-to-clone',
  label: t('Go to Clone & Verify'),
  perform: (room) => room.show('Clone & Verify'),
};

export interface StepScene {
  readonly script: ScriptSnapshot;
  readonly snapshot: Snapshot;
  readonly nodes: readonly TreeNode[];
}

/** The button that does in a step what is done elsewhere in the app, with the plan's values filled in. Undefined where people act. */
export function stepOperation(step: Step, scene: StepScene): CustodyAction | undefined {
  const { action, id } = step;
  const { plan } = scene.script;
  const { parameters } = plan;
  const make = (label: string, hindrance: string | undefined, perform: CustodyAction['perform']): CustodyAction => ({
    id: `step-operation@${id}`,
    ...{ label, hindrance, perform },
  });
  switch (action.do) {
    case 'initialize': {
      const { dkek, pin } = parameters;
      const label = plan.devices.find((device) => device.id === action.device)?.label ?? '';
      return at(
        action.device,
        initializeDevice,
        (serial) => (room) =>
          room.open({
            kind: 'initialize-device',
            serial,
            planned: { step: id, label, scheme: dkek.scheme, shares: Math.max(1, dkek.shares), ...pin },
          }),
      );
    }
    case 'create-share': {
      const source = plan.devices.find(({ purpose }) => purpose === 'source') ?? plan.devices[0];
      return at(
        source?.id ?? 'A',
        createShare,
        (serial) => (room) => room.open({ kind: 'create-share', serial, planned: { step: id, ...plannedSplit(scene) } }),
      );
    }
    case 'import-share':
      return at(
        action.device,
        importShare,
        (serial) => (room) =>
          room.open({ kind: 'import-share', serial, planned: { step: id, by: parameters.split ? 'quorum' : 'password' } }),
      );
    case 'login':
      return loginAgain(action.device);
    case 'generate': {
      const key = parameters.keys.find(({ label }) => label === action.key);
      if (key?.type === 'RSA') {
        const { label, size } = key;
        return at(
          action.device,
          generateRsaKey,
          (serial) => (room) => room.open({ kind: 'generate-rsa', serial, planned: { step: id, label, size } }),
        );
      }
      if (key?.type === 'EC') {
        const { label, curve } = key;
        return at(
          action.device,
          generateEcKey,
          (serial) => (room) => room.open({ kind: 'generate-ec', serial, planned: { step: id, label, curve } }),
        );
      }
      const { label = '', size = 256, capabilities = [] } = key ?? {};
      return at(
        action.device,
        generateAesKey,
        (serial) => (room) => room.open({ kind: 'generate-aes', serial, planned: { step: id, label, size, capabilities } }),
      );
    }
    case 'test':
      return at(action.device, testDevice, () => undefined);
    case 'export':
      return atKey(action.device, action.key, exportKey);
    case 'delete-key':
      return atKey(action.device, action.key, deleteKey);
    case 'print-share-file':
    case 'print-wrapped-key':
      return make(t('Print a sheet…'), undefined, (room) =>
        room.open({ kind: 'print-sheet', planned: { step: id, copies: Math.max(1, parameters.copies) } }),
      );
    case 'reissue': {
      const set =
        scene.snapshot.custody && currentSets(scene.snapshot.custody.register).filter(({ kind }) => kind === 'password')[action.share - 1];
      const hindrance = set ? undefined : t('The register of this folder names no split password to re-issue.');
      return make(t('Re-issue…'), hindrance, (room) => {
        if (set) room.open({ kind: 'reissue', setId: set.setId });
      });
    }
    case 'clone': {
      const missing = action.devices.filter((device) => !insertedAs(device, scene));
      return make(t('Clone…'), missing[0] && notInserted(missing[0], scene), (room) => {
        room.open({ kind: 'clone', planned: plannedClone(id, action.devices, scene) });
      });
    }
    case 'verify': {
      const hindrance = devicesIn(scene.snapshot).length === 0 ? t('Insert the devices that are to be compared.') : undefined;
      return make(t('Verify…'), hindrance, (room) => room.open({ kind: 'verify' }));
    }
    case 'drill':
      return goToClone;
    case 'webadm':
      return make(t('Go to WebADM'), undefined, (room) => room.show('WebADM'));
    default:
      return undefined;
  }

  /** An action of the Key Manager at the device that the plan calls so; `planned` opens its dialog filled in. */
  function at(device: string, existing: Action, planned: (serial: Serial) => CustodyAction['perform'] | undefined): CustodyAction {
    const inserted = insertedAs(device, scene);
    const node = inserted && scene.nodes.find(({ id: nodeId }) => nodeId === deviceNodeId(inserted.serial));
    if (!inserted || !node) return make(existing.label, notInserted(device, scene), () => undefined);
    return make(existing.label, inserted.activity ?? existing.hindrance(node), (room) => {
      const perform = planned(inserted.serial);
      return perform ? perform(room) : existing.perform(node, room);
    });
  }

  function atKey(device: string, label: string, existing: Action): CustodyAction {
    const inserted = insertedAs(device, scene);
    const key = inserted?.keys.find((each) => each.label === label);
    const node = inserted && key && scene.nodes.find(({ id: nodeId }) => nodeId === keyNodeId(inserted.serial, key.reference));
    if (!inserted) return make(existing.label, notInserted(device, scene), () => undefined);
    if (!node) return make(existing.label, t('There is no key "{label}" on this device.', { label }), () => undefined);
    return make(existing.label, inserted.activity ?? existing.hindrance(node), (room) => existing.perform(node, room));
  }

  /** The login is a step of its own, with a PIN that is entered in it: whoever is logged in already is logged out first. */
  function loginAgain(device: string): CustodyAction {
    const inserted = insertedAs(device, scene);
    const label = t('Login with User PIN');
    if (!inserted) return make(label, notInserted(device, scene), () => undefined);
    const isBlocked = inserted.userPin.kind === 'blocked';
    const hindrance = isBlocked
      ? t('The User PIN is blocked. Unblock it in the Key Manager, and record the exception.')
      : inserted.activity;
    return make(label, hindrance, async (room) => {
      const { serial } = inserted;
      const isOut =
        inserted.userPin.kind !== 'verified' || (await room.operate(t('Logout'), deviceName(inserted), 'pin.logout', { serial }));
      if (isOut) await room.operate(label, deviceName(inserted), 'pin.login', { serial });
    });
  }
}

/** The device that the plan calls by this ID, where it is in a reader. */
export function insertedAs(id: string, { script, snapshot }: Pick<StepScene, 'script' | 'snapshot'>): DeviceSnapshot | undefined {
  const serial = script.devices.find((device) => device.id === id)?.serial;
  return serial === undefined ? undefined : devicesIn(snapshot).find((device) => device.serial === serial);
}

function notInserted(id: string, { script }: Pick<StepScene, 'script'>): string {
  const { label = '' } = script.plan.devices.find((device) => device.id === id) ?? {};
  const serial = script.devices.find((device) => device.id === id)?.serial;
  return serial
    ? t('Insert device {device} ({label} {serial}).', { device: id, label, serial })
    : t('Nobody has said yet which device is {device} ({label}).', { device: id, label });
}

/** As many custodians of the plan as there are parts, by the register's IDs. */
function plannedSplit({ script, snapshot }: StepScene): { custodians: readonly string[]; threshold: number } | object {
  const { split } = script.plan.parameters;
  if (!split) return {};
  const known = snapshot.custody?.register.custodians ?? [];
  const custodians = custodiansOf(script.plan).flatMap(({ name }) => known.find((each) => sameName(each.name, name))?.id ?? []);
  return { custodians: custodians.slice(0, split.total), threshold: split.threshold };
}

const custodiansOf = ({ people }: Plan) => people.filter(({ role }) => role === 'custodian');

function plannedClone(step: string, ids: readonly string[], scene: StepScene) {
  const { plan } = scene.script;
  const { pin, split } = plan.parameters;
  const source = plan.devices.find(({ purpose }) => purpose === 'source');
  const inserted = source && insertedAs(source.id, scene);
  return {
    step,
    ...(inserted ? { source: inserted.serial } : {}),
    targets: ids.flatMap((id) => {
      const device = insertedAs(id, scene);
      return device ? [{ serial: device.serial, label: plan.devices.find((each) => each.id === id)?.label ?? '' }] : [];
    }),
    by: split ? ('quorum' as const) : ('password' as const),
    ...pin,
  };
}
