import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addCustodian, openCeremonyFolder } from '../../../electron/ceremony/custody/custody-people.ts';
import { createSplitShare } from '../../../electron/ceremony/shares/split-share.ts';
import type { CreatedShare } from '../../../shared/models/reports.ts';
import type { RehearsalRoom } from '../rehearsal-room.ts';
import type { Paper, TypedShare } from '../scripted-desk.ts';

export const people = ['Ada Lovelace', 'Barbara Liskov', 'Grace Hopper', 'Katherine Johnson', 'Radia Perlman'];

/** Opens a ceremony folder of this name below the room's folder, and makes it where it is not there. */
export async function openFolder(room: RehearsalRoom, name = 'ceremony'): Promise<string> {
  await mkdir(room.path(name), { recursive: true });
  room.person.opens(room.path(name));
  await openCeremonyFolder(room.workstation);
  return room.path(name);
}

/** Adds so many custodians and gives their IDs. */
export async function addPeople(room: RehearsalRoom, count: number): Promise<string[]> {
  for (const name of people.slice(0, count)) await addCustodian(room.workstation, { name, organisation: 'Stand-ins' });
  return room.custody.register.custodians.slice(0, count).map(({ id }) => id);
}

export interface SplitShare {
  readonly created: CreatedShare;
  readonly setId: string;
  readonly papers: readonly Paper[];
}

/** Makes a share whose password is split among the first custodians of the register. */
export async function makeSplitShare(
  room: RehearsalRoom,
  threshold: number,
  custodians: readonly string[],
  name: string,
): Promise<SplitShare> {
  const before = room.desk.handed.length;
  room.person.saves(room.path(name));
  const created = await createSplitShare(room.workstation, room.serialOf(0), { threshold, custodians });
  return { created, setId: created.setId ?? '', papers: room.desk.handed.slice(before) };
}

/** What the custodian types from this sheet. */
export function typed({ model }: Paper): TypedShare {
  const line = (label: string) => model.lines.find((each) => each.label === label)?.groups.join('') ?? '';
  if (model.kind === 'text-share') return { id: '', value: model.lines.map(({ groups }) => groups.join('')).join('') };
  return { id: line('Share ID'), value: line('Share value') };
}

/** The same as a scanner reads it from the code: with all it says about the set. */
export function scanned(paper: Paper): TypedShare {
  const fact = (term: string) => paper.model.facts.find((each) => each.term === term)?.value ?? '';
  const [, index = '', total = ''] = /Share (\d) of (\d)/.exec(fact('Part')) ?? [];
  const [, threshold = total] = /any (\d)/.exec(fact('Part')) ?? [];
  const share = typed(paper);
  const place = { setId: fact('Set ID'), sheetId: paper.model.sheetId, threshold: Number(threshold), total: Number(total), scanned: true };
  return { ...share, id: share.id || index, ...place };
}

/** A share value with one hex digit changed. */
export function misread(share: TypedShare, at = share.value.length - 1): TypedShare {
  return { ...share, value: share.value.slice(0, at) + (share.value[at] === '0' ? '1' : '0') + share.value.slice(at + 1) };
}

/** Every file below a folder with its text. */
export async function filesBelow(folder: string): Promise<{ path: string; bytes: Buffer }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return Promise.all(files.map(async (path) => ({ path, bytes: await readFile(path) })));
}
