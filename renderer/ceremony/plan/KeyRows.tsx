import { keyWords } from '../../../shared/ceremony/plan-words.ts';
import { t } from '../../../shared/language/text.ts';
import type { Plan, PlanFault } from '../../../shared/models/plan.ts';
import { Button } from '../../controls/Button.tsx';
import { Icon } from '../../icons.tsx';
import { useRoom } from '../../room-context.ts';
import { PlanSection } from './PlanSection.tsx';

const types = [
  { type: 'AES', label: t('Add AES key…') },
  { type: 'RSA', label: t('Add RSA key…') },
  { type: 'EC', label: t('Add ECC key…') },
] as const;

export function KeyRows({ plan, faults }: { readonly plan: Plan; readonly faults: readonly PlanFault[] }) {
  const room = useRoom();
  const { parameters } = plan;
  const { keys } = parameters;
  return (
    <PlanSection id="keys" title={t('Keys')} faults={faults}>
      {keys.length === 0 ? (
        <p className="explanation">{t('No key is made in this ceremony.')}</p>
      ) : (
        <ul className="plan-keys">
          {keys.map((key, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two keys can have one label until that is corrected
            <li key={index}>
              <Icon name="key" />
              <span className="plan-key">
                <strong>{key.label}</strong> <span className="of">{keyWords(key)}</span>
              </span>
              <Button
                look="quiet"
                label={t('Change key {label}', { label: key.label })}
                onPress={() => room.open({ kind: 'plan-key', type: key.type, index })}
              >
                {t('Change…')}
              </Button>
              <Button
                look="quiet"
                label={t('Remove key {label}', { label: key.label })}
                onPress={() => room.desk.change({ parameters: { ...parameters, keys: keys.filter((each) => each !== key) } })}
              >
                {t('Remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="head-actions">
        {types.map(({ type, label }) => (
          <Button key={type} onPress={() => room.open({ kind: 'plan-key', type })}>
            {label}
          </Button>
        ))}
      </div>
    </PlanSection>
  );
}
