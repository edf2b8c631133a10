import { t } from '../../../shared/language/text.ts';
import type { PreflightFinding, ScriptSnapshot } from '../../../shared/models/script.ts';
import { CustodyButton } from '../../custodians/CustodyButton.tsx';
import { Icon, type IconName } from '../../icons.tsx';
import { checkWorkstation } from '../actions/script-actions.ts';
import { clockTime } from '../ceremony-words.ts';

const icons: Record<PreflightFinding['result'], IconName> = { ok: 'check', warning: 'warning', failed: 'stop', unknown: 'info' };
const moods: Record<PreflightFinding['result'], string> = { ok: 'good', warning: 'caution', failed: 'bad', unknown: 'unknown' };

const words: Record<Exclude<PreflightFinding['result'], 'ok'>, string> = {
  warning: t('warning'),
  failed: t('failed'),
  unknown: t('unknown'),
};

/** What was found of this machine when it was last looked at. */
export function PreflightFindings({ script, canCheck }: { readonly script: ScriptSnapshot; readonly canCheck: boolean }) {
  const { preflight } = script;
  return (
    <div className="preflight">
      {preflight && preflight.findings.length > 0 && (
        <ul className="preflight-findings">
          {preflight.findings.map(({ check, result, detail, mend }) => (
            <li key={check}>
              <span className={`state ${moods[result]}`}>
                <Icon name={icons[result]} />
                <strong>{check}</strong>
              </span>
              <span className="of">{result === 'ok' ? detail : t('{result}: {detail}', { result: words[result], detail })}</span>
              {mend && <span className="of">{t('To mend it: {mend}', { mend })}</span>}
            </li>
          ))}
        </ul>
      )}
      <p className="of">
        {!preflight
          ? t('Not looked at yet.')
          : preflight.findings.length === 0
            ? t('Looked at {time}; the app had nothing to say. Look yourself.', { time: clockTime(preflight.at) })
            : t('Looked at {time}.', { time: clockTime(preflight.at) })}
      </p>
      {canCheck && <CustodyButton action={checkWorkstation} isPrimary={preflight === undefined} />}
    </div>
  );
}
