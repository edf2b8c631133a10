import { refuse } from '../../shared/failure.ts';
import { type KeyReference, keyReference } from '../../shared/numbers.ts';
import { fileClass, fileOf } from './files.ts';
import { enumerateObjects } from './objects.ts';
import type { CardSession } from './session.ts';

const HIGHEST_REFERENCE = 255;

/** References of the keys in a list of objects, lowest first; the device's own key (CC00) is not among them. */
export function keysAmong(objects: readonly number[]): KeyReference[] {
  const numbers = objects.filter((fid) => fid >> 8 === fileClass.key && (fid & 0xff) !== 0).map((fid) => fid & 0xff);
  return [...new Set(numbers)].sort((a, b) => a - b).map(keyReference);
}

/** References of descriptions whose key is not in the list: what a deletion leaves that was cut off. */
export function descriptionsWithoutKey(objects: readonly number[]): KeyReference[] {
  const keys = new Set<number>(keysAmong(objects));
  const numbers = objects.filter((fid) => fid >> 8 === fileClass.keyDescription && (fid & 0xff) !== 0).map((fid) => fid & 0xff);
  return [...new Set(numbers)].filter((number) => !keys.has(number)).map(keyReference);
}

/** Lowest reference of which neither a key nor the description or certificate of one is on the card. Throws Refusal no-free-key-reference. */
export function freeReference(objects: readonly number[]): KeyReference {
  const classes: readonly number[] = [fileClass.key, fileClass.keyDescription, fileClass.keyCertificate];
  const taken = new Set(objects.filter((fid) => classes.includes(fid >> 8)).map((fid) => fid & 0xff));
  for (let number = 1; number <= HIGHEST_REFERENCE; number++) if (!taken.has(number)) return keyReference(number);
  refuse('no-free-key-reference');
}

/** Looks before a key is made or imported, because the card would overwrite one silently. Throws Refusal key-place-taken. */
export async function assertVacant(session: CardSession, reference: KeyReference): Promise<void> {
  if ((await enumerateObjects(session)).includes(fileOf('key', reference))) refuse('key-place-taken');
}
