import { t } from '../../../shared/language/text.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useLastSeenDevice } from '../../dialogs/dialog-place.ts';
import { usesText } from '../module-words.ts';
import { deviceName } from '../node-text.ts';

/** What the module says it can do with this device. */
export function Mechanisms({ serial }: { readonly serial: Serial }) {
  const device = useLastSeenDevice(serial);
  const view = device?.applicationView;
  if (!device) return null;
  return (
    <DialogFrame title={t('Mechanisms')} about={deviceName(device)}>
      <DialogBody>
        {view ? (
          <>
            <p>
              {t(
                '{product} offers {count, plural, one {# mechanism} other {# mechanisms}} with this device: what it says, not what was tried.',
                { product: view.product, count: view.mechanisms.length },
              )}
            </p>
            <table className="checks" aria-label={t('Mechanisms')}>
              <thead>
                <tr>
                  <th scope="col">{t('Mechanism')}</th>
                  <th scope="col">{t('Key sizes')}</th>
                  <th scope="col">{t('For')}</th>
                </tr>
              </thead>
              <tbody>
                {view.mechanisms.map(({ name, smallest, largest, uses }) => (
                  <tr key={name}>
                    <th scope="row">
                      <code>{name}</code>
                    </th>
                    <td>
                      {largest === 0 ? '–' : smallest === largest ? largest : t('{from} to {until}', { from: smallest, until: largest })}
                    </td>
                    <td>{usesText(uses) || '–'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        ) : (
          <p>{t('What the module shows has changed since. Look through it again.')}</p>
        )}
      </DialogBody>
      <ReportFoot />
    </DialogFrame>
  );
}
