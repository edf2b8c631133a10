import { t } from '../../../../shared/language/text.ts';
import { element } from '../../page/element.ts';
import type { SheetKind } from '../sheet-lines.ts';

const names: Readonly<Record<SheetKind, string>> = { 'share-file': t('DKEK share file'), 'wrapped-key': t('Wrapped key') };

/** Which kind of file the sheet holds; a scan answers it by itself. Nothing to choose where only one kind is expected. */
export class KindChoice {
  readonly nodes: readonly Node[];
  readonly #inputs = new Map<SheetKind, HTMLInputElement>();

  constructor(expected: SheetKind | undefined, changed: (kind: SheetKind) => void) {
    const kinds = expected === undefined ? (Object.keys(names) as SheetKind[]) : [expected];
    const labels = kinds.map((kind) => {
      const input = element('input', { type: 'radio', name: 'kind', value: kind });
      input.checked = kind === kinds[0];
      input.addEventListener('change', () => changed(kind));
      this.#inputs.set(kind, input);
      return element('label', {}, input, element('span', {}, names[kind]));
    });
    const group = element('div', { class: 'kinds', role: 'radiogroup', 'aria-label': t('What is on the sheet') }, ...labels);
    this.nodes = expected === undefined ? [group] : [];
  }

  get kind(): SheetKind {
    for (const [kind, input] of this.#inputs) if (input.checked) return kind;
    return 'share-file';
  }

  set kind(kind: SheetKind) {
    const input = this.#inputs.get(kind);
    if (input) input.checked = true;
  }
}
