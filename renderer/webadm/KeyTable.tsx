import { listed, t } from '../../shared/language/text.ts';
import type { WebadmPlace } from '../../shared/models/webadm.ts';
import { Icon } from '../icons.tsx';
import { type Purpose, purposes, type WebadmDraft } from './use-webadm-draft.ts';

const purposeNames: Readonly<Record<Purpose, string>> = {
  none: t('not used'),
  both: t('encrypts and decrypts'),
  decrypt: t('decrypts only'),
};

/** One line for each AES key: what WebADM is to do with it, and its index on every device. */
export function KeyTable({ draft }: { readonly draft: WebadmDraft }) {
  const { devices } = draft.settings;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="matrix-frame" aria-label={t('AES keys and their index on each device')} tabIndex={0}>
      <table className="matrix webadm-keys">
        <thead>
          <tr>
            <th scope="col">{t('AES key')}</th>
            <th scope="col">{t('In WebADM it')}</th>
            {devices.map(({ serial, name, countedBy }) => (
              <th key={serial} scope="col">
                <span className="matrix-device">
                  {t('Index on {device}', { device: name.replace(serial, '').trim() || t('no label') })}
                </span>
                <code>{serial}</code>
                <span className="matrix-kind">
                  {countedBy === 'module' ? t('as its PKCS#11 module counts') : t('as the card lists its keys')}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {draft.keys.map(({ label, places }) => {
            const indexes = new Set(places.map((ofDevice) => (ofDevice.length === 1 ? ofDevice[0]?.index : undefined)));
            return (
              <tr key={label} className={draft.purposeOf(label) === 'none' ? 'unused' : undefined}>
                <th scope="row">
                  {label || t('no label')}
                  <span className="matrix-kind">{sizes(places)}</span>
                </th>
                <td>
                  <select
                    className="input select"
                    aria-label={t('What WebADM does with {label}', { label: label || t('no label') })}
                    value={draft.purposeOf(label)}
                    onChange={(event) => draft.setPurpose(label, event.target.value as Purpose)}
                  >
                    {purposes.map((purpose) => (
                      <option key={purpose} value={purpose}>
                        {purposeNames[purpose]}
                      </option>
                    ))}
                  </select>
                </td>
                {devices.map(({ serial }, at) => (
                  <IndexCell key={serial} places={places[at] ?? []} differs={devices.length > 1 && indexes.size > 1} />
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function IndexCell({ places, differs }: { readonly places: readonly WebadmPlace[]; readonly differs: boolean }) {
  const [place, second] = places;
  const [state, icon, words] = second
    ? ([
        'bad',
        'stop',
        t('{indexes}: two keys of this name', { indexes: listed(places.map(({ index }) => String(index ?? '?'))) }),
      ] as const)
    : !place
      ? (['bad', 'stop', t('not on this device')] as const)
      : place.index === undefined
        ? (['bad', 'stop', t('not shown by the module')] as const)
        : differs
          ? (['bad', 'stop', t('{index}, differs', { index: place.index })] as const)
          : (['good', 'check', String(place.index)] as const);
  return (
    <td className={`mark ${state}`}>
      <span className="mark-word">
        <Icon name={icon} />
        {words}
      </span>
    </td>
  );
}

function sizes(places: readonly (readonly WebadmPlace[])[]): string {
  const all = new Set(places.flat().map(({ size }) => (size === 0 ? 'AES' : `AES-${size}`)));
  return [...all].join(', ');
}
