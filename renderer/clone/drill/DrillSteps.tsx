import { drillStepNames } from '../../../shared/drill/words.ts';
import { t } from '../../../shared/language/text.ts';
import type { Drill } from '../../../shared/models/drill.ts';
import { MarkWord } from '../MarkWord.tsx';

/** What is done one after the other, and what was seen. */
export function DrillSteps({ drill }: { readonly drill: Drill }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="matrix-frame" aria-label={t('Steps of the drill')} tabIndex={0}>
      <table className="matrix drill-table">
        <thead>
          <tr>
            <th scope="col">{t('Step')}</th>
            <th scope="col">{t('State')}</th>
            <th scope="col">{t('What was seen')}</th>
          </tr>
        </thead>
        <tbody>
          {drill.steps.map(({ step, mark }) => (
            <tr key={step}>
              <th scope="row">{drillStepNames[step]}</th>
              <td className={`mark ${mark.state}`}>
                <MarkWord mark={mark} />
              </td>
              <td className="seen">{mark.detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
