import { t } from '../../../shared/language/text.ts';
import { CustodyButton } from '../../custodians/CustodyButton.tsx';
import { Icon } from '../../icons.tsx';
import { inspectFile, inspectFolder } from '../actions/inspect-actions.ts';

/** What is in a file, and where it can be restored, for somebody who found a medium with files on it. */
export function InspectTool() {
  return (
    <section className="clone-tool" aria-labelledby="inspect-tool-heading">
      <Icon name="paper" />
      <h2 id="inspect-tool-heading">{t('Inspect files')}</h2>
      <p>{t('Tells what a wrapped key, a DKEK share file or the sheet of one is. No PIN is needed, and nothing is decrypted.')}</p>
      <ul className="steps">
        <li>
          <strong>{t('What it is:')}</strong> {t('label, type, capabilities, certificate, and the DKEK it is under.')}
        </li>
        <li>
          <strong>{t('Where it can be restored:')}</strong> {t('on which device here, and why not on the others.')}
        </li>
      </ul>
      <p className="hint">{t('Files and folders can also be dropped here.')}</p>
      <div className="buttons">
        <CustodyButton action={inspectFile} />
        <CustodyButton action={inspectFolder} />
      </div>
    </section>
  );
}
