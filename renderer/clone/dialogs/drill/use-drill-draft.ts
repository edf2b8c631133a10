import { useState } from 'react';
import type { RequestOf } from '../../../../shared/ipc/contract.ts';
import { t } from '../../../../shared/language/text.ts';
import type { DrillFiles, DrillWay } from '../../../../shared/models/drill.ts';
import type { DeviceSnapshot, Snapshot } from '../../../../shared/models/snapshot.ts';
import { type Serial, unknownKcv } from '../../../../shared/numbers.ts';
import { numberWithin } from '../../../controls/Field.tsx';
import { byPassword, judgeWay, type WayDraft } from '../../../key-manager/dialogs/ShareWayFields.tsx';
import { useRoomState } from '../../../room-context.ts';
import { devicesIn } from '../../inserted.ts';

const MOST_SHARES = 16;

/** Where one share file comes from and how it is opened, as it is being entered. */
export interface ShareDraft extends WayDraft {
  readonly from: 'file' | 'paper';
}

const fromFile: ShareDraft = { ...byPassword, from: 'file' };

/** Everything the dialog holds, and what it comes to. */
export interface DrillDraft {
  readonly chosen: DrillFiles;
  readonly way: DrillWay;
  /** Devices that could be a spare: those with the DKEK of the files are none. */
  readonly spares: readonly DeviceSnapshot[];
  readonly spare: DeviceSnapshot | undefined;
  readonly confirmation: string;
  readonly sharesText: string;
  readonly shares: readonly ShareDraft[];
  readonly hindrance: string | undefined;
  chooseWay(way: DrillWay): void;
  chooseSpare(serial: Serial): void;
  confirm(typed: string): void;
  setShares(text: string): void;
  setShare(index: number, share: ShareDraft): void;
  request(): RequestOf<'drill.run'>;
}

/** The newest snapshot decides; a device that is pulled leaves the draft by itself. */
export function useDrillDraft(): DrillDraft {
  const snapshot = useRoomState((state) => state.snapshot) as Snapshot;
  const chosen = snapshot.drill?.chosen ?? { files: [], left: [] };
  const kcv = chosen.files.find((file) => file.kcv !== unknownKcv)?.kcv;
  const devices = devicesIn(snapshot);
  const holder = devices.find(({ dkek }) => dkek.kind === 'complete' && dkek.kcv === kcv);
  // The one that loses least comes first.
  const spares = devices
    .filter(({ dkek }) => dkek.kind !== 'complete' || dkek.kcv !== kcv)
    .sort((a, b) => a.keys.length - b.keys.length || Number(a.initialized) - Number(b.initialized));
  const [way, chooseWay] = useState<DrillWay>('memory');
  const [serial, chooseSpare] = useState<Serial>();
  const [confirmation, confirm] = useState('');
  const [typedShares, setShares] = useState<string>();
  const [drafts, setDrafts] = useState<ReadonlyMap<number, ShareDraft>>(new Map());

  // A device with this DKEK tells how many shares it has.
  const known = holder?.dkek.kind === 'complete' && holder.dkek.shares > 0 ? holder.dkek.shares : undefined;
  const sharesText = typedShares ?? String(known ?? 2);
  const count = numberWithin(sharesText, 1, MOST_SHARES);
  const shares = Array.from({ length: count ?? 0 }, (_, index) => drafts.get(index) ?? fromFile);
  const spare = spares.find((device) => device.serial === serial) ?? spares[0];
  const hindrance =
    hindranceOfFiles(chosen) ??
    (way === 'spare' ? hindranceOfSpare(spare, confirmation) : undefined) ??
    (count === undefined ? t('Enter how many DKEK shares there are: 1 to {most}.', { most: MOST_SHARES }) : undefined) ??
    (shares.some((share) => judgeWay(share).error !== undefined) ? t('Correct how the shares are opened.') : undefined);
  return {
    ...{ chosen, way, spares, spare, confirmation, sharesText, shares, hindrance },
    ...{ chooseWay, confirm, setShares },
    chooseSpare: (next) => {
      chooseSpare(next);
      confirm('');
    },
    setShare: (index, share) => setDrafts(new Map([...drafts, [index, share]])),
    request: () => ({
      way,
      ...(way === 'spare' && spare ? { serial: spare.serial, confirmation } : {}),
      shares: shares.map((share) => ({ from: share.from, ...judgeWay(share).way })),
    }),
  };
}

function hindranceOfFiles({ files, left }: DrillFiles): string | undefined {
  if (left.length > 0) return t('Remove what cannot be used from the list, or bring another copy.');
  if (files.length === 0) return t('Bring the wrapped keys first.');
  const kcvs = new Set(files.map(({ kcv }) => kcv).filter((kcv) => kcv !== unknownKcv));
  return kcvs.size > 1 ? t('The files are under different DKEKs. Keep those of one.') : undefined;
}

/** What must be typed so that the spare may be erased: nothing where it is new. */
export function toBeTyped({ initialized, keys, serial }: DeviceSnapshot): string | undefined {
  if (!initialized) return undefined;
  return keys.length > 0 ? serial : serial.slice(-4);
}

function hindranceOfSpare(spare: DeviceSnapshot | undefined, typed: string): string | undefined {
  if (!spare) return t('Insert the spare device.');
  if (spare.soPin.kind === 'blocked') return t('The SO-PIN of this device is blocked for good: it can never be erased.');
  const expected = toBeTyped(spare);
  if (expected === undefined || typed.toUpperCase() === expected.toUpperCase()) return undefined;
  return spare.keys.length > 0
    ? t('Type the whole serial of the spare to go on.')
    : t('Type the last four characters of the serial to go on.');
}
