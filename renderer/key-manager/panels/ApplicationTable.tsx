import { t } from '../../../shared/language/text.ts';
import type { ApplicationRow, ApplicationView } from '../../../shared/models/application-view.ts';
import { Hex } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';
import { Icon } from '../../icons.tsx';
import { aesText, cardHolds, differenceWords, shownWords, traitWords, usesText } from '../module-words.ts';

const onCard = t('On the card');
const throughModule = t('Through the module');
const usage = t('Usage and traits');
const columns = [t('Key or object'), onCard, throughModule, usage];

/** One row for each key of the card and each object that only the module shows; below a row, why the two sides differ. */
export function ApplicationTable({ view }: { readonly view: ApplicationView }) {
  return (
    <section aria-labelledby="beside-heading">
      <h3 id="beside-heading">{t('Card and module side by side')}</h3>
      {!view.loggedIn && (
        <Words kind="info">
          {t('Looked through without login: a module then shows public objects only, no private and no secret keys.')}
        </Words>
      )}
      {view.rows.length === 0 ? (
        <p className="explanation">{t('The card holds no keys, and the module shows none.')}</p>
      ) : (
        <table className="applications" aria-labelledby="beside-heading">
          <thead>
            <tr>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          {view.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own; the table is replaced as a whole
            <RowAndReasons key={index} row={row} />
          ))}
        </table>
      )}
      <p className="explanation">
        {t(
          'Sensitive: the module shows the key’s value to nobody. Not extractable: it leaves the device only wrapped under the DKEK. Local: made on this device, not imported. Always authenticate: asks for the PIN before each use. AES key 0, 1 …: the number under which WebADM finds an AES key.',
        )}
      </p>
    </section>
  );
}

function RowAndReasons({ row }: { readonly row: ApplicationRow }) {
  const index = aesText(row);
  const isMissing = row.shown.length === 0;
  return (
    <tbody>
      <tr>
        <th scope="row">
          {row.label || t('(no label)')}
          <span className="of">{[row.type, index].filter(Boolean).join(' · ')}</span>
          {row.id && (
            <span className="of">
              ID <Hex digits={row.id} />
            </span>
          )}
        </th>
        <td data-term={onCard}>{cardHolds(row)}</td>
        <td data-term={throughModule} className={isMissing ? 'missing' : undefined}>
          {isMissing ? (
            <span className="state caution">
              <Icon name="dash" />
              <span>{t('nothing')}</span>
            </span>
          ) : (
            row.shown.map((kind) => shownWords[kind]).join(', ')
          )}
        </td>
        <td data-term={usage}>
          {isMissing ? (
            '–'
          ) : (
            <>
              {usesText(row.usage) || t('no usage told')}
              <span className="of">{traitWords(row.traits).join(', ')}</span>
            </>
          )}
        </td>
      </tr>
      {row.differences.map((difference) => (
        <tr key={difference} className="why">
          <td colSpan={columns.length}>
            <Icon name="info" />
            <span>{differenceWords[difference]}</span>
          </td>
        </tr>
      ))}
    </tbody>
  );
}
