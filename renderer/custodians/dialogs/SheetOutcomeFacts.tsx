import { t } from '../../../shared/language/text.ts';
import type { SheetOutcome } from '../../../shared/models/reports.ts';
import { Fact, Facts } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';

/** What became of a sheet: on paper, as a PDF, or neither. */
export function SheetOutcomeFacts({ report: { sheetId, printed, saved } }: { readonly report: SheetOutcome }) {
  const isOut = printed || saved.length > 0;
  return (
    <>
      <Words kind={isOut ? 'done' : 'warning'} isNews>
        {outcomeWords(printed, saved.length)}
      </Words>
      <Facts>
        <Fact term={t('Sheet ID')}>
          <code>{sheetId}</code>
        </Fact>
        <Fact term={t('{n, plural, one {PDF} other {PDFs}}', { n: saved.length })}>
          {saved.length > 0
            ? saved.map((path) => (
                <div key={path} className="path">
                  {path}
                </div>
              ))
            : undefined}
        </Fact>
      </Facts>
      {isOut && <p>{t('Look at the paper: every line must be sharp and whole, and the sheet ID must be the one above.')}</p>}
    </>
  );
}

function outcomeWords(printed: boolean, saved: number): string {
  if (saved === 0) return printed ? t('The sheet went to the printer.') : t('The sheet was neither printed nor saved.');
  return printed
    ? t('The sheet went to the printer and was saved as {n, plural, =1 {a PDF} other {# PDFs}}.', { n: saved })
    : t('The sheet was saved as {n, plural, =1 {a PDF} other {# PDFs}}. It is not on paper yet.', { n: saved });
}
