import { t } from '../../shared/language/text.ts';
import { Words } from './Words.tsx';

/** In place of a part of the window that could not be loaded. */
export function Damaged() {
  return (
    <Words kind="danger" isNews>
      <p className="words-what">{t('This part of the window could not be loaded.')}</p>
      <p>{t('One of Conclave’s own files is missing or damaged. No device was changed by this.')}</p>
      <p>
        <strong>{t('Next:')}</strong>{' '}
        {t('Choose Help → About Conclave, which compares all files with those of the package, then start Conclave again.')}
      </p>
    </Words>
  );
}
