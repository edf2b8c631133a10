import { addCustodian } from '../../../electron/ceremony/custody/custody-people.ts';
import { createSplitShare } from '../../../electron/ceremony/shares/split-share.ts';
import { RehearsalRoom } from '../rehearsal-room.ts';

/*
 * A program of its own, to be killed: opens the folder given as its argument, and hands a share over to three people. It says
 * so after each and never comes to the end.
 */
const [folder = '', file = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  const room = await RehearsalRoom.withDevices(1);
  await room.custody.open(folder);
  for (const name of ['Ada', 'Barbara', 'Grace']) await addCustodian(room.workstation, { name, organisation: '' });
  const custodians = room.custody.register.custodians.map(({ id }) => id);
  let handed = 0;
  room.desk.whileHanding = async () => {
    if (handed++ < 2) return true;
    process.stdout.write('two have read back\n');
    setInterval(() => undefined, 1000);
    return new Promise(() => undefined);
  };
  room.person.saves(file);
  await createSplitShare(room.workstation, room.serialOf(0), { threshold: 2, custodians });
}

void main();
