import { t } from '../../shared/language/text.ts';
import type { Snapshot } from '../../shared/models/snapshot.ts';
import { CustodyButton } from '../custodians/CustodyButton.tsx';
import { Icon } from '../icons.tsx';
import { goToCustodians, startClone, verify } from './actions/clone-actions.ts';
import { DrillTool } from './drill/DrillTool.tsx';
import { InspectTool } from './inspect/InspectTool.tsx';

/** What this view is for, each in a few words for somebody who does it for the first time. */
export function CloneTools({ snapshot, isHead }: { readonly snapshot: Snapshot; readonly isHead: boolean }) {
  return (
    <div className="clone-tools">
      <section className="clone-tool" aria-labelledby="clone-tool-heading">
        <Icon name="shares" />
        <h2 id={isHead ? 'clone-heading' : 'clone-tool-heading'} tabIndex={-1}>
          {t('Clone a device')}
        </h2>
        <p>{t('Puts every key of one device, or of a folder of wrapped keys, onto further devices, in one supervised run.')}</p>
        <ol className="steps">
          <li>{t('You choose source, keys and targets. A plan names what each target will lose, before anything is done.')}</li>
          <li>
            {t('The source wraps its keys. The custodians bring their DKEK shares once, and the PINs of the targets are entered once.')}
          </li>
          <li>{t('Each target is initialized, gets the shares and the keys, and proves every key against the source.')}</li>
        </ol>
        <CustodyButton action={startClone(snapshot)} isPrimary />
        {!snapshot.custody && <CustodyButton action={goToCustodians} />}
      </section>
      <section className="clone-tool" aria-labelledby="verify-tool-heading">
        <Icon name="shield" />
        <h2 id="verify-tool-heading">{t('Verify devices')}</h2>
        <p>{t('Compares devices key by key and uses every key once. Nothing on them changes.')}</p>
        <ul className="steps">
          <li>
            <strong>{t('Operational:')}</strong> {t('every key does what it may do.')}
          </li>
          <li>
            <strong>{t('Consistent:')}</strong> {t('same DKEK, same keys in the same order, same capabilities, same AES index.')}
          </li>
        </ul>
        <CustodyButton action={verify(snapshot)} />
      </section>
      <DrillTool snapshot={snapshot} />
      <InspectTool />
    </div>
  );
}
