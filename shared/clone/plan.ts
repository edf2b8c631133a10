import { WRAP } from '../algorithms.ts';
import { t } from '../language/text.ts';
import type { ClonedKey, CloneRun, KeyFolder } from '../models/clone.ts';
import type { DeviceSnapshot, KeySnapshot, KeyType } from '../models/snapshot.ts';
import { type KeyReference, keyReference, type Serial } from '../numbers.ts';
import { bytesOnDevice } from './memory.ts';

export type PlanSource =
  | { readonly kind: 'device'; readonly device: DeviceSnapshot }
  | { readonly kind: 'folder'; readonly folder: KeyFolder };

export interface PlanTarget {
  readonly device: DeviceSnapshot;
  /** What it shall be called. */
  readonly label: string;
}

export interface PlannedKey extends ClonedKey {
  /** Why it cannot be cloned; undefined where it can. */
  readonly hindrance?: string;
  /** What must be known about its clones. */
  readonly note?: string;
}

export interface PlannedTarget {
  readonly serial: Serial;
  readonly label: string;
  /** Labels of the keys that it loses. */
  readonly loses: readonly string[];
  /** It has been used: the person types the last four characters of its serial. */
  readonly needsConfirmation: boolean;
  /** Why it cannot be a target. */
  readonly problems: readonly string[];
  /** What speaks against it without forbidding it. */
  readonly cautions: readonly string[];
}

export interface Plan {
  /** What stands in the way at the source. */
  readonly problems: readonly string[];
  readonly cautions: readonly string[];
  /** Those that cannot be cloned first. */
  readonly keys: readonly PlannedKey[];
  readonly chosen: readonly PlannedKey[];
  readonly targets: readonly PlannedTarget[];
}

const LONGEST_LABEL_BYTES = 32;

/** Everything that can be judged before anything is done. `chosen`: references of the keys that are wanted; undefined: all that can be cloned. */
export function planClone(source: PlanSource, chosen: readonly KeyReference[] | undefined, targets: readonly PlanTarget[]): Plan {
  const keys = source.kind === 'device' ? keysOfDevice(source.device) : keysOfFolder(source.folder);
  const wanted = counted(keys.filter((key) => key.hindrance === undefined && (chosen === undefined || chosen.includes(key.reference))));
  return {
    problems: [...(source.kind === 'device' ? problemsOfSource(source.device) : problemsOfFolder(source.folder, wanted))],
    cautions: [...sameIds(wanted), ...otherIndex(keys, wanted), ...(source.kind === 'device' ? leftBehind(source.device) : [])],
    keys: [...keys].sort((a, b) => Number(a.hindrance === undefined) - Number(b.hindrance === undefined)),
    chosen: wanted,
    targets: targets.map((target) => planTarget(target, source, wanted, targets)),
  };
}

/** The first thing that forbids the run, in words; undefined where nothing does. */
export function planHindrance(plan: Plan): string | undefined {
  const [first] = plan.problems;
  if (first) return first;
  if (plan.chosen.length === 0) return t('No key is chosen that can be cloned.');
  const target = plan.targets.find(({ problems }) => problems.length > 0);
  return target && `${target.label} ${target.serial}: ${target.problems[0]}`;
}

/** The plan for a device that joins an open run. */
export function planNext(run: Pick<CloneRun, 'keys' | 'sourceSerial' | 'devices'>, target: PlanTarget): PlannedTarget {
  const planned = judgeTarget(target, run.keys, {
    ...(run.sourceSerial === undefined ? {} : { sourceSerial: run.sourceSerial }),
    others: run.devices.map(({ serial, label }) => ({ serial, label })),
  });
  const isIn = run.devices.some(({ serial }) => serial === target.device.serial);
  return isIn ? { ...planned, problems: [t('It is in this run already.'), ...planned.problems] } : planned;
}

function keysOfDevice({ keys }: DeviceSnapshot): PlannedKey[] {
  let aes = 0;
  return keys.map((key) => ({
    ...{ reference: key.reference, label: key.label || `key ${key.id}`, id: key.id, type: key.type },
    ...(key.type.kind === 'AES' ? { aesIndex: aes++ } : {}),
    ...judged(key),
  }));
}

