import { isReplaced } from '../../shared/custody/quorum.ts';
import type { Custodian, Register } from '../../shared/models/custody.ts';
import { Icon } from '../icons.tsx';
import { addCustodian, changeCustodian, removeCustodian } from './actions/people.ts';
import { CustodyButton } from './CustodyButton.tsx';
import { holdingName, holdingPurpose, holdingsOf } from './register-words.ts';

export function People({ register }: { readonly register: Register }) {
  return (
    <section className="custody-section" aria-labelledby="people-heading">
      <div className="section-head">
        <h3 id="people-heading">Custodians</h3>
        <CustodyButton action={addCustodian} />
      </div>
      {register.custodians.length === 0 ? (
        <p className="explanation">Nobody yet. A custodian holds a part of a secret, alone, and keeps it apart from all others.</p>
      ) : (
        <ul className="people">
          {register.custodians.map((custodian) => (
            <Person key={custodian.id} custodian={custodian} register={register} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Person({ custodian, register }: { readonly custodian: Custodian; readonly register: Register }) {
  const nameId = `person-${custodian.id}`;
  const remove = removeCustodian(custodian, register);
  const held = holdingsOf(custodian.id, register).filter((holding) => !isReplaced(holding));
  return (
    <li className="person">
      <Icon name="person" />
      <div className="person-words">
        <h4 id={nameId}>{custodian.name}</h4>
        {custodian.organisation && <p className="organisation">{custodian.organisation}</p>}
        {held.length === 0 ? (
          <p className="holds-nothing">Holds nothing{remove.hindrance ? ' now' : ''}</p>
        ) : (
          <ul className="holds" aria-label={`Held by ${custodian.name}`}>
            {held.map((holding) => (
              <li key={`${holding.sheetId} ${holding.copy}`}>
                {holdingName(holding, register)} <span className="purpose">{holdingPurpose(holding, register)}</span>
              </li>
            ))}
          </ul>
        )}
        <div className="person-actions">
          <CustodyButton action={changeCustodian(custodian)} describedBy={nameId} />
          {!remove.hindrance && <CustodyButton action={remove} describedBy={nameId} />}
        </div>
      </div>
    </li>
  );
}
