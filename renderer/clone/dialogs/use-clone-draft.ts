import { useEffect, useRef, useState } from 'react';
import { type Plan, type PlannedKey, planClone, planHindrance } from '../../../shared/clone/plan.ts';
import type { RequestOf } from '../../../shared/ipc/contract.ts';
import { t } from '../../../shared/language/text.ts';
import type { CloneSnapshot, UnfinishedRun } from '../../../shared/models/clone.ts';
import type { DeviceSnapshot, Snapshot } from '../../../shared/models/snapshot.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { numberWithin } from '../../controls/Field.tsx';
import { byPassword, judgeWay, type WayDraft } from '../../key-manager/dialogs/ShareWayFields.tsx';
import { useRoom, useRoomState } from '../../room-context.ts';
import { devicesIn } from '../inserted.ts';
import type { PlannedClone } from './requests.ts';

export const FOLDER = 'folder';

/** Everything the dialog holds, and what it comes to. */
export interface CloneDraft {
  readonly devices: readonly DeviceSnapshot[];
  readonly clone: CloneSnapshot | undefined;
  readonly resumed: UnfinishedRun | undefined;
  readonly source: Serial | typeof FOLDER;
  readonly excluded: ReadonlySet<KeyReference>;
  readonly labels: ReadonlyMap<Serial, string>;
  readonly sharesText: string;
  /** Known from the source device; undefined where the person must say it. */
  readonly knownShares: number | undefined;
  readonly ways: readonly WayDraft[];
  readonly samePins: boolean;
  readonly retriesText: string;
  readonly resetWithSoPin: boolean;
  /** undefined until there is a source to plan with. */
  readonly plan: Plan | undefined;
  readonly hindrance: string | undefined;
  chooseSource(source: Serial | typeof FOLDER): void;
  chooseKey(reference: KeyReference, isChosen: boolean): void;
  chooseTarget(serial: Serial, isChosen: boolean): void;
  nameTarget(serial: Serial, label: string): void;
  setShares(text: string): void;
  setWay(index: number, way: WayDraft): void;
  setSamePins(same: boolean): void;
  setRetries(text: string): void;
  setReset(allowed: boolean): void;
  request(confirmations: ReadonlyMap<Serial, string>): RequestOf<'clone.start'>;
}

