import { templates } from '../../../shared/ceremony/templates/acts.ts';
import { t } from '../../../shared/language/text.ts';
import { templateNames } from '../../../shared/models/plan.ts';
import type { Snapshot } from '../../../shared/models/snapshot.ts';
import { openFolder } from '../../custodians/actions/folder.ts';
import { CustodyButton } from '../../custodians/CustodyButton.tsx';
import { Icon, type IconName } from '../../icons.tsx';
import { newPlan, openPlan } from '../actions/plan-actions.ts';

const icons = {
  'new-fleet': 'device',
  'add-device': 'plug',
  'add-key': 'key',
  reissue: 'people',
  drill: 'shield',
  retire: 'bag',
} as const satisfies Record<(typeof templateNames)[number], IconName>;

/** No ceremony is under way and no plan on the desk: what a ceremony is, and what it can begin with. */
export function StartView({ snapshot }: { readonly snapshot: Snapshot }) {
  const isFinished = snapshot.script?.finishedAt !== undefined;
  return (
    <>
      {!isFinished && (
        <section className="no-folder" aria-labelledby="ceremony-heading">
          <Icon name="paper" />
          <div className="no-folder-words">
            <h2 id="ceremony-heading" tabIndex={-1}>
              {snapshot.custody ? t('No ceremony is under way') : t('A ceremony begins with its plan')}
            </h2>
            <ol className="ceremony-chain">
              <li>
                <strong>{t('Plan:')}</strong> {t('who, which devices, which keys. It is reviewed and printed days before.')}
              </li>
              <li>
                <strong>{t('Script:')}</strong>{' '}
                {t('on the day, this view leads through the plan step by step. People confirm; the app records.')}
              </li>
              <li>
                <strong>{t('Transcript:')}</strong>{' '}
                {t('every step goes into a file that nobody can change unseen. It never holds a secret.')}
              </li>
              <li>
                <strong>{t('Minutes:')}</strong> {t('what is signed at the end.')}
              </li>
            </ol>
            <p>
              {snapshot.custody
                ? t('The ceremony folder is open. Open the reviewed plan, or write a new one.')
                : t('A plan can be written at once. To carry it out, open a ceremony folder: the transcript is written there.')}
            </p>
            <div className="head-actions">
              <CustodyButton action={openPlan} isPrimary={snapshot.custody !== undefined} />
              {!snapshot.custody && <CustodyButton action={openFolder} />}
            </div>
          </div>
        </section>
      )}
      <section className="custody-section" aria-labelledby="templates-heading">
        <div className="section-head">
          <h3 id="templates-heading">{isFinished ? t('The next ceremony') : t('Write a new plan')}</h3>
          {isFinished && <CustodyButton action={openPlan} />}
        </div>
        <ul className="template-cards">
          {templateNames.map((name) => {
            const { title, about } = templates[name];
            return (
              <li key={name} className="template-card">
                <Icon name={icons[name]} />
                <h4 id={`template-${name}`}>{title}</h4>
                <p>{about}</p>
                <CustodyButton action={newPlan(name)} describedBy={`template-${name}`} />
              </li>
            );
          })}
        </ul>
      </section>
    </>
  );
}
