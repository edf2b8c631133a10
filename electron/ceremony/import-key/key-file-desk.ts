import { hex, unmovedCopy } from '../../../shared/bytes.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { KeyFromFile, OpenedKeyFile } from '../../../shared/models/reports.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { looksLikePkcs12 } from '../../codec/pkcs12.ts';
import { hostRandom } from '../../crypto/random.ts';
import { readFileBounded } from '../../files/read.ts';
import { answer } from '../person.ts';
import type { Workstation } from '../workstation.ts';
import { describeKey } from './describe-key.ts';
import { assertTakesKeyFiles, importFoundKey, type KeyImport } from './import-found-key.ts';
import { wipeKeyMaterial } from './key-material.ts';
import { type FoundKey, type KeyFile, LARGEST_KEY_FILE, needsPassword, openKeyFile } from './open-key-file.ts';
import { checkPkcs12 } from './open-pkcs12.ts';

const kinds = [
  { name: t('Key file'), extensions: ['p12', 'pfx', 'pem', 'key', 'der', 'p8', 'pk8', 'bin', 'hex', 'aes', 'txt'] },
  { name: t('All files'), extensions: ['*'] },
];
/** A key that nobody comes back for is wiped. */
const PATIENCE_MS = 15 * 60_000;

interface Waiting {
  readonly ticket: string;
  readonly serial: Serial;
  readonly path: string;
  readonly keys: readonly FoundKey[];
  readonly timer: NodeJS.Timeout;
}

/**
 * Keys that were read from a file and wait in memory until the person has chosen one and said what it is to be called. One file
 * at a time; its keys are wiped after one attempt, when the next file is opened, when they are given back, and after a while.
 */
export class KeyFileDesk {
  readonly #workstation: Workstation;
  #waiting: Waiting | undefined;

  constructor(workstation: Workstation) {
    this.#workstation = workstation;
  }

  /**
   * Asks for a key file and, where it has one, for its password. Whether the device can take a key at all is looked at first.
   * Refusal dkek-without-shares, no-dkek, dkek-incomplete, pin-not-verified, key-file-…, file-unreadable, cancelled.
   */
  open(serial: Serial): Promise<OpenedKeyFile> {
    const { fleet, person } = this.#workstation;
    return fleet.run(serial, t('Import from PKCS#12'), async (device) => {
      assertTakesKeyFiles(device);
      const path = await person.openFile(t('Choose the file with the key'), kinds);
      const { bytes } = await readFileBounded(path, LARGEST_KEY_FILE);
      try {
        return this.#keep(serial, path, await this.#read(bytes, device.title));
      } finally {
        bytes.fill(0);
      }
    });
  }

  /** Imports one of the keys of a file that was opened for this device; all of them are wiped whatever comes of it. Refusal key-file-closed. */
  async import(ticket: string, index: number, wanted: KeyImport): Promise<KeyFromFile> {
    const waiting = this.#waiting;
    if (waiting?.ticket !== ticket || waiting.serial !== wanted.serial) refuse('key-file-closed');
    // from here on no other call can have it
    this.#waiting = undefined;
    clearTimeout(waiting.timer);
    try {
      return await importFoundKey(this.#workstation, waiting.keys[index] ?? refuse('key-file-no-key'), waiting.path, wanted);
    } finally {
      wipe(waiting);
    }
  }

  /** The person went away. A ticket that was used, or replaced by another, is left alone. */
  forget(ticket: string): void {
    if (this.#waiting?.ticket !== ticket) return;
    wipe(this.#waiting);
    this.#waiting = undefined;
  }

  async #read(bytes: Uint8Array, device: string): Promise<KeyFile> {
    if (!needsPassword(bytes)) return openKeyFile(bytes);
    if (looksLikePkcs12(bytes)) checkPkcs12(bytes);
    const form = {
      title: t('Import from PKCS#12'),
      device,
      purpose: t('The password opens the file with the key. Nothing is sent to the device yet.'),
      fields: [
        {
          name: 'password',
          label: t('Password'),
          kind: 'password',
          hint: t('Capital letters and spaces count. Leave it empty only if the file has an empty password.'),
          minimum: 0,
          maximum: 256,
        },
      ],
    } as const;
    return this.#workstation.person.secrets(form, async (answers) => {
      // parts are wiped while it is read, and a wrong password must not be the last
      const copy = unmovedCopy(bytes);
      try {
        return await openKeyFile(copy, answer(answers, 'password'));
      } finally {
        copy.fill(0);
      }
    });
  }

  #keep(serial: Serial, path: string, { keys, certificates }: KeyFile): OpenedKeyFile {
    if (this.#waiting) this.forget(this.#waiting.ticket);
    const ticket = hex.encode(hostRandom(16));
    const timer = setTimeout(() => this.forget(ticket), PATIENCE_MS);
    timer.unref();
    this.#waiting = { ticket, serial, path, keys, timer };
    return { ticket, path, keys: keys.map(describeKey), otherCertificates: certificates.map(({ subject }) => subject) };
  }
}

function wipe({ keys, timer }: Waiting): void {
  clearTimeout(timer);
  for (const { material } of keys) wipeKeyMaterial(material);
}
