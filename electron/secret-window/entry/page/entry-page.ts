import type { EntryBridge, EntryPage } from '../messages.ts';
import { Frame } from './frame.ts';
import { handOverView } from './hand-over-view.ts';
import { shareView } from './share-view.ts';
import { sheetView } from './sheet-view.ts';
import { textView } from './text-view.ts';

declare global {
  interface Window {
    readonly entry: EntryBridge;
  }
}

/** One page for one task. Plain DOM, no code of others: shares are typed and shown here. */
function build(bridge: EntryBridge, page: EntryPage, root: HTMLElement): void {
  const frame = new Frame(bridge);
  const views = {
    'hand-over': () => page.kind === 'hand-over' && handOverView(bridge, frame, page, root),
    share: () => page.kind === 'share' && shareView(frame, page, root),
    sheet: () => page.kind === 'sheet' && sheetView(frame, page, root),
    text: () => page.kind === 'text' && textView(bridge, frame, page, root),
  };
  views[page.kind]();
  // What is typed here is for one pair of eyes: whoever turns away leaves dots behind.
  window.addEventListener('blur', () => root.classList.add('covered'));
  window.addEventListener('focus', () => root.classList.remove('covered'));
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && !frame.cancel.disabled && leave(frame, root));
  new ResizeObserver(() => bridge.height(Math.ceil(root.getBoundingClientRect().height))).observe(root);
}

/** Escape is hit by mistake; it must not cost what took minutes to type. */
function leave({ cancel }: Frame, root: HTMLElement): void {
  const fields = [...root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input.code, textarea.code')];
  if (fields.every(({ value }) => value === '')) cancel.click();
  else cancel.focus();
}

const root = document.getElementById('window');
if (root) void window.entry.page().then((page) => build(window.entry, page, root));
