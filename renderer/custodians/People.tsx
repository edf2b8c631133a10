import { isReplaced } from '../../shared/custody/quorum.ts';
import { t } from '../../shared/language/text.ts';
import type { Custodian, Register } from '../../shared/models/custody.ts';
import { Icon } from '../icons.tsx';
import { addCustodian, changeCustodian, removeCustodian } from './actions/people.ts';
import { CustodyButton } from './CustodyButton.tsx';
import { holdingName, holdingPurpose, holdingsOf } from './register-words.ts';

export function People({ register }: { readonly register: Register }) {
  return (
    <section className="custody-section" aria-labelledby="people-heading">
      <div className="section-head">
        <h3 id="people-heading">{t('Custodians')}</h3>
        <CustodyButton action={addCustodian} />
      </div>
      {register.custodians.length === 0 ? (
        <p className="explanation">{t('Nobody yet. A custodian holds a part of a secret, alone, and keeps it apart from all others.')}</p>
      ) : (
        <table className="holdings people" aria-labelledby="people-heading">
          <thead>
            <tr>
              <th scope="col">{t('Name and organisation')}</th>
              <th scope="col">{t('Holds')}</th>
              <th scope="col">{t('Actions')}</th>
            </tr>
          </thead>
          <tbody>
            {register.custodians.map((custodian) => (
              <Person key={custodian.id} custodian={custodian} register={register} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Person({ custodian, register }: { readonly custodian: Custodian; readonly register: Register }) {
  const nameId = `person-${custodian.id}`;
  const all = holdingsOf(custodian.id, register);
  const held = all.filter((holding) => !isReplaced(holding));
  return (
    <tr>
      <th scope="row" id={nameId}>
        <span className="person">
          <Icon name="person" />
          <span>
            {custodian.name} <span className="of">{custodian.organisation}</span>
          </span>
        </span>
      </th>
      <td>
        {held.length === 0 ? (
          <span className="holds-nothing">{all.length > 0 ? t('nothing that still counts') : t('nothing')}</span>
        ) : (
          <ul className="holds">
            {held.map((holding) => (
              <li key={`${holding.sheetId} ${holding.copy}`}>
                {holdingName(holding, register)} <span className="purpose">{holdingPurpose(holding, register)}</span>
              </li>
            ))}
          </ul>
        )}
      </td>
      <td>
        <div className="row-actions">
          <CustodyButton action={changeCustodian(custodian)} describedBy={nameId} />
          {all.length === 0 && <CustodyButton action={removeCustodian(custodian, register)} describedBy={nameId} />}
        </div>
      </td>
    </tr>
  );
}