function judged({ type, described, details, keyDomain }: KeySnapshot): Pick<PlannedKey, 'hindrance' | 'note'> {
  const list = details?.capabilities;
  if (list && list.length > 0 && !list.includes(WRAP))
    return { hindrance: t('It was made without WRAP (92), which can never be changed. It stays on this device alone.') };
  if (keyDomain !== undefined && keyDomain !== 0)
    return {
      hindrance: t('It is in key domain {keyDomain}, under a DKEK of its own. Only keys of key domain 0 are cloned; export it by itself.', {
        keyDomain,
      }),
    };
  if (!described) return { hindrance: t('It has no description. Give it one with Rename Key… in the Key Manager first.') };
  if (details?.useCounter !== undefined)
    return {
      note: t('Its use counter ({useCounter} left) does not travel: a clone may be used without limit.', {
        useCounter: details.useCounter,
      }),
    };
  return type.kind !== 'AES' && details?.certificate === 'none'
    ? { note: t('It has no certificate or request. It is proven with the public key inside its wrapped form.') }
    : {};
}

function keysOfFolder({ files }: KeyFolder): PlannedKey[] {
  let aes = 0;
  return files.map((file, index) => ({
    ...{ reference: keyReference(index + 1), label: file.label, id: file.id, type: file.type, fileSha256: file.sha256 },
    ...(file.type.kind === 'AES' ? { aesIndex: aes++ } : {}),
    ...(file.type.kind !== 'AES' && file.certificate === 'none'
      ? { note: t('The file holds no certificate. The key is proven with the public key inside its wrapped form.') }
      : {}),
  }));
}

function problemsOfSource(device: DeviceSnapshot): string[] {
  const { dkek, initialized } = device;
  if (!initialized) return [t('The source has not been initialized.')];
  if (dkek.kind === 'none') return [t('The source has no DKEK, so its keys can never leave it.')];
  if (dkek.kind === 'incomplete')
    return [
      t('The DKEK of the source is incomplete: {imported} of {shares} shares are imported.', {
        imported: dkek.imported,
        shares: dkek.shares,
      }),
    ];
  if (dkek.shares === 0) return [t('The source has a random DKEK without shares: no other device can ever have it.')];
  if (device.userPin.kind === 'blocked') return [t('The User PIN of the source is blocked.')];
  return [];
}

function problemsOfFolder({ files }: KeyFolder, wanted: readonly PlannedKey[]): string[] {
  const chosen = files.filter((_, index) => wanted.some(({ reference }) => reference === index + 1));
  const under = new Set(chosen.map(({ kcv }) => kcv));
  if (under.size > 1)
    return [t('The chosen files are wrapped under different DKEKs ({dkeks}). Choose those of one.', { dkeks: [...under].join(', ') })];
  const labels = chosen.map(({ label }) => label);
  const twice = labels.find((label, index) => labels.indexOf(label) !== index);
  return twice === undefined ? [] : [t('Two files hold a key named "{label}". Choose one of them.', { label: twice })];
}

function leftBehind({ objects }: DeviceSnapshot): string[] {
  return objects.files.length === 0
    ? []
    : [
        t(
          'Certificates and data that belong to no key are not cloned. Export them in the Key Manager and import them where they are needed.',
        ),
      ];
}

/** With the AES index that each will have on a clone, where what is left out is missing. */
function counted(keys: readonly PlannedKey[]): PlannedKey[] {
  let aes = 0;
  return keys.map((key) => (key.type.kind === 'AES' ? { ...key, aesIndex: aes++ } : key));
}

/** Software such as WebADM may name an AES key by its number alone. */
function otherIndex(keys: readonly PlannedKey[], wanted: readonly PlannedKey[]): string[] {
  return wanted.flatMap(({ reference, label, aesIndex }) => {
    const before = keys.find((key) => key.reference === reference)?.aesIndex;
    return before === aesIndex
      ? []
      : [
          t(
            '"{label}" is AES key {before} on the source and will be AES key {aesIndex} on the clones, because a key before it stays behind.',
            { label, before: before ?? '?', aesIndex: aesIndex ?? '?' },
          ),
        ];
  });
}

