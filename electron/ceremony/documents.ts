import { refuse } from '../../shared/failure.ts';
import type { DocumentModel, DocumentOutcome } from '../../shared/models/document.ts';
import type { PaperSize } from '../../shared/models/sheet.ts';
import { newId } from '../crypto/sheet-id.ts';

/** Documents without secrets between main and paper, in a window of their own. */
export interface DocumentDesk {
  /** Preview with print, PDF and text; resolves when the person closes it. Refusal document-not-laid-out. */
  show(model: DocumentModel): Promise<DocumentOutcome>;
  /** The bytes of the PDF that the window would save, without a window being seen. Refusal document-not-laid-out. */
  pdf(model: DocumentModel, size?: PaperSize): Promise<Uint8Array>;
}

/** Documents that can still be shown; the oldest go first. */
const mostKept = 50;

/**
 * The documents that were made since the app began. The main window asks for them by ID: so it can show a report, and cannot
 * have one printed that says something else.
 */
export class Documents {
  readonly #desk: DocumentDesk;
  readonly #kept = new Map<string, DocumentModel>();

  constructor(desk: DocumentDesk) {
    this.#desk = desk;
  }

  /** Gives its ID, for `show`. */
  keep(model: DocumentModel): string {
    const id = newId();
    this.#kept.set(id, model);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= mostKept) break;
      this.#kept.delete(oldest);
    }
    return id;
  }

  /** Refusal document-gone, document-not-laid-out. */
  show(id: string): Promise<DocumentOutcome> {
    return this.#desk.show(this.#kept.get(id) ?? refuse('document-gone'));
  }

  /** Refusal document-not-laid-out. */
  pdf(model: DocumentModel, size?: PaperSize): Promise<Uint8Array> {
    return this.#desk.pdf(model, size);
  }
}
