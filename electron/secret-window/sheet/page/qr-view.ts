import { create } from 'qrcode';
import { t } from '../../../../shared/language/text.ts';
import type { QrText } from '../../../../shared/models/sheet.ts';
import { element } from '../../page/element.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** Modules of white that a reader needs around a code (ISO/IEC 18004). */
const QUIET = 4;
/** At 150 dots an inch a module of 0.7 mm is four dots wide: it survives a rotated scan and an old printer. */
const moduleMm = 0.7;
/** A small code is drawn larger: easier to hold before a camera. */
const leastMm = 40;

/** The codes of a sheet, all of one size. Throws where a text does not fit. */
export function qrViews(codes: readonly QrText[]): HTMLElement[] {
  const version = Math.max(1, ...codes.map(({ text, level }) => create(text, { errorCorrectionLevel: level }).version));
  return codes.map((code) => qrView(code, version));
}

/** A QR code as black squares, its quiet zone included. */
function qrView({ text, level, caption }: QrText, version: number): HTMLElement {
  const { modules } = create(text, { errorCorrectionLevel: level, version });
  const { size } = modules;
  const whole = size + 2 * QUIET;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${whole} ${whole}`);
  svg.setAttribute('shape-rendering', 'crispEdges');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', caption === '' ? t('Code of this sheet') : t('Code {caption} of this sheet', { caption }));
  const millimetres = Math.max(leastMm, whole * moduleMm);
  svg.style.inlineSize = `${millimetres}mm`;
  svg.style.blockSize = `${millimetres}mm`;
  svg.append(
    shape('rect', { width: String(whole), height: String(whole), fill: '#fff' }),
    shape('path', { d: squares(modules), fill: '#000' }),
  );
  const figure = element('figure', { class: 'code' });
  figure.append(svg);
  if (caption !== '') figure.append(element('figcaption', {}, t('Code {caption}', { caption })));
  return figure;
}

/** Each run of dark modules in a row is one rectangle. */
function squares({ size, data }: { readonly size: number; readonly data: ArrayLike<number> }): string {
  let path = '';
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const start = column;
      while (column < size && data[row * size + column]) column++;
      if (column > start) path += `M${start + QUIET} ${row + QUIET}h${column - start}v1h${start - column}z`;
    }
  }
  return path;
}

function shape(name: 'rect' | 'path', attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
