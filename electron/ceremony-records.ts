import { hostname, platform, release } from 'node:os';
import { join } from 'node:path';
import type { PreflightFinding } from '../shared/models/script.ts';
import type { RuntimeSnapshot } from '../shared/models/snapshot.ts';
import { Custody } from './ceremony/custody/custody-register.ts';
import type { Fleet } from './ceremony/fleet/fleet.ts';
import { Script } from './ceremony/script/script.ts';
import { Recorder } from './ceremony/transcript/recorder.ts';
import { hashOfFolder } from './files/folder-hash.ts';

/** Looks at the workstation; gets the time of the last entry of the ceremony's transcript. */
type Look = (lastEntryAt: Date | undefined) => Promise<readonly PreflightFinding[]>;

/** What is kept of a ceremony: the register of its folder, its transcript, and the script that follows its plan. */
export function ceremonyRecords(fleet: Fleet, dataFolder: string, runtime: RuntimeSnapshot, appFolder: string, look: Look) {
  const practice = () => fleet.source.simulated;
  const script: Script = new Script({
    recorder: { record: (kind, facts) => recorder.record(kind, facts) },
    practice,
    look: () => look(recorder.lastEntryAt),
    show: (snapshot) => fleet.show('script', snapshot),
  });
  const recorder: Recorder = new Recorder({
    workstationFolder: () => join(dataFolder, practice() ? 'rehearsal' : 'production'),
    practice,
    opening: { app: runtime.version, electron: runtime.electron, system: `${platform()} ${release()}`, machine: hostname() },
    software: async () => {
      const softwareSha256 = await hashOfFolder(appFolder).catch(() => undefined);
      return softwareSha256 === undefined ? {} : { softwareSha256 };
    },
    show: (snapshot) => fleet.show('transcript', snapshot),
    follower: script,
  });
  const custody = new Custody({ practice, show: (snapshot) => fleet.show('custody', snapshot), records: recorder });
  return { recorder, custody, script };
}
