import type { Failure } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
import { Icon } from '../icons.tsx';

/** What happened, what it means, what to do next. Announced at once, and there until something replaces it. */
export function FailureWords({ failure, title }: { readonly failure: Failure; readonly title?: string }) {
  return (
    <div className="words failure" role="alert">
      <Icon name="stop" />
      <div>
        {title && <p className="words-title">{title}</p>}
        <p className="words-what">{failure.what}</p>
        <p>{failure.meaning}</p>
        <p>
          <strong>{t('Next:')}</strong> {failure.next}
        </p>
      </div>
    </div>
  );
}
