import { useState } from 'react';
import { languageTag, t } from '../../shared/language/text.ts';
import { TextField } from '../controls/Field.tsx';
import { DialogBody } from '../dialogs/DialogBody.tsx';
import { ReportFoot } from '../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../dialogs/DialogFrame.tsx';
import { helpTitles } from './show-help.ts';
import { type Term, terms } from './terms.ts';
import { termsIn } from './words-on-screen.ts';

/** First the terms that were on the screen when help was asked for, then all others; a search looks in words and meanings. */
export function WordsDialog({ onScreen }: { readonly onScreen: string }) {
  const [search, setSearch] = useState('');
  const seen = termsIn(onScreen, terms);
  const found = terms.filter(({ word, meaning }) => `${word} ${meaning}`.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase()));
  const [here, others] = [found.filter((term) => seen.includes(term)), found.filter((term) => !seen.includes(term))];
  return (
    <DialogFrame title={helpTitles.words} isWide>
      <DialogBody>
        <TextField label={t('Search')} value={search} onChange={setSearch} takesFocus />
        <TermList title={t('On this screen')} terms={here} />
        <TermList title={here.length > 0 ? t('All others') : t('All words')} terms={others} />
        {found.length === 0 && <p role="status">{t('No word and no meaning has this in it.')}</p>}
      </DialogBody>
      <ReportFoot leavesFocus />
    </DialogFrame>
  );
}

function TermList({ title, terms }: { readonly title: string; readonly terms: readonly Term[] }) {
  if (terms.length === 0) return null;
  const { compare } = new Intl.Collator(languageTag());
  return (
    <section className="term-list">
      <h3>{title}</h3>
      <dl>
        {terms
          .toSorted((a, b) => compare(a.word, b.word))
          .map(({ word, meaning }) => (
            <div key={word}>
              <dt>{word}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
