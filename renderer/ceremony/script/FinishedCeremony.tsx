import { t } from '../../../shared/language/text.ts';
import type { ScriptSnapshot } from '../../../shared/models/script.ts';
import type { Snapshot } from '../../../shared/models/snapshot.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';
import { closeFolder } from '../../custodians/actions/folder.ts';
import { CustodyButton } from '../../custodians/CustodyButton.tsx';
import { Icon } from '../../icons.tsx';

import { clockTime, lasting } from '../ceremony-words.ts';
import { MinutesPanel } from '../minutes/MinutesPanel.tsx';
import { TranscriptPanel } from '../transcript/TranscriptPanel.tsx';
import { Exceptions } from './Exceptions.tsx';

/** The last finished ceremony of the open folder, and what it leaves on paper. */
export function FinishedCeremony({ script, snapshot }: { readonly script: ScriptSnapshot; readonly snapshot: Snapshot }) {
  const { plan, begunAt, finishedAt = begunAt, steps, exceptions } = script;
  const skipped = steps.filter(({ status }) => status === 'skipped').length;
  return (
    <>
      <header className="custody-head">
        <Icon name="check" />
        <div className="custody-title">
          <h2 id="ceremony-heading" tabIndex={-1}>
            {plan.title}
            {plan.practice && <span className="practice-mark">{t('Practice')}</span>}
          </h2>
          <p className="custody-place">
            {t('Closed on {day} at {time}, after {lasting}', {
              day: finishedAt.slice(0, 10),
              time: clockTime(finishedAt),
              lasting: lasting(Date.parse(begunAt), Date.parse(finishedAt)),
            })}
          </p>
        </div>
        {snapshot.custody && <CustodyButton action={closeFolder(snapshot.custody)} />}
      </header>
      <Words kind={skipped + exceptions.length > 0 ? 'warning' : 'done'}>
        {t(
          '{done, plural, one {# step} other {# steps}} done, {skipped} skipped, {exceptions, plural, one {# exception} other {# exceptions}}.',
          { done: steps.length - skipped, skipped, exceptions: exceptions.length },
        )}
      </Words>
      <MinutesPanel />
      <section className="custody-section" aria-labelledby="finished-transcript">
        <div className="section-head">
          <h3 id="finished-transcript">{t('Transcript')}</h3>
        </div>
        <p className="explanation">
          {t(
            'Opening and closing the folder adds entries, so the head moves on after the minutes were signed. What stands before it stays as it was.',
          )}
        </p>
        <TranscriptPanel transcript={snapshot.transcript} isLarge />
        <Facts>
          <Fact term={t('Hash of the plan')}>
            <Hex digits={script.planSha256} />
          </Fact>
        </Facts>
      </section>
      <section className="custody-section" aria-labelledby="finished-exceptions">
        <div className="section-head">
          <h3 id="finished-exceptions">{t('Exceptions')}</h3>
        </div>
        <Exceptions script={script} />
      </section>
    </>
  );
}
