import { roleWords } from '../../../shared/ceremony/plan-words.ts';
import { t } from '../../../shared/language/text.ts';
import { type Plan, type PlanFault, type PlannedPerson, type Role, roles } from '../../../shared/models/plan.ts';
import { Button } from '../../controls/Button.tsx';
import { useRoom } from '../../room-context.ts';
import { capitalized } from '../ceremony-words.ts';
import type { FormFault } from './form-faults.ts';
import { PlanSection } from './PlanSection.tsx';
import { RowChoice, RowField } from './RowField.tsx';
import { freshId, RemoveCell, RowTable } from './RowTable.tsx';

const roleOptions = roles.map((role) => ({ value: role, name: capitalized(roleWords[role]) }));

interface RowsProps {
  readonly plan: Plan;
  readonly faults: readonly PlanFault[];
  readonly form: readonly FormFault[];
}

export function PeopleRows({ plan, faults, form }: RowsProps) {
  const { desk } = useRoom();
  const { people } = plan;
  const change = (id: string, part: Partial<PlannedPerson>) =>
    desk.change({ people: people.map((person) => (person.id === id ? { ...person, ...part } : person)) });
  const add = (role: Role) => desk.change({ people: [...people, { id: freshId('person', people), name: '', organisation: '', role }] });
  return (
    <PlanSection
      id="people"
      title={t('People')}
      faults={faults}
      about={t(
        'Each has one role: whoever guards a share neither operates nor witnesses. The app does not ask anybody to log in; at the ceremony the witness compares each person with this list.',
      )}
    >
      <RowTable section="people" look="people-rows" columns={[t('Name'), t('Organisation'), t('Role')]}>
        {people.map(({ id, name, organisation, role }, at) => {
          const number = at + 1;
          return (
            <tr key={id}>
              <td>
                <RowField
                  label={t('Name of person {number}', { number })}
                  value={name}
                  error={form.find(({ field }) => field === id)?.words}
                  onChange={(text) => change(id, { name: text })}
                />
              </td>
              <td>
                <RowField
                  label={t('Organisation of person {number}', { number })}
                  value={organisation}
                  onChange={(text) => change(id, { organisation: text })}
                />
              </td>
              <td>
                <RowChoice
                  label={t('Role of person {number}', { number })}
                  value={role}
                  options={roleOptions}
                  onChange={(next) => change(id, { role: next })}
                />
              </td>
              <RemoveCell
                label={t('Remove person {number}: {name}', { number, name })}
                onRemove={() => desk.change({ people: people.filter((person) => person.id !== id) })}
              />
            </tr>
          );
        })}
      </RowTable>
      <div className="head-actions">
        <Button onPress={() => add('custodian')}>{t('Add person')}</Button>
      </div>
    </PlanSection>
  );
}