/** The newest snapshot decides; a device that is pulled leaves the draft by itself. */
export function useCloneDraft(resume: string | undefined, planned?: PlannedClone): CloneDraft {
  const room = useRoom();
  const snapshot = useRoomState((state) => state.snapshot) as Snapshot;
  const devices = devicesIn(snapshot);
  const { clone } = snapshot;
  const resumed = useRef(clone?.unfinished.find(({ id }) => id === resume)).current;
  const usable = devices.filter(({ initialized, dkek }) => initialized && dkek.kind === 'complete');
  const preferred = resumed?.sourceSerial ?? planned?.source ?? usable.find(({ keys }) => keys.length > 0)?.serial ?? FOLDER;
  const [source, setSource] = useState<Serial | typeof FOLDER>(preferred);
  const [excluded, setExcluded] = useState<ReadonlySet<KeyReference>>(new Set());
  const [labels, setLabels] = useState<ReadonlyMap<Serial, string>>(
    () => new Map((resumed?.open ?? planned?.targets ?? []).map(({ serial, label }) => [serial, label])),
  );
  const [sharesText, setShares] = useState('2');
  const [ways, setWays] = useState<ReadonlyMap<number, WayDraft>>(new Map());
  const [samePins, setSamePins] = useState(true);
  const [retriesText, setRetries] = useState(String(planned?.retries ?? 3));
  const [resetWithSoPin, setReset] = useState(planned?.resetWithSoPin ?? true);

  const sourceDevice = devices.find(({ serial }) => serial === source);
  const unread = sourceDevice?.keys.some(({ details }) => details === undefined) ?? false;
  useEffect(() => {
    if (unread && source !== FOLDER) void room.invoke('clone.survey', { serial: source });
  }, [room, source, unread]);

  const knownShares = sourceDevice?.dkek.kind === 'complete' ? sourceDevice.dkek.shares : undefined;
  const shares = knownShares ?? numberWithin(sharesText, 1, 16);
  const wayList = Array.from(
    { length: shares ?? 0 },
    (_, index) => ways.get(index) ?? (planned ? { ...byPassword, by: planned.by } : byPassword),
  );
  const targets = devices.flatMap((device) => {
    const label = labels.get(device.serial);
    return label === undefined || device.serial === source ? [] : [{ device, label }];
  });
  const from =
    source === FOLDER
      ? clone?.folder && { kind: 'folder' as const, folder: clone.folder }
      : sourceDevice && { kind: 'device' as const, device: sourceDevice };
  const all = from && planClone(from, undefined, targets);
  const isWanted = ({ reference, label }: PlannedKey) => (resumed ? resumed.keys.includes(label) : !excluded.has(reference));
  const chosen = all?.keys.filter(isWanted).map(({ reference }) => reference);
  const plan = from && planClone(from, chosen, targets);
  const hindrance = !plan
    ? source === FOLDER
      ? t('Choose the folder with the wrapped keys.')
      : t('Insert the source.')
    : unread
      ? t('The keys of the source are being looked at…')
      : (planHindrance(plan) ??
        (shares === undefined
          ? t('Enter how many DKEK shares there are: 1 to {most}.', { most: 16 })
          : wayList.some((way) => judgeWay(way).error !== undefined)
            ? t('Correct how the shares are opened.')
            : numberWithin(retriesText, 1, 10) === undefined
              ? t('Enter the User PIN retries: 1 to 10.')
              : undefined));
  return {
    ...{
      devices,
      clone,
      resumed,
      source,
      excluded,
      labels,
      sharesText,
      knownShares,
      ways: wayList,
      samePins,
      retriesText,
      resetWithSoPin,
      plan,
      hindrance,
    },
    chooseSource: setSource,
    chooseKey: (reference, isChosen) => setExcluded(isChosen ? without(excluded, reference) : new Set([...excluded, reference])),
    chooseTarget: (serial, isChosen) => {
      const next = new Map(labels);
      if (isChosen) next.set(serial, suggestedLabel(sourceDevice, labels));
      else next.delete(serial);
      setLabels(next);
    },
    nameTarget: (serial, label) => setLabels(new Map([...labels, [serial, label]])),
    setShares,
    setWay: (index, way) => setWays(new Map([...ways, [index, way]])),
    setSamePins,
    setRetries,
    setReset,
    request: (confirmations) => ({
      source,
      keys: plan?.chosen.map(({ reference }) => reference) ?? [],
      targets: targets.map(({ device: { serial }, label }) => {
        const confirmation = confirmations.get(serial);
        return { serial, label, ...(confirmation === undefined ? {} : { confirmation }) };
      }),
      ways: wayList.map((way) => ({ by: way.by, ...judgeWay(way).way })),
      samePins,
      retries: numberWithin(retriesText, 1, 10) ?? 3,
      resetWithSoPin,
      ...(resume === undefined ? {} : { resume }),
    }),
  };
}

function without(set: ReadonlySet<KeyReference>, reference: KeyReference): ReadonlySet<KeyReference> {
  return new Set([...set].filter((other) => other !== reference));
}

/** `HSM A clone 1`: short enough for the label of a device. */
function suggestedLabel(source: DeviceSnapshot | undefined, labels: ReadonlyMap<Serial, string>): string {
  const taken = new Set(labels.values());
  for (let number = 1; ; number++) {
    const label = source?.label
      ? t('{label} clone {number}', { label: source.label.slice(0, 20), number })
      : t('Clone {number}', { number });
    if (!taken.has(label)) return label;
  }
}
