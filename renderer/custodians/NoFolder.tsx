import { t } from '../../shared/language/text.ts';
import { Icon } from '../icons.tsx';
import { openFolder } from './actions/folder.ts';
import { CustodyButton } from './CustodyButton.tsx';

/** Before a ceremony folder is open: what it is for, what is never in it, and how to get one. */
export function NoFolder() {
  return (
    <section className="no-folder" aria-labelledby="custody-heading">
      <Icon name="folder" />
      <div className="no-folder-words">
        <h2 id="custody-heading" tabIndex={-1}>
          {t('No ceremony folder is open')}
        </h2>
        <p>
          {t(
            'The ceremony folder keeps the register of one ceremony: who the custodians are, which part or sheet each of them holds, whether it was read back, and in which bag it is sealed. Years later it tells whom to call.',
          )}
        </p>
        <ul className="folder-rules">
          <li>
            <Icon name="check" />
            <span>{t('Names, IDs, dates, bag numbers and fingerprints are in it; share files can lie beside it.')}</span>
          </li>
          <li>
            <Icon name="cross" />
            <span>{t('No password, no PIN and no share value is ever written into it.')}</span>
          </li>
        </ul>
        <p>
          {t(
            'Choose the folder of an earlier ceremony, or an empty folder to begin a new register. Keep it on a medium that stays with the papers of the ceremony.',
          )}
        </p>
        <div>
          <CustodyButton action={openFolder} isPrimary />
        </div>
      </div>
    </section>
  );
}
