import { useEffect, useRef, useState } from 'react';
import type { DeviceSnapshot, Snapshot } from '../../shared/models/snapshot.ts';
import type { WebadmKey, WebadmSettings } from '../../shared/models/webadm.ts';
import type { Serial } from '../../shared/numbers.ts';
import { neededBits, webadmDevice, webadmKeys } from '../../shared/webadm/keys.ts';
import { findingsOf, webadmSettings } from '../../shared/webadm/settings.ts';
import { devicesIn } from '../clone/inserted.ts';
import { useRoom } from '../room-context.ts';

export const purposes = ['none', 'both', 'decrypt'] as const;
export type Purpose = (typeof purposes)[number];

export interface WebadmDraft {
  /** All initialized devices that are here. */
  readonly inserted: readonly DeviceSnapshot[];
  readonly isChosen: (serial: Serial) => boolean;
  choose(serial: Serial, isChosen: boolean): void;
  /** Every AES key on a chosen device. */
  readonly keys: readonly WebadmKey[];
  readonly purposeOf: (label: string) => Purpose;
  setPurpose(label: string, use: Purpose): void;
  /** Devices and labels as the operations want them: the key that encrypts comes first. */
  readonly request: { readonly serials: Serial[]; readonly keys: string[] };
  readonly settings: WebadmSettings;
}

/** Which devices and keys the person has chosen; all else follows from the newest snapshot. */
export function useWebadmDraft(snapshot: Snapshot): WebadmDraft {
  const [left, setLeft] = useState<ReadonlySet<Serial>>(new Set());
  const [chosen, setChosen] = useState<readonly string[] | undefined>(undefined);
  const inserted = devicesIn(snapshot).filter(({ initialized }) => initialized);
  const devices = inserted.filter(({ serial }) => !left.has(serial));
  const keys = webadmKeys(devices);
  // Until the person has chosen: the first key that fits everywhere.
  const told = devices.map(webadmDevice);
  const first = keys.find((key) => isAes256(key) && findingsOf(key, told).every(({ mark }) => mark !== 'bad')) ?? keys.find(isAes256);
  const labels = (chosen ?? (first ? [first.label] : [])).filter((label) => keys.some((key) => key.label === label));
  useSurvey(inserted);
  return {
    inserted,
    isChosen: (serial) => !left.has(serial),
    choose(serial, isChosen) {
      const next = new Set(left);
      if (isChosen) next.delete(serial);
      else next.add(serial);
      setLeft(next);
    },
    keys,
    purposeOf: (label) => (labels[0] === label ? 'both' : labels.includes(label) ? 'decrypt' : 'none'),
    setPurpose(label, use) {
      const others = labels.filter((other) => other !== label);
      setChosen(use === 'none' ? others : use === 'decrypt' ? [...others, label] : [label, ...others]);
    },
    request: { serials: devices.map(({ serial }) => serial), keys: labels },
    settings: webadmSettings(devices, labels, snapshot.mode === 'rehearsal'),
  };
}

const isAes256 = ({ places }: WebadmKey) => places.some((ofDevice) => ofDevice.some(({ size }) => size === neededBits));

/** What AES keys may do is asked for once for each device and set of keys; never again by itself after a failure. */
function useSurvey(devices: readonly DeviceSnapshot[]): void {
  const room = useRoom();
  const asked = useRef(new Set<string>());
  const unread = devices.flatMap(({ serial, keys }) => {
    const references = keys.filter(({ type, details }) => type.kind === 'AES' && !details).map(({ reference }) => reference);
    return references.length > 0 ? [`${serial} ${references.join()}`] : [];
  });
  const wanted = unread.join(';');
  useEffect(() => {
    for (const each of wanted.split(';')) {
      if (each === '' || asked.current.has(each)) continue;
      asked.current.add(each);
      void room.invoke('webadm.survey', { serials: [each.split(' ')[0] as Serial] });
    }
  }, [room, wanted]);
}
