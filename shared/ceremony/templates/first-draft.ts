import { t } from '../../language/text.ts';
import type { Plan, PlannedKey, TemplateName } from '../../models/plan.ts';
import { actsOf, type PlanFacts, templates } from './acts.ts';

const webadmKey: PlannedKey = { label: 'WebADM', type: 'AES', size: 256, capabilities: [0x10, 0x11, 0x92] };

/** A plan to begin with: an example of the right size, to be changed by whoever plans. Times are those given. */
export function firstDraft(template: TemplateName, practice: boolean, start: string, end: string): Plan {
  const makesKeys = template === 'new-fleet' || template === 'add-key';
  const facts: PlanFacts = {
    format: 'conclave-plan-1',
    template,
    title: templates[template].title,
    practice,
    place: '',
    start,
    end,
    people: [
      { id: 'operator', name: t('Operator'), organisation: '', role: 'operator' },
      { id: 'witness', name: t('Witness'), organisation: '', role: 'internal witness' },
      { id: 'officer', name: t('Security officer'), organisation: '', role: 'security officer' },
      { id: 'custodian-1', name: t('Custodian {number}', { number: 1 }), organisation: '', role: 'custodian' },
      { id: 'custodian-2', name: t('Custodian {number}', { number: 2 }), organisation: '', role: 'custodian' },
      { id: 'custodian-3', name: t('Custodian {number}', { number: 3 }), organisation: '', role: 'custodian' },
    ],
    devices: [
      { id: 'A', label: 'HSM A', purpose: 'source' },
      { id: 'B', label: 'HSM B', purpose: 'target' },
    ],
    materials: [
      { id: 'bags', what: t('Tamper-evident bags'), quantity: 10 },
      { id: 'media', what: t('USB media, new'), quantity: 2 },
      { id: 'paper', what: t('Printer by USB, with paper'), quantity: 1 },
    ],
    parameters: {
      dkek: { scheme: 'shares', shares: 1 },
      split: { threshold: 2, total: 3 },
      pin: { retries: 3, resetWithSoPin: true },
      keys: makesKeys ? [webadmKey, ...(template === 'new-fleet' ? [{ label: 'Signing', type: 'RSA', size: 2048 } as const] : [])] : [],
      copies: 1,
    },
  };
  return { ...facts, acts: actsOf(facts) };
}
