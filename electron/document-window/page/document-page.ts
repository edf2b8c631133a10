import { visible } from '../../../shared/documents/visible-text.ts';
import { t } from '../../../shared/language/text.ts';
import { PaperTools } from '../../secret-window/sheet/page/paper-tools.ts';
import type { DocumentBridge, DocumentJob } from '../messages.ts';
import { paginate } from './paginate.ts';

declare global {
  interface Window {
    readonly paper: DocumentBridge;
  }
}

/** The window's page: the document as it will be printed, and what can be done with it. Plain DOM. */
async function build(bridge: DocumentBridge, { model, paper }: DocumentJob, root: HTMLElement): Promise<void> {
  const look = {
    title: visible(model.title),
    preview: t('Preview of the document'),
    practice: model.practice,
    paper,
    care: [],
    layOut: (papers: HTMLElement) => {
      const pages = paginate(papers, model);
      return t('{pages, plural, one {# page} other {# pages}}', { pages });
    },
  };
  const tools = new PaperTools(root, look, {
    ...bridge,
    saves: [
      { words: t('Save as text…'), save: () => bridge.saveText() },
      { words: t('Save as PDF…'), save: bridge.savePdf },
    ],
  });
  await Promise.all(['400 9pt "Sheet Mono"', '400 9pt "Sheet Text"', '700 9pt "Sheet Text"'].map((font) => document.fonts.load(font)));
  bridge.laidOut(tools.layOut());
  tools.focus();
}

const root = document.getElementById('window');
if (root) {
  window.paper
    .job()
    .then((job) => build(window.paper, job, root))
    .catch(() => window.paper.laidOut(null));
}
