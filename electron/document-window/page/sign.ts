import type { DocumentMark } from '../../../shared/models/document.ts';

const shapes: Readonly<Record<DocumentMark, string>> = {
  good: 'M3 8.5 6.5 12 13 4.5',
  bad: 'M3.5 3.5 12.5 12.5M12.5 3.5 3.5 12.5',
  open: 'M3 8H13',
};
const space = 'http://www.w3.org/2000/svg';

/** A tick, a cross or a dash, in the colour of the text around. Words stand beside it, so it is hidden from screen readers. */
export function sign(mark: DocumentMark): SVGElement {
  const drawing = document.createElementNS(space, 'svg');
  const path = document.createElementNS(space, 'path');
  for (const [name, value] of [
    ['viewBox', '0 0 16 16'],
    ['class', 'sign'],
    ['aria-hidden', 'true'],
  ] as const)
    drawing.setAttribute(name, value);
  for (const [name, value] of [
    ['d', shapes[mark]],
    ['fill', 'none'],
    ['stroke', 'currentColor'],
    ['stroke-width', '2.4'],
    ['stroke-linecap', 'round'],
    ['stroke-linejoin', 'round'],
  ] as const)
    path.setAttribute(name, value);
  drawing.append(path);
  return drawing;
}
