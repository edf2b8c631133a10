import type { Plan } from '../../../shared/models/plan.ts';
import { addCustodian } from '../custody/custody-people.ts';
import type { Workstation } from '../workstation.ts';

const tidy = (text: string) => text.normalize('NFKC').trim().replace(/\s+/g, ' ');

/**
 * Begins the ceremony of this plan in the open ceremony folder. Custodians whom its register does not have yet come in under the
 * names of the plan, so that shares can be split among them. Refusal of `Script.adopt`, custody-busy, folder-….
 */
export async function startCeremony(workstation: Workstation, plan: Plan): Promise<void> {
  await workstation.script.adopt(plan);
  const known = new Set(workstation.custody.register.custodians.map(({ name }) => tidy(name).toLowerCase()));
  for (const { name, organisation, role } of plan.people) {
    if (role === 'custodian' && !known.has(tidy(name).toLowerCase()))
      await addCustodian(workstation, { name: tidy(name).slice(0, 80), organisation: tidy(organisation).slice(0, 80) });
  }
}
