import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { generateAes } from '../../electron/ceremony/keys/generate.ts';
import { importData } from '../../electron/ceremony/objects/import-data.ts';
import type { PaperDesk } from '../../electron/ceremony/paper.ts';
import type { Person } from '../../electron/ceremony/person.ts';
import { askFirst } from '../../electron/ceremony/questions/ask-first.ts';
import { setUpDomain } from '../../electron/ceremony/set-up/key-domains.ts';
import { door } from '../../electron/ipc/door.ts';
import { handlersOf } from '../../electron/ipc/handlers/all.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { refuse } from '../../shared/failure.ts';
import type { SecretForm } from '../../shared/models/secret-form.ts';
import type { Result } from '../../shared/result.ts';
import { RehearsalRoom } from '../ceremony/rehearsal-room.ts';
import { logIn, makeShare, readyDevice, setUp } from '../ceremony/steps.ts';

const nobody = async () => refuse('cancelled');
const paper: PaperDesk = {
  showSheet: nobody,
  handOver: nobody,
  enterShare: nobody,
  enterSheet: nobody,
  readSheetFile: nobody,
  showText: nobody,
};

/**
 * Behind a main window that was taken over: it sends whatever it likes, and knows serials, references and what the operator would type
 * to confirm. The person in front of main's own windows cancels, unless a test has them agree to questions; they type no PIN and no
 * password. Devices are logged in, as in the middle of a ceremony.
 */
export class HostileRoom {
  readonly room = new RehearsalRoom();
  /** `title: device` of each form. */
  readonly asked: string[] = [];
  readonly forms: SecretForm[] = [];
  readonly recorded: string[] = [];
  readonly log: string[] = [];
  /** What the person does with questions. */
  answer: 'no' | 'yes' = 'no';
  /** The file that the person chooses when a dialog asks for one. */
  opens: string | undefined;
  /** What happens while a form is on the screen. */
  meanwhile: () => Promise<void> = async () => undefined;
  readonly enter: (caller: unknown, name: unknown, request: unknown) => Promise<Result<unknown>>;

  constructor() {
    const nothing = async () => undefined;
    const control = {
      start: nothing,
      leave: nothing,
      addReader: () => undefined,
      removeReader: () => undefined,
      insertDevice: nothing,
      pullDevice: () => undefined,
    };
    const person: Person = {
      secrets: async (form, use) => {
        this.asked.push(`${form.title}: ${form.device ?? ''}`);
        this.forms.push(form);
        await this.meanwhile();
        return form.agree && this.answer === 'yes' ? use({}) : refuse('cancelled');
      },
      openFile: async () => this.opens ?? refuse('cancelled'),
      openFolder: nobody,
      saveFile: nobody,
    };
    const workstation = { ...this.room.workstation, person, paper };
    this.enter = door({
      isTrusted: (caller) => caller === 'the window',
      handlers: handlersOf(workstation, control),
      askFirst: askFirst(workstation),
      record: (operation, work) => {
        this.recorded.push(operation.operation);
        return this.room.recorder.operation(operation, work);
      },
      follow: (_, work) => work(),
      log: (line) => this.log.push(line),
    });
  }

  static async open(): Promise<HostileRoom> {
    const hostile = new HostileRoom();
    const { room } = hostile;
    room.folder = await mkdtemp(`${tmpdir()}/conclave-hostile-`);
    for (const serial of ['UTTEST00001', 'UTTEST00002']) room.add(await SimulatedCard.open(room.path(serial), { serial }));
    room.fleet.start(room.readers);
    await room.ready();
    await mkdir(room.path('ceremony'));
    await room.custody.open(room.path('ceremony'));
    const share = await makeShare(room, 'one.pbe');
    await readyDevice(room, 0, share);
    await setUp(room, 1, { scheme: 'domains', domains: 2 });
    await logIn(room, 1);
    await setUpDomain(room.workstation, { serial: room.serialOf(1), keyDomain: 0, shares: 1 });
    await writeFile(room.path('note.txt'), 'a note');
    room.person.opens(room.path('note.txt'));
    await importData(room.workstation, { serial: room.serialOf(0), label: 'Note', application: '', confidential: false });
    await generateAes(room.workstation, { serial: room.serialOf(0), label: 'HSM AES Key', size: 256, capabilities: [0x10, 0x11, 0x92] });
    return hostile;
  }

  onTheCards(): Promise<string[]> {
    return Promise.all(this.room.cards.map(({ serial }) => readFile(this.room.path(serial), 'utf8')));
  }

  /** Of the objects on the first device, once they have been read. */
  fileNumbers(): number[] {
    const { objects } = this.room.device(0);
    return objects.kind === 'read' ? objects.all.map(({ file }) => file) : [0xcf01];
  }
}
