import { t } from '../../../shared/language/text.ts';
import type { Plan, PlannedMaterial } from '../../../shared/models/plan.ts';
import { Button } from '../../controls/Button.tsx';
import { numberWithin } from '../../controls/Field.tsx';
import { useRoom } from '../../room-context.ts';
import type { FormFault } from './form-faults.ts';
import { PlanSection } from './PlanSection.tsx';
import { RowField } from './RowField.tsx';
import { freshId, RemoveCell, RowTable } from './RowTable.tsx';

export function MaterialRows({ plan, form }: { readonly plan: Plan; readonly form: readonly FormFault[] }) {
  const { desk } = useRoom();
  const { materials } = plan;
  const change = (id: string, part: Partial<PlannedMaterial>) =>
    desk.change({ materials: materials.map((each) => (each.id === id ? { ...each, ...part } : each)) });
  return (
    <PlanSection id="materials" title={t('Materials')} about={t('What must lie on the table: bags, media, printer and paper.')}>
      <RowTable section="materials" look="material-rows" columns={[t('What'), t('Quantity')]}>
        {materials.map(({ id, what, quantity }, at) => (
          <tr key={id}>
            <td>
              <RowField
                label={t('Material {number}', { number: at + 1 })}
                value={what}
                error={form.find(({ field }) => field === id)?.words}
                onChange={(text) => change(id, { what: text })}
              />
            </td>
            <td>
              <RowField
                label={t('Quantity of material {number}', { number: at + 1 })}
                value={String(quantity)}
                maxLength={4}
                onChange={(text) => change(id, { quantity: numberWithin(text, 1, 9999) ?? quantity })}
              />
            </td>
            <RemoveCell
              label={t('Remove material {number}: {what}', { number: at + 1, what })}
              onRemove={() => desk.change({ materials: materials.filter((each) => each.id !== id) })}
            />
          </tr>
        ))}
      </RowTable>
      <div className="head-actions">
        <Button onPress={() => desk.change({ materials: [...materials, { id: freshId('material', materials), what: '', quantity: 1 }] })}>
          {t('Add material')}
        </Button>
      </div>
    </PlanSection>
  );
}
