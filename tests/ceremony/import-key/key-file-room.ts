import { writeFile } from 'node:fs/promises';
import type { KeyImport } from '../../../electron/ceremony/import-key/import-found-key.ts';
import { KeyFileDesk } from '../../../electron/ceremony/import-key/key-file-desk.ts';
import { importShare } from '../../../electron/ceremony/shares/shares.ts';
import type { CreatedShare, KeyFromFile } from '../../../shared/models/reports.ts';
import { RehearsalRoom, strong } from '../rehearsal-room.ts';
import { logIn, makeShare, setUp } from '../steps.ts';

/** A room with one device whose DKEK has so many shares, logged in, and the desk for key files. */
export class KeyFileRoom {
  readonly room: RehearsalRoom;
  readonly desk: KeyFileDesk;
  readonly shares: readonly CreatedShare[];

  private constructor(room: RehearsalRoom, shares: readonly CreatedShare[]) {
    this.room = room;
    this.desk = new KeyFileDesk(room.workstation);
    this.shares = shares;
  }

  static async withShares(count: number): Promise<KeyFileRoom> {
    const room = await RehearsalRoom.withDevices(1);
    const shares: CreatedShare[] = [];
    for (let i = 1; i <= count; i++) shares.push(await makeShare(room, `share-${i}.pbe`));
    await setUp(room, 0, { shares: count });
    await logIn(room);
    for (const { path } of shares) {
      room.person.opens(path).types({ password: strong });
      await importShare(room.workstation, room.serialOf(0), {});
    }
    return new KeyFileRoom(room, shares);
  }

  get serial() {
    return this.room.serialOf(0);
  }

  async put(name: string, content: Uint8Array | string): Promise<string> {
    const path = this.room.path(name);
    await writeFile(path, content);
    return path;
  }

  /** Opens a key file, with these passwords typed one after the other. */
  open(path: string, ...passwords: string[]) {
    this.room.person.opens(path).types(...passwords.map((password) => ({ password })));
    return this.desk.open(this.serial);
  }

  wanted(changes: Partial<KeyImport> = {}): KeyImport {
    return { serial: this.serial, label: 'From file', capabilities: [], shares: [], backup: false, ...changes };
  }

  /** All shares as their custodians bring them, each with its password. */
  bringShares(): void {
    for (const { path } of this.shares) this.room.person.opens(path).types({ password: strong });
  }

  /** From the file to the proven key. */
  async import(path: string, password: string | undefined, changes: Partial<KeyImport> = {}): Promise<KeyFromFile> {
    const { ticket } = await this.open(path, ...(password === undefined ? [] : [password]));
    this.bringShares();
    return this.desk.import(ticket, 0, this.wanted(changes));
  }

  close(): Promise<void> {
    return this.room.close();
  }
}
