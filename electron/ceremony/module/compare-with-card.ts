import { hex } from '../../../shared/bytes.ts';
import type { AesPlace, ApplicationRow, Difference, KeyTraits, ShownObject } from '../../../shared/models/application-view.ts';
import type { KeySnapshot } from '../../../shared/models/snapshot.ts';
import type { ModuleObject } from '../../pkcs11/protocol.ts';

export interface Compared {
  /** With their details, in the order in which the card lists them. */
  readonly keys: readonly KeySnapshot[];
  /** In the order in which the module lists them. */
  readonly objects: readonly ModuleObject[];
  readonly loggedIn: boolean;
  /** OpenSC's driver for the SmartCard-HSM reads no AES keys. */
  readonly isOpensc: boolean;
}

const shownAs: Readonly<Partial<Record<ModuleObject['class'], ShownObject>>> = {
  'private-key': 'private',
  'public-key': 'public',
  'secret-key': 'secret',
  certificate: 'certificate',
  data: 'data',
};

/** One row for each key of the card, then one for whatever only the module shows, with the reasons why the two differ. */
export function compareWithCard(compared: Compared): ApplicationRow[] {
  const { keys, objects } = compared;
  const ofKey = new Map<KeySnapshot, ModuleObject[]>(keys.map((key) => [key, []]));
  const alone: ModuleObject[] = [];
  // Profiles, hardware features and the like are no business of a key's owner.
  for (const object of objects) if (object.class !== 'other') (ofKey.get(keyOf(object, keys) as KeySnapshot) ?? alone).push(object);
  const indexes = aesPlaces(compared, ofKey);
  const rows = keys.map((key): ApplicationRow => {
    const shown = ofKey.get(key) ?? [];
    const aes = indexes.get(key);
    return {
      label: key.label,
      type: typeOfKey(key),
      id: key.id.toUpperCase(),
      reference: key.reference,
      ...(key.details && key.type.kind !== 'AES' ? { certificate: key.details.certificate } : {}),
      ...whatIsShown(shown),
      ...(aes ? { aes } : {}),
      differences: differencesOf(key, shown, compared),
    };
  });
  return [...rows, ...grouped(alone).map((group) => rowOf(group))];
}

/** A key has an object's ID and a type that fits; among several with one ID the label decides. */
function keyOf(object: ModuleObject, keys: readonly KeySnapshot[]): KeySnapshot | undefined {
  const id = hex.encode(object.id).toLowerCase();
  const isSecret = object.class === 'secret-key';
  if (object.class === 'data' || id === '') return undefined;
  const candidates = keys.filter(
    (key) => key.id.toLowerCase() === id && (key.type.kind === 'unknown' || (key.type.kind === 'AES') === isSecret),
  );
  return candidates.find(({ label }) => label === object.label) ?? candidates[0];
}

function aesPlaces({ keys, objects }: Compared, ofKey: ReadonlyMap<KeySnapshot, ModuleObject[]>): Map<KeySnapshot, AesPlace> {
  const secrets = objects.filter((object) => object.class === 'secret-key' && object.keyType === 'AES');
  const places = new Map<KeySnapshot, AesPlace>();
  const ofCard = keys.filter(({ type }) => type.kind === 'AES');
  if (secrets.length === 0) ofCard.forEach((key, index) => void places.set(key, { index, countedBy: 'card' }));
  for (const [key, shown] of ofKey) {
    const index = secrets.findIndex((secret) => shown.includes(secret));
    if (index >= 0) places.set(key, { index, countedBy: 'module' });
  }
  return places;
}

function differencesOf(key: KeySnapshot, objects: readonly ModuleObject[], { loggedIn, isOpensc }: Compared): Difference[] {
  const has = (kind: ModuleObject['class']) => objects.some((object) => object.class === kind);
  if (objects.length === 0) {
    if (!key.described) return ['no-description'];
    if (key.type.kind === 'AES' && isOpensc) return ['aes-not-shown-by-opensc'];
    return [loggedIn ? 'not-shown' : 'login-needed'];
  }
  const found: Difference[] = [];
  if (key.type.kind !== 'AES') {
    if (!has('private-key')) found.push(loggedIn ? 'no-private-key' : 'login-needed');
    if (!has('public-key') && !has('certificate')) found.push('no-public-key');
    if (key.details?.certificate === 'x509' && !has('certificate')) found.push('certificate-not-shown');
  }
  if (key.described && objects.some(({ class: kind, label }) => kind !== 'certificate' && label !== key.label)) found.push('label-differs');
  return found;
}

/** Keys and certificates with one ID belong together; data stands for itself. */
function grouped(objects: readonly ModuleObject[]): ModuleObject[][] {
  const groups = new Map<string, ModuleObject[]>();
  for (const object of objects) {
    const isPart = object.id.length > 0 && ['private-key', 'public-key', 'certificate'].includes(object.class);
    const name = isPart ? hex.encode(object.id) : `handle ${object.handle}`;
    groups.set(name, [...(groups.get(name) ?? []), object]);
  }
  return [...groups.values()];
}

function rowOf(group: readonly ModuleObject[]): ApplicationRow {
  const first = group.find(({ class: kind }) => kind !== 'certificate') ?? (group[0] as ModuleObject);
  const difference: Difference =
    first.class === 'certificate' ? 'certificate-alone' : first.class === 'data' ? 'data-object' : 'not-a-key-of-the-card';
  return {
    label: first.label,
    type: typeOfObject(first),
    id: hex.encode(first.id).toUpperCase(),
    ...whatIsShown(group),
    differences: [difference],
  };
}

function whatIsShown(objects: readonly ModuleObject[]): Pick<ApplicationRow, 'shown' | 'usage' | 'traits'> {
  const main = objects.find(({ class: kind }) => kind === 'private-key' || kind === 'secret-key') ?? objects[0];
  const { sensitive, extractable, local, alwaysAuthenticate } = main?.traits ?? {};
  const told = { sensitive, extractable, local, alwaysAuthenticate };
  return {
    shown: [...new Set(objects.flatMap((object) => shownAs[object.class] ?? []))],
    usage: Object.entries(main?.usage ?? {}).flatMap(([name, may]) => (may ? [name] : [])),
    traits: Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as KeyTraits,
  };
}

function typeOfKey({ type }: KeySnapshot): string {
  if (type.kind === 'unknown') return 'unknown type';
  if (type.kind === 'EC') return type.curve ? `EC ${type.curve}` : `EC ${type.size} bit`;
  return type.size === 0 ? type.kind : `${type.kind}-${type.size}`;
}

function typeOfObject(object: ModuleObject): string {
  if (object.class === 'certificate' || object.class === 'data') return object.class;
  const { keyType = 'key', curve, bits } = object;
  if (keyType === 'EC') return curve ? `EC ${curve}` : 'EC';
  return bits ? `${keyType}-${bits}` : keyType;
}