function sameIds(keys: readonly PlannedKey[]): string[] {
  return keys.flatMap((key, index) => {
    const other = keys.slice(0, index).find(({ id }) => id === key.id);
    return other
      ? [
          t('"{first}" and "{second}" have the same ID {id}: other software may take them for one key.', {
            first: other.label,
            second: key.label,
            id: key.id,
          }),
        ]
      : [];
  });
}

function planTarget(target: PlanTarget, source: PlanSource, keys: readonly PlannedKey[], all: readonly PlanTarget[]): PlannedTarget {
  const { serial } = target.device;
  const planned = judgeTarget(target, keys, {
    ...(source.kind === 'device' ? { sourceSerial: source.device.serial, sourceFirmware: source.device.firmware } : {}),
    others: all.map((other) => ({ serial: other.device.serial, label: other.label })),
  });
  const isTwice = all.filter((other) => other.device.serial === serial).length > 1;
  return isTwice ? { ...planned, problems: [...planned.problems, t('It is chosen twice.')] } : planned;
}

interface Around {
  readonly sourceSerial?: Serial;
  readonly sourceFirmware?: string;
  /** All targets, with their new labels. */
  readonly others: readonly { readonly serial: Serial; readonly label: string }[];
}

function judgeTarget({ device, label }: PlanTarget, keys: readonly ClonedKey[], around: Around): PlannedTarget {
  const { soPin, firmware } = device;
  const problems: string[] = [];
  const cautions: string[] = [];
  if (around.sourceSerial === device.serial) problems.push(t('It is the source. A target is erased.'));
  if (label.trim() === '') problems.push(t('It needs a label.'));
  if (new TextEncoder().encode(label).length > LONGEST_LABEL_BYTES)
    problems.push(t('Its label is longer than {limit} bytes.', { limit: LONGEST_LABEL_BYTES }));
  if (soPin.kind === 'blocked') problems.push(t('Its SO-PIN is blocked for good; it can never be initialized again.'));
  if (soPin.kind === 'not-verified' && soPin.triesLeft === 1)
    problems.push(t('One try is left on its SO-PIN. Initialize it alone in the Key Manager, where a last try is asked for by itself.'));
  const [major = 0, minor = 0] = firmware.split('.').map(Number);
  if (major === 3 && minor < 2 && keys.some(({ type }) => type.kind === 'AES'))
    problems.push(t('Its firmware {firmware} cannot import keys that carry a list of capabilities; 3.2 and later can.', { firmware }));
  const room = bytesFor(keys);
  const free = (device.freeMemoryBytes ?? Number.POSITIVE_INFINITY) + bytesFor(device.keys);
  if (room > free) problems.push(t('The keys need about {room} bytes; it has about {free}.', { room, free }));
  if (around.others.some((other) => other.serial !== device.serial && other.label.trim() === label.trim()))
    cautions.push(t('Another target gets the same label.'));
  if (around.sourceFirmware !== undefined && majorOf(around.sourceFirmware) !== majorOf(firmware))
    cautions.push(
      t("Its firmware {firmware} is of another generation than the source's {sourceFirmware}: it may not know every kind of key.", {
        firmware,
        sourceFirmware: around.sourceFirmware,
      }),
    );
  return {
    ...{ serial: device.serial, label, problems, cautions },
    loses: [
      ...device.keys.map((key) => key.label || t('key {id}', { id: key.id })),
      ...(device.objects.files.length > 0 ? [t('certificates and data that belong to no key')] : []),
    ],
    needsConfirmation: device.initialized,
  };
}

const bytesFor = (keys: readonly { readonly type: KeyType }[]) => keys.reduce((sum, { type }) => sum + bytesOnDevice(type), 0);
const majorOf = (firmware: string) => firmware.split('.')[0];
