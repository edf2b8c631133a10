import { copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequest } from '../../electron/ceremony/certificates/create-request.ts';
import { printFile } from '../../electron/ceremony/custody/paper-files.ts';
import { generateAes, generateEc } from '../../electron/ceremony/keys/generate.ts';
import { exportKey } from '../../electron/ceremony/keys/key-files.ts';
import { deleteKey } from '../../electron/ceremony/keys/keys.ts';
import { importCertificate } from '../../electron/ceremony/objects/import-certificate.ts';
import { exportPublicKey, registerFromKey } from '../../electron/ceremony/public-keys/public-key-files.ts';
import { setUpDomain } from '../../electron/ceremony/set-up/key-domains.ts';
import { importShare } from '../../electron/ceremony/shares/shares.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { keyReference } from '../../shared/numbers.ts';
import { Authority } from '../ceremony/certificates/authority.ts';
import { addPeople, makeSplitShare, openFolder, typed } from '../ceremony/custody/custody-steps.ts';
import { makeKey } from '../ceremony/import-key/openssl-keys.ts';
import { RehearsalRoom, strong } from '../ceremony/rehearsal-room.ts';
import type { TypedShare } from '../ceremony/scripted-desk.ts';
import { logIn, makeShare, readyDevice, setUp } from '../ceremony/steps.ts';

/** The devices of the stage, in this order; each has its state file. */
export const cardNames = ['vault', 'awaiting', 'keyed', 'guarded', 'domains', 'spare'] as const;
export type CardName = (typeof cardNames)[number];

/** Made once: devices in every state an operation begins with, a ceremony folder, and files. Scenes are played on copies. */
export class Stage {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async build(): Promise<Stage> {
    const stage = new Stage(await mkdtemp(join(tmpdir(), 'conclave-faults-')));
    const room = new RehearsalRoom();
    room.folder = join(stage.folder, 'original', 'disk');
    await mkdir(room.folder, { recursive: true });
    for (const [at, name] of cardNames.entries())
      room.add(await SimulatedCard.open(cardFile(join(stage.folder, 'original'), name), { serial: `UTTEST0000${at + 1}` }));
    room.fleet.start(room.readers);
    await room.ready();
    await makeDevices(room);
    await makeFiles(room);
    await writeFile(join(stage.folder, 'original', 'papers.json'), JSON.stringify(await makePapers(room)));
    await copyFile(room.path('split.pbe'), join(stage.folder, 'original', 'on-paper'));
    await room.custody.close();
    await room.recorder.close();
    await room.fleet.stop();
    for (const card of room.cards) await card.settled();
    return stage;
  }

  /** A copy of everything, in a folder of its own. */
  async copy(): Promise<string> {
    const folder = await mkdtemp(join(this.folder, 'scene-'));
    await cp(join(this.folder, 'original'), folder, { recursive: true });
    return folder;
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

export const cardFile = (folder: string, name: CardName) => join(folder, `${name}.json`);

/** What the custodians of the split share type. */
export async function papersIn(folder: string): Promise<readonly TypedShare[]> {
  return JSON.parse(await readFile(join(folder, 'papers.json'), 'utf8'));
}

async function makeDevices(room: RehearsalRoom): Promise<void> {
  const share = await makeShare(room, 'share.pbe');
  const at = (name: CardName) => cardNames.indexOf(name);
  const serial = room.serialOf(at('vault'));
  await readyDevice(room, at('vault'), share);
  await generateAes(room.workstation, { serial, label: 'Bystander', size: 256, capabilities: [0x10, 0x11, 0x92] });
  await generateEc(room.workstation, { serial, label: 'Web', curve: 'secp256r1' });
  await setUp(room, at('awaiting'));
  await setUp(room, at('keyed'), { scheme: 'none', publicKeys: { total: 1, required: 1, withPin: false } });
  await setUp(room, at('guarded'), { scheme: 'none', publicKeys: { total: 1, required: 1, withPin: false } });
  await registerFromKey(room.workstation, room.serialOf(at('guarded')), { serial, reference: keyReference(2) });
  await setUp(room, at('domains'), { scheme: 'domains', domains: 2 });
  await logIn(room, at('domains'));
  const domains = room.serialOf(at('domains'));
  await setUpDomain(room.workstation, { serial: domains, keyDomain: 0, shares: 1 });
  room.person.opens(share.path).types({ password: strong });
  await importShare(room.workstation, domains, { keyDomain: 0 });
  await readyDevice(room, at('spare'), share);
  await generateAes(room.workstation, { serial: room.serialOf(at('spare')), label: 'Old', size: 128, capabilities: [0x10, 0x11] });
}

async function makeFiles(room: RehearsalRoom): Promise<void> {
  const { workstation } = room;
  const serial = room.serialOf(0);
  const pair = await generateEc(workstation, { serial, label: 'Travelling', curve: 'secp256r1' });
  room.person.saves(room.path('travelling.wky')).saves(room.path('travelling.pka'));
  await exportKey(workstation, serial, pair.reference);
  await exportPublicKey(workstation, serial, pair.reference);
  await deleteKey(workstation, serial, pair.reference, serial.slice(-4));
  await mkdir(room.path('keys'));
  for (const [reference, name] of [
    [1, 'Bystander.wky'],
    [2, 'Web.wky'],
  ] as const) {
    room.person.saves(room.path(`keys/${name}`));
    await exportKey(workstation, serial, keyReference(reference));
  }
  await writeFile(room.path('data'), new Uint8Array(2500).fill(0x41));
  const authority = new Authority();
  try {
    const content = { subject: [{ type: 'CN', value: 'Web' } as const], names: [], keyUsage: [], extendedKeyUsage: [] };
    room.person.saves(authority.path('web.csr'));
    await createRequest(workstation, { serial, reference: keyReference(2), content, format: 'PEM' });
    // more than one command writes
    const names = Array.from({ length: 60 }, (_, i) => `DNS:host-${i}.a-rather-long-domain.example.org`).join(',');
    authority.issue('web.csr', 'web.pem', { extensions: `subjectAltName=${names}\n` });
    await writeFile(room.path('web.pem'), authority.openssl.read('web.pem'));
    await writeFile(room.path('root.pem'), authority.openssl.read('root.pem'));
    makeKey(authority.openssl, 'secp256r1');
    const key = Buffer.concat([authority.openssl.read('secp256r1.key'), authority.openssl.read('secp256r1.pem')]);
    await writeFile(room.path('from-file.pem'), key);
    await writeFile(room.path('from-file.hex'), '00112233445566778899AABBCCDDEEFF');
  } finally {
    authority.close();
  }
  room.person.opens(room.path('root.pem'));
  await importCertificate(workstation, serial);
}

/** The register has three custodians, a split share with its file, and the sheet of that file. */
async function makePapers(room: RehearsalRoom): Promise<readonly TypedShare[]> {
  await openFolder(room);
  const custodians = await addPeople(room, 3);
  const { created, papers } = await makeSplitShare(room, 2, custodians, 'split.pbe');
  room.person.opens(created.path);
  await printFile(room.workstation, { copies: 1, custodian: custodians[0] });
  return papers.map(typed);
}
