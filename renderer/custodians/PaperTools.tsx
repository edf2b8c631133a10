import type { ReactNode } from 'react';
import { t } from '../../shared/language/text.ts';
import type { CustodySnapshot } from '../../shared/models/custody.ts';
import type { CustodyAction } from './actions/custody-action.ts';
import { combineText, printBlank, printSheet, restoreFromPaper, splitText } from './actions/paper.ts';
import { CustodyButton } from './CustodyButton.tsx';

/** What works on paper and on texts. All but the split also works without a folder: after a disaster there may be only paper. */
export function PaperTools({ custody }: { readonly custody: CustodySnapshot | undefined }) {
  return (
    <section className="custody-section" aria-labelledby="paper-heading">
      <div className="section-head">
        <h3 id="paper-heading">{t('Paper')}</h3>
      </div>
      <ul className="tools">
        <Tool action={printSheet}>
          {t('Puts a share file or a wrapped key on paper, in lines that can be typed back and codes that can be scanned.')}
        </Tool>
        <Tool action={restoreFromPaper}>{t('Makes the identical file from its sheet: typed line by line, or scanned.')}</Tool>
        <Tool action={printBlank}>{t('A form to copy a part onto by hand, so that no printer ever sees it.')}</Tool>
        <Tool action={splitText(custody)}>{t('Splits a PIN, an SO-PIN or an existing password among custodians.')}</Tool>
        <Tool action={combineText}>{t('Brings such a text back from enough of its parts. It is shown in a window of its own only.')}</Tool>
      </ul>
    </section>
  );
}

function Tool({ action, children }: { readonly action: CustodyAction; readonly children: ReactNode }) {
  return (
    <li className="tool">
      <CustodyButton action={action} />
      <p>{children}</p>
    </li>
  );
}
