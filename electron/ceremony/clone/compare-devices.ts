import { capabilityName } from '../../../shared/algorithms.ts';
import type { ClonedKey, Finding, Mark, VerifiedDevice } from '../../../shared/models/clone.ts';
import type { DkekState, KeyType } from '../../../shared/models/snapshot.ts';
import { type KeyId, type KeyReference, type Serial, unknownKcv } from '../../../shared/numbers.ts';

/** A key as it was found on one device, and what it did. */
export interface SeenKey {
  readonly reference: KeyReference;
  readonly label: string;
  readonly id: KeyId;
  readonly type: KeyType;
  /** undefined: the card does not tell. */
  readonly capabilities?: readonly number[];
  readonly publicKeySha256?: string;
  /** What an AES key made of the block that all devices were given: `encrypt 0A1B…`. */
  readonly value?: string;
  readonly works: Mark;
}

export interface SeenDevice {
  readonly serial: Serial;
  readonly label: string;
  readonly dkek: DkekState;
  readonly keys: readonly SeenKey[];
}

export interface Comparison {
  readonly keys: readonly ClonedKey[];
  readonly devices: readonly VerifiedDevice[];
  readonly findings: readonly Finding[];
}

/** Compares devices with the first one. Keys belong together by their ID, as other software sees it. */
export function compareDevices(devices: readonly SeenDevice[]): Comparison {
  const [first] = devices;
  if (!first) return { keys: [], devices: [], findings: [] };
  const lines = linesOf(devices);
  const findings: Finding[] = [];
  const compared = devices.map((device) => compareOne(device, first, lines, findings));
  let aes = 0;
  const keys = lines.map(({ works: _, value: __, capabilities: ___, publicKeySha256, ...key }) => ({
    ...key,
    ...(key.type.kind === 'AES' ? { aesIndex: aes++ } : {}),
    ...(publicKeySha256 ? { check: { kind: 'public-key' as const, digits: publicKeySha256 } } : {}),
  }));
  return { keys, devices: compared, findings };
}

/** The keys of the first device in its order, then those that only others have. */
function linesOf(devices: readonly SeenDevice[]): SeenKey[] {
  const lines: SeenKey[] = [];
  for (const { keys } of devices) for (const key of keys) if (!lines.some(({ id }) => id === key.id)) lines.push(key);
  return lines;
}

function compareOne(device: SeenDevice, first: SeenDevice, lines: readonly SeenKey[], findings: Finding[]): VerifiedDevice {
  const name = `${device.label} ${device.serial}`.trim();
  const note = (what: string, next: string) => findings.push({ device: name, what, next });
  const kcv = compareDkek(device, first);
  if (kcv.state === 'bad')
    note(`Its DKEK is another one. ${kcv.detail}`, 'Initialize it and import the shares of the first device, or clone it again.');
  const order = compareOrder(device, first);
  if (order.state === 'bad')
    note(
      `Its keys are in another order. ${order.detail}`,
      'Software that counts keys (the AES index) would take another key. Clone it again to get the same order.',
    );
  const keys = lines.map((line) => {
    const here = device.keys.find(({ id }) => id === line.id);
    const there = first.keys.find(({ id }) => id === line.id);
    const mark = compareKey(here, there, line);
    if (mark.state === 'bad') note(`Key "${line.label}": ${mark.detail}`, adviceFor(mark.word));
    return mark;
  });
  const works = device.keys.map((key) => key.works);
  const isOperational = works.length > 0 && works.every(({ state }) => state === 'good');
  const differing = [kcv, order, ...keys].filter(({ state, word }) => state === 'bad' && word !== 'fails').length;
  return {
    ...{ serial: device.serial, label: device.label, state: 'done', kcv, order, keys },
    operational: isOperational
      ? { state: 'good', word: 'operational', detail: `All ${works.length} keys did what they may do.` }
      : operationalProblem(works),
    consistent:
      device === first
        ? { state: 'good', word: 'reference', detail: 'The other devices are compared with this one.' }
        : differing === 0
          ? { state: 'good', word: 'consistent', detail: 'Same DKEK, same keys, same order, same capabilities as on the first device.' }
          : {
              state: 'bad',
              word: 'differs',
              detail: `${differing} ${differing === 1 ? 'thing differs' : 'things differ'} from the first device.`,
            },
  };
}

