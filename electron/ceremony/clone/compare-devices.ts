import { capabilityName } from '../../../shared/algorithms.ts';
import { t } from '../../../shared/language/text.ts';
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
    note(
      t('Its DKEK is another one. {detail}', { detail: kcv.detail ?? '' }),
      t('Initialize it and import the shares of the first device, or clone it again.'),
    );
  const order = compareOrder(device, first);
  if (order.state === 'bad')
    note(
      t('Its keys are in another order. {detail}', { detail: order.detail ?? '' }),
      t('Software that counts keys (the AES index) would take another key. Clone it again to get the same order.'),
    );
  const compared = lines.map((line) => {
    const here = device.keys.find(({ id }) => id === line.id);
    const there = first.keys.find(({ id }) => id === line.id);
    return compareKey(here, there, line);
  });
  for (const [at, { mark, problem }] of compared.entries())
    if (problem) note(t('Key "{label}": {detail}', { label: lines[at]?.label ?? '', detail: mark.detail ?? '' }), advice[problem]);
  const keys = compared.map(({ mark }) => mark);
  const works = device.keys.map((key) => key.works);
  const isOperational = works.length > 0 && works.every(({ state }) => state === 'good');
  const differing =
    [kcv, order].filter(({ state }) => state === 'bad').length + compared.filter(({ problem }) => problem && problem !== 'fails').length;
  return {
    ...{ serial: device.serial, label: device.label, state: 'done', kcv, order, keys },
    operational: isOperational
      ? { state: 'good', word: t('operational'), detail: t('{n, plural, other {All # keys did what they may do.}}', { n: works.length }) }
      : operationalProblem(works),
    consistent:
      device === first
        ? { state: 'good', word: t('reference'), detail: t('The other devices are compared with this one.') }
        : differing === 0
          ? {
              state: 'good',
              word: t('consistent'),
              detail: t('Same DKEK, same keys, same order, same capabilities as on the first device.'),
            }
          : {
              state: 'bad',
              word: t('differs'),
              detail: t('{n, plural, one {# thing differs} other {# things differ}} from the first device.', { n: differing }),
            },
  };
}

function operationalProblem(works: readonly Mark[]): Mark {
  if (works.length === 0) return { state: 'unknown', word: t('no keys'), detail: t('There is no key that could be tested.') };
  const failed = works.filter(({ state }) => state === 'bad').length;
  if (failed > 0)
    return { state: 'bad', word: t('failing'), detail: t('{count} of {all} keys failed.', { count: failed, all: works.length }) };
  const untested = works.filter(({ state }) => state !== 'good').length;
  return {
    state: 'unknown',
    word: t('in part'),
    detail: t('{count} of {all} keys could not be tested.', { count: untested, all: works.length }),
  };
}

function compareDkek({ dkek }: SeenDevice, first: SeenDevice): Mark {
  const [here, there] = [kcvOf(dkek), kcvOf(first.dkek)];
  if (here === unknownKcv || there === unknownKcv)
    return { state: 'unknown', word: t('not told'), detail: t('The key check value is not told; it is unknown, not equal.') };
  if (here === there) return { state: 'good', word: t('same'), detail: here === undefined ? t('Neither has a DKEK.') : `KCV ${here}.` };
  return {
    state: 'bad',
    word: t('differs'),
    detail:
      there === undefined
        ? t('It has {here}, the first device none.', { here: here ?? '' })
        : t('It has {here}, the first device {there}.', { here: here ?? t('no complete DKEK'), there }),
  };
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
      word: t('differs'),
      detail: t('Number {number} is "{here}" here, "{there}" on the first device.', {
        number: at + 1,
        here: here[at]?.label ?? '',
        there: there[at]?.label ?? '',
      }),
    };
  const shifted = here.find((key) => key.type.kind === 'AES' && aesIndex(device, key) !== aesIndex(first, key));
  if (shifted)
    return {
      state: 'bad',
      word: t('differs'),
      detail: t('"{label}" is AES key {here} here, {there} on the first device.', {
        label: shifted.label,
        here: aesIndex(device, shifted),
        there: aesIndex(first, shifted),
      }),
    };
  return { state: 'good', word: t('same'), detail: t('{n, plural, other {# keys in the same order.}}', { n: here.length }) };
}

function aesIndex({ keys }: SeenDevice, { id }: SeenKey): number {
  return keys.filter(({ type }) => type.kind === 'AES').findIndex((key) => key.id === id);
}

type Problem = 'missing' | 'extra' | 'fails' | 'other';
const words: Readonly<Record<Problem, string>> = { missing: t('missing'), extra: t('extra'), fails: t('fails'), other: t('differs') };
const bad = (problem: Problem, detail: string) => ({ mark: { state: 'bad', word: words[problem], detail }, problem }) as const;

/** `problem`: what to advise, where the mark is bad. */
function compareKey(
  here: SeenKey | undefined,
  there: SeenKey | undefined,
  line: SeenKey,
): { readonly mark: Mark; readonly problem?: Problem } {
  if (!here) return bad('missing', t('it is not on this device.'));
  if (!there) return bad('extra', t('it is not on the first device.'));
  const difference = differenceOf(here, there);
  if (difference) return bad('other', difference);
  if (here.works.state === 'bad') return bad('fails', here.works.detail ?? t('it failed its test.'));
  if (here.works.state !== 'good') return { mark: here.works };
  const same = here === there || line.type.kind !== 'AES' || (here.value !== undefined && here.value === there.value);
  if (same) return { mark: here.works };
  const detail = t('{works} Whether it has the same value could not be compared.', { works: here.works.detail ?? '' }).trim();
  return { mark: { state: 'unknown', word: t('works'), detail } };
}

function differenceOf(here: SeenKey, there: SeenKey): string | undefined {
  if (here.type.kind !== there.type.kind || ('size' in here.type && 'size' in there.type && here.type.size !== there.type.size))
    return t('it is of another type or size.');
  if (here.label !== there.label)
    return t('it is named "{here}", on the first device "{there}".', { here: here.label, there: there.label });
  if (here.publicKeySha256 && there.publicKeySha256 && here.publicKeySha256 !== there.publicKeySha256)
    return t('it has another public key.');
  if (here.value && there.value && here.value !== there.value) return t('it is another key: it computes another value.');
  const [own, wanted] = [listOf(here), listOf(there)];
  return own === wanted
    ? undefined
    : t('it may do {own}, on the first device {wanted}.', {
        own: own || t('what the card allows'),
        wanted: wanted || t('what the card allows'),
      });
}

const listOf = ({ capabilities }: SeenKey) =>
  [...(capabilities ?? [])]
    .sort((a, b) => a - b)
    .map(capabilityName)
    .join(', ');

const advice: Readonly<Record<Problem, string>> = {
  missing: t('Import its wrapped file here, or clone the device again.'),
  extra: t('Find out who made it and whether it is needed; the other devices do not have it.'),
  fails: t('Do not rely on it here. Restore it from its wrapped file, or clone the device again.'),
  other: t('Find out which of the two is right. Delete the wrong one and import the right wrapped file.'),
};
