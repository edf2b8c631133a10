import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { DocumentOutcome } from '../../../shared/models/document.ts';
import type { InspectedFile, Inspection } from '../../../shared/models/inspection.ts';
import { plainCause } from '../../files/file-error.ts';
import { timestamp } from '../timestamp.ts';
import type { Workstation } from '../workstation.ts';
import { inspectionReport } from './inspection-report.ts';
import { FileLooker, filesIn, MOST_FILES } from './look-at-path.ts';

const kinds = [{ name: t('Wrapped key, share file or sheet'), extensions: ['wky', 'bin', 'pbe', 'pdf', 'png', 'jpg', 'jpeg'] }];

/** Looks at files and keeps what was found last. Nothing in it is secret. */
export class InspectionRoom {
  readonly #workstation: Workstation;
  #last: Inspection | undefined;
  #isRunning = false;

  constructor(workstation: Workstation) {
    this.#workstation = workstation;
  }

  /** Refusal cancelled, inspection-running. */
  async chooseFile(): Promise<void> {
    await this.inspect([await this.#workstation.person.openFile(t('Choose the file to look at'), kinds)]);
  }

  /** Refusal cancelled, inspection-running, inspection-nothing, file-unreadable. */
  async chooseFolder(): Promise<void> {
    await this.inspect([await this.#workstation.person.openFolder(t('Choose the folder to look at'))]);
  }

  /** Looks at these files, and at those in these folders. Refusal inspection-running, inspection-nothing, inspection-no-path, file-unreadable. */
  async inspect(chosen: readonly string[]): Promise<void> {
    if (this.#isRunning) refuse('inspection-running');
    this.#isRunning = true;
    try {
      const { paths, left, place } = await pathsOf(chosen);
      const looker = new FileLooker(this.#workstation.paper);
      const files: InspectedFile[] = [];
      for (const path of paths) files.push(await looker.look(path));
      const practice = this.#workstation.fleet.source.simulated;
      this.#show({ place, practice, at: timestamp(), files: files.sort(byKind), notLookedAt: left });
    } finally {
      this.#isRunning = false;
    }
  }

  /** Opens what was found, judged against the devices that are here now, as a document. Refusal document-gone. */
  report(): Promise<DocumentOutcome> {
    const { documents, fleet, custody } = this.#workstation;
    const devices = fleet.snapshot.readers.flatMap(({ card }) => (card.kind === 'device' ? [card.device] : []));
    const model = inspectionReport(this.#last ?? refuse('document-gone'), devices, custody.known);
    return documents.show(documents.keep(model));
  }

  clear(): void {
    this.#show(undefined);
  }

  #show(inspection: Inspection | undefined): void {
    this.#last = inspection;
    this.#workstation.fleet.show('inspection', inspection);
  }
}

async function pathsOf(chosen: readonly string[]) {
  const paths: string[] = [];
  let left = 0;
  for (const path of chosen) {
    if (path === '') refuse('inspection-no-path');
    try {
      if (!(await stat(path)).isDirectory()) {
        paths.push(path);
        continue;
      }
      const inside = await filesIn(path);
      paths.push(...inside.paths);
      left += inside.left;
    } catch (error) {
      refuse('file-unreadable', { path, detail: plainCause(error) });
    }
  }
  const [first = ''] = chosen;
  if (paths.length === 0) refuse('inspection-nothing', { path: first });
  left += Math.max(0, paths.length - MOST_FILES);
  const place =
    chosen.length === 1 ? first : t('{n, plural, other {# files and folders in {folder}}}', { n: chosen.length, folder: dirname(first) });
  return { paths: paths.slice(0, MOST_FILES), left, place };
}

const order = ['wrapped-key', 'share-file', 'key-file', 'other'];
const { compare } = new Intl.Collator('en', { numeric: true });

/** Keys under one DKEK stand together. */
function byKind(a: InspectedFile, b: InspectedFile): number {
  const kcvOf = ({ found }: InspectedFile) => (found.kind === 'wrapped-key' ? found.key.kcv : '');
  return order.indexOf(a.found.kind) - order.indexOf(b.found.kind) || compare(kcvOf(a), kcvOf(b)) || compare(a.name, b.name);
}
