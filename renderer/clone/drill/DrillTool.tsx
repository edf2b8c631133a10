import { t } from '../../../shared/language/text.ts';
import type { Snapshot } from '../../../shared/models/snapshot.ts';
import { Text } from '../../controls/Text.tsx';
import { CustodyButton } from '../../custodians/CustodyButton.tsx';
import { day, lastEvent } from '../../custodians/register-words.ts';
import { Icon } from '../../icons.tsx';
import { startDrill } from '../actions/drill-actions.ts';

/** What a restore drill is, for somebody who does it for the first time. */
export function DrillTool({ snapshot }: { readonly snapshot: Snapshot }) {
  const drilled = snapshot.custody?.register.holdings.flatMap((holding) => lastEvent(holding, 'drilled')?.at ?? []) ?? [];
  const last = drilled.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
  return (
    <section className="clone-tool" aria-labelledby="drill-tool-heading">
      <Icon name="paper" />
      <h2 id="drill-tool-heading">{t('Restore drill')}</h2>
      <p>{t('Proves that the paper and the files bring the keys back. No production device is touched.')}</p>
      <ol className="steps">
        <li>{t('Bring wrapped keys and DKEK shares as they lie in the envelopes: as files or on paper.')}</li>
        <li>{t('Before the shares are in, no key may open. With them, each must open and be the right one.')}</li>
        <li>{t('Everything is wiped, a spare is erased again, and a certificate names what was proven. Do it once a year.')}</li>
      </ol>
      {last !== undefined && (
        <p className="hint">
          <Text of="The sheets of this folder were last drilled on {day}." day={<time dateTime={last}>{day(last)}</time>} />
        </p>
      )}
      <CustodyButton action={startDrill(snapshot)} />
    </section>
  );
}