function operationalProblem(works: readonly Mark[]): Mark {
  if (works.length === 0) return { state: 'unknown', word: 'no keys', detail: 'There is no key that could be tested.' };
  const failed = works.filter(({ state }) => state === 'bad').length;
  if (failed > 0) return { state: 'bad', word: 'failing', detail: `${failed} of ${works.length} keys failed.` };
  const untested = works.filter(({ state }) => state !== 'good').length;
  return { state: 'unknown', word: 'in part', detail: `${untested} of ${works.length} keys could not be tested.` };
}

function compareDkek({ dkek }: SeenDevice, first: SeenDevice): Mark {
  const [here, there] = [kcvOf(dkek), kcvOf(first.dkek)];
  if (here === unknownKcv || there === unknownKcv)
    return { state: 'unknown', word: 'not told', detail: 'The key check value is not told; it is unknown, not equal.' };
  if (here === there) return { state: 'good', word: 'same', detail: here === undefined ? 'Neither has a DKEK.' : `KCV ${here}.` };
  return { state: 'bad', word: 'differs', detail: `It has ${here ?? 'no complete DKEK'}, the first device ${there ?? 'none'}.` };
}

function kcvOf(dkek: DkekState) {
  return dkek.kind === 'complete' ? dkek.kcv : undefined;
}

/** Only keys that both have count: a missing one is told by itself. */
function compareOrder(device: SeenDevice, first: SeenDevice): Mark {
  const common = (of: SeenDevice, other: SeenDevice) => of.keys.filter(({ id }) => other.keys.some((key) => key.id === id));
  const [here, there] = [common(device, first), common(first, device)];
  const at = here.findIndex(({ id }, index) => there[index]?.id !== id);
  if (at >= 0)
    return {
      state: 'bad',
      word: 'differs',
      detail: `Number ${at + 1} is "${here[at]?.label}" here, "${there[at]?.label}" on the first device.`,
    };
  const shifted = here.find((key) => key.type.kind === 'AES' && aesIndex(device, key) !== aesIndex(first, key));
  if (shifted)
    return {
      state: 'bad',
      word: 'differs',
      detail: `"${shifted.label}" is AES key ${aesIndex(device, shifted)} here, ${aesIndex(first, shifted)} on the first device.`,
    };
  return { state: 'good', word: 'same', detail: `${here.length} keys in the same order.` };
}

function aesIndex({ keys }: SeenDevice, { id }: SeenKey): number {
  return keys.filter(({ type }) => type.kind === 'AES').findIndex((key) => key.id === id);
}

function compareKey(here: SeenKey | undefined, there: SeenKey | undefined, line: SeenKey): Mark {
  if (!here) return { state: 'bad', word: 'missing', detail: 'it is not on this device.' };
  if (!there) return { state: 'bad', word: 'extra', detail: 'it is not on the first device.' };
  const difference = differenceOf(here, there);
  if (difference) return { state: 'bad', word: 'differs', detail: difference };
  if (here.works.state === 'bad') return { state: 'bad', word: 'fails', detail: here.works.detail ?? 'it failed its test.' };
  if (here.works.state !== 'good') return here.works;
  const same = here === there || line.type.kind !== 'AES' || (here.value !== undefined && here.value === there.value);
  return same
    ? here.works
    : { state: 'unknown', word: 'works', detail: `${here.works.detail ?? ''} Whether it has the same value could not be compared.`.trim() };
}

function differenceOf(here: SeenKey, there: SeenKey): string | undefined {
  if (here.type.kind !== there.type.kind || ('size' in here.type && 'size' in there.type && here.type.size !== there.type.size))
    return 'it is of another type or size.';
  if (here.label !== there.label) return `it is named "${here.label}", on the first device "${there.label}".`;
  if (here.publicKeySha256 && there.publicKeySha256 && here.publicKeySha256 !== there.publicKeySha256) return 'it has another public key.';
  if (here.value && there.value && here.value !== there.value) return 'it is another key: it computes another value.';
  const [own, wanted] = [listOf(here), listOf(there)];
  return own === wanted
    ? undefined
    : `it may do ${own || 'what the card allows'}, on the first device ${wanted || 'what the card allows'}.`;
}

const listOf = ({ capabilities }: SeenKey) =>
  [...(capabilities ?? [])]
    .sort((a, b) => a - b)
    .map(capabilityName)
    .join(', ');

function adviceFor(word: string): string {
  if (word === 'missing') return 'Import its wrapped file here, or clone the device again.';
  if (word === 'extra') return 'Find out who made it and whether it is needed; the other devices do not have it.';
  if (word === 'fails') return 'Do not rely on it here. Restore it from its wrapped file, or clone the device again.';
  return 'Find out which of the two is right. Delete the wrong one and import the right wrapped file.';
}
