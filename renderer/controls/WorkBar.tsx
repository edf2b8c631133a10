import { useId } from 'react';
import { t } from '../../shared/language/text.ts';
import type { Progress } from '../../shared/models/reports.ts';

/** Work in words and as a bar; the bar only moves to and fro where nobody knows how long it takes. */
export function WorkBar({ progress, title }: { readonly progress: Progress | null; readonly title: string }) {
  const id = useId();
  const percent = progress?.fraction === undefined ? undefined : Math.round(100 * progress.fraction);
  return (
    <div className="work">
      <p id={id}>
        {progress?.words ?? t('{work}: under way', { work: title })}
        {percent !== undefined && <span className="percent"> {percent} %</span>}
      </p>
      <progress aria-labelledby={id} max={100} {...(percent === undefined ? {} : { value: percent })} />
    </div>
  );
}
