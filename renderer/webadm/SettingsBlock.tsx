import { useRef, useState } from 'react';
import { t } from '../../shared/language/text.ts';
import { Button } from '../controls/Button.tsx';
import { Text } from '../controls/Text.tsx';
import { Words } from '../controls/Words.tsx';
import { CustodyButton } from '../custodians/CustodyButton.tsx';
import { saveSettings } from './actions/webadm-actions.ts';
import type { WebadmDraft } from './use-webadm-draft.ts';

/** The lines for webadm.conf, without the PIN, and what to do with them. */
export function SettingsBlock({ draft, block }: { readonly draft: WebadmDraft; readonly block: string }) {
  const lines = useRef<HTMLPreElement>(null);
  const [copied, setCopied] = useState<'yes' | 'no'>();
  return (
    <section className="custody-section" aria-labelledby="webadm-block-heading">
      <div className="section-head">
        <h3 id="webadm-block-heading" tabIndex={-1}>
          {t('Lines for webadm.conf')}
        </h3>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="settings-block" aria-label={t('Settings')} tabIndex={0}>
        <pre ref={lines}>{block}</pre>
      </section>
      <div className="buttons">
        <Button onPress={() => setCopied(copyTextOf(lines.current) ? 'yes' : 'no')}>{t('Copy without PIN')}</Button>
        <CustodyButton action={saveSettings(draft, false)} />
        <CustodyButton action={saveSettings(draft, true)} />
      </div>
      {copied && (
        <Words kind={copied === 'yes' ? 'done' : 'warning'} isNews>
          {copied === 'yes' ? t('Copied. The line of the PIN is a comment.') : t('The lines are selected: copy them with Ctrl+C.')}
        </Words>
      )}
      <ul className="steps">
        <li>
          <Text
            of="In {file}, replace the lines of these names. {setting} must be {value} as well."
            file={<code>/opt/webadm/conf/webadm.conf</code>}
            setting={<code>encrypt_data</code>}
            value={<code>Yes</code>}
          />
        </li>
        <li>
          <Text
            of="Remove the {sign} before {setting} only when you enter the PIN: a wrong one costs every device a try at each start of WebADM. The User PIN must be the same on all devices."
            sign={<code>#</code>}
            setting={<code>hsm_pin</code>}
          />
        </li>
        <li>
          <Text
            of="The file must belong to the user that WebADM runs as and be readable by nobody else: {chown}, then {chmod}."
            chown={<code>chown</code>}
            chmod={<code>chmod 600</code>}
          />
        </li>
        <li>{t('Restart WebADM and look at its list of HSMs before you rely on it.')}</li>
      </ul>
    </section>
  );
}

/** The page may not write to the clipboard by itself; what the person selects may be copied, as with Ctrl+C. */
function copyTextOf(element: HTMLElement | null): boolean {
  const selection = globalThis.getSelection();
  if (!element || !selection) return false;
  selection.selectAllChildren(element);
  const isCopied = document.execCommand('copy');
  if (isCopied) selection.removeAllRanges();
  return isCopied;
}
