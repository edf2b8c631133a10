// First: texts are made in the language of this run.
import './speak-first.ts';
import { writeFileSync } from 'node:fs';
import { app } from 'electron';
import { registerScheme } from '../../electron/app-session.ts';
import { formsDocument } from '../../electron/ceremony/forms/print-forms.ts';
import { documentDesk } from '../../electron/document-window/document-window.ts';
import { documentWindows } from '../../electron/document-windows.ts';
import { guardAllContents } from '../../electron/window.ts';
import type { Failure } from '../../shared/failure.ts';
import type { DocumentOutcome } from '../../shared/models/document.ts';
import { formNames } from '../../shared/models/minutes.ts';
import type { PaperSize } from '../../shared/models/sheet.ts';
import { sampleDocuments } from '../ceremony/sample-documents.ts';

/** A main program with nothing but the document window. Run in Electron by the test beside it. */
export interface DocumentRoom {
  readonly show: (name: string, practice: boolean) => void;
  /** Makes the PDF without a window being seen. */
  readonly pdf: (name: string, path: string, size?: PaperSize) => Promise<void>;
  /** What became of the document shown last; undefined while its window is open. */
  outcome: DocumentOutcome | Failure | undefined;
}

declare global {
  var documentRoom: DocumentRoom;
}

guardAllContents();
registerScheme();
app.on('window-all-closed', () => undefined);
void app.whenReady().then(() => {
  const desk = documentDesk(documentWindows(process.env['CONCLAVE_APP_FOLDER'] ?? '', () => undefined));
  const sample = (name: string, practice: boolean) => {
    const model = name === 'forms' ? formsDocument(formNames, {}, practice) : sampleDocuments({ practice })[name];
    if (!model) throw new Error(`no document ${name}`);
    return model;
  };
  const room: DocumentRoom = {
    outcome: undefined,
    show(name, practice) {
      room.outcome = undefined;
      desk.show(sample(name, practice)).then(
        (outcome) => {
          room.outcome = outcome;
        },
        (error) => {
          room.outcome = error.failure;
        },
      );
    },
    pdf: async (name, path, size = 'Letter') => writeFileSync(path, await desk.pdf(sample(name, false), size)),
  };
  globalThis.documentRoom = room;
});
