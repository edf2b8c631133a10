import { t } from '../../../../shared/language/text.ts';
import type { SheetFact } from '../../../../shared/models/sheet.ts';
import { element } from '../../page/element.ts';
import type { EntryBridge, EntryPage, Revealed } from '../messages.ts';
import { AloneView } from './alone.ts';
import { type Frame, header, kept, scanButtons } from './frame.ts';
import { ReadBackView } from './read-back-view.ts';

type HandOverPage = Extract<EntryPage, { kind: 'hand-over' }>;
type Step = 'share' | 'read-back';

const steps = [t('Be alone'), t('Take the share'), t('Read it back')];

/** One share for one custodian: alone at the screen, on paper, and back from the paper. */
export function handOverView(bridge: EntryBridge, frame: Frame, page: HandOverPage, root: HTMLElement): void {
  const { custodian, title, sheetId, rehearsal } = page;
  let step: Step = 'share';
  let printed = false;
  /** The sheet is on paper or in a file: what comes next no longer needs the share on the screen. */
  let taken = false;

  const list = element('ol', { class: 'steps', 'aria-label': t('Steps') }, ...steps.map((name) => element('li', {}, name)));
  const print = element('button', { type: 'button' }, t('Print…'));
  const written = element('button', { type: 'button', class: 'primary' }, t('I have written it down'));
  const outcome = element('p', { class: 'message fine', role: 'status' });
  const alone = new AloneView(
    {
      before: t('This share is for {custodian} alone. Everybody else looks away, and no camera or telephone can see this screen.', {
        custodian,
      }),
      again: t('Show my share'),
    },
    async () => {
      const answer = await frame.call('reveal', null, t('Fetching the share…'));
      return answer && shareNode(answer.value, sheetId);
    },
    () => update(),
  );
  const again = element('button', { type: 'button', class: 'quiet' }, t('Show my share'));
  const readBack = new ReadBackView(bridge, page.readBack, () => update());
  const back = element(
    'section',
    { class: 'read-back', hidden: '' },
    element(
      'p',
      { class: 'purpose' },
      t(
        'The share is hidden now. Type it from your paper: only what comes back from paper is safe. If a line is wrong, look at the share again and correct the paper first.',
      ),
    ),
    readBack.node,
    scanButtons((from) => void scan(from)),
    again,
  );
  frame.body.append(list, alone.node, outcome, back);
  frame.actions = [print, written];

  function update(): void {
    const at = step === 'read-back' ? 2 : alone.agreed ? 1 : 0;
    for (const [index, item] of [...list.children].entries()) {
      if (index === at) item.setAttribute('aria-current', 'step');
      else item.removeAttribute('aria-current');
      item.classList.toggle('done', index < at);
    }
    alone.node.hidden = step === 'read-back';
    // The sheet window comes to the front, and so the share is hidden once there is a sheet: what comes next stays.
    const taking = step === 'share' && (alone.shown || taken);
    for (const button of [print, written]) button.hidden = !taking;
    outcome.hidden = !taking;
    back.hidden = step !== 'read-back';
    print.disabled = frame.running;
    written.disabled = frame.running;
    frame.ok.hidden = step !== 'read-back';
    frame.ok.disabled = frame.running || !readBack.complete;
  }

  function begin(): void {
    step = 'read-back';
    alone.hide(t('Hidden.'));
    update();
    readBack.focus();
  }

  function sayWritten(): void {
    written.textContent = printed ? t('I have the sheet in my hand') : t('I have written it down');
  }

  async function printSheet(): Promise<void> {
    const answer = await frame.call('print', null, t('Printing…'));
    if (!answer) return;
    taken = true;
    printed ||= answer.value.printed;
    outcome.textContent = answer.value.words;
    sayWritten();
    update();
    written.focus();
  }

  async function scan(from: 'camera' | 'file'): Promise<void> {
    if (!(await frame.call('scan-back', from, t('Looking for the code…')))) return;
    readBack.scanned();
    update();
    frame.ok.focus();
  }

  print.addEventListener('click', () => void printSheet());
  written.addEventListener('click', begin);
  again.addEventListener('click', () => {
    step = 'share';
    sayWritten();
    update();
    void alone.show();
  });
  frame.form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (frame.ok.hidden) return;
    if (frame.ok.disabled) readBack.focus();
    else void frame.call('finish-hand-over', null, t('Done.'));
  });
  frame.whenChanged = update;
  root.replaceChildren(...header(title, rehearsal, element('p', { class: 'device' }, t('For {custodian}', { custodian }))), frame.form);
  update();
  alone.focus();
}

function shareNode({ facts, lines }: Revealed, sheetId: string): HTMLElement {
  const rows = lines.map(({ number, label, groups, check }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, number, ...(label === undefined ? [] : [element('span', { class: 'name' }, label)])),
      element('td', { class: 'groups' }, ...groups.map((group) => element('span', {}, group))),
      element('td', { class: 'check' }, check),
    ),
  );
  const head = element('tr', {}, ...[t('Line'), t('Content'), t('Check')].map((name) => element('th', { scope: 'col' }, name)));
  const all: SheetFact[] = facts.some(({ value }) => value === sheetId) ? [...facts] : [{ term: t('Sheet ID'), value: sheetId }, ...facts];
  return kept(
    element(
      'div',
      { class: 'share' },
      element(
        'p',
        { class: 'how' },
        t('Print the sheet, or copy all of this by hand onto a blank form. Nobody else sees the paper either.'),
      ),
      element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows)),
      element('dl', {}, ...all.map(({ term, value }) => element('div', {}, element('dt', {}, term), element('dd', {}, value)))),
    ),
  );
}
