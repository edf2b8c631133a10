import { join } from 'node:path';
import { actsOf } from '../../shared/ceremony/templates/acts.ts';
import type { Plan } from '../../shared/models/plan.ts';
import { devicesOf, type RunningApp, stateWhere } from '../e2e/harness.ts';
import { CeremonyRoom, ceremonySecrets, type Stage } from './ceremony-room.ts';
import type { Look } from './key-manager-steps.ts';
import { performStep } from './perform-step.ts';

const people: Readonly<Record<string, readonly [name: string, organisation: string]>> = {
  operator: ['Ada Lovelace', 'Analytical Engines Ltd'],
  witness: ['Charles Babbage', 'Analytical Engines Ltd'],
  officer: ['Grace Hopper', 'Analytical Engines Ltd'],
  'custodian-1': ['Blaise Pascal', 'Board'],
  'custodian-2': ['Sophie Germain', 'Board'],
  'custodian-3': ['George Boole', 'Auditors & Co.'],
};

export interface DoneCeremony extends Pick<Stage, 'plan' | 'serials'> {
  /** The ceremony folder. */
  readonly folder: string;
  readonly transcript: string;
  /** The minutes. */
  readonly pdf: string;
  readonly text: string;
  /** All that was saved of sheets and documents. */
  readonly papers: readonly string[];
  /** What no file may hold: PINs, and the parts as the custodians wrote them down. */
  readonly secrets: readonly string[];
}

/**
 * The template "New fleet for WebADM" from plan to minutes on two devices fresh from the factory: one DKEK share whose password is split
 * 2 of 3, an AES-256 and an RSA key, paper, a clone, a comparison, a restore drill, a signature over the transcript, forms, minutes, and
 * in the middle an exception and a pause overnight.
 * Everything goes to folders below `out`. Throws where a step has not its effect.
 */
export async function wholeCeremony(running: RunningApp, out: string, look: Look): Promise<DoneCeremony> {
  const room = new CeremonyRoom(running, out, look);
  const found = devicesOf(await stateWhere(running.page, (state) => devicesOf(state).length >= 2));
  await room.operator.choose({ open: room.folder });
  await room.ask('custody.open-folder', {});
  const plan = await adoptPlan(room);
  const serials = Object.fromEntries(plan.devices.flatMap(({ id }, at) => (found[at] ? [[id, found[at].serial]] : [])));
  const stage = { room, plan, serials };
  for (const step of plan.acts.flatMap(({ steps }) => steps)) {
    if (step.action.do === 'login') await overNight(room);
    await room.ask('script.begin', { step: step.id });
    await room.view('Ceremony', `step-${step.id}`);
    await performStep(stage, step).catch((error: unknown) => {
      throw new Error(`step ${step.id} (${step.title}): ${error instanceof Error ? error.message : error}`);
    });
    await room.ask('script.confirm', { step: step.id, checks: [...step.checks], ...(step.witnessed ? { witness: 'witness' } : {}) });
  }
  for (const { id } of plan.people) await room.ask('script.person', { person: id, present: false });
  await room.ask('script.finish', {});
  await room.view('Ceremony', 'finished');
  await room.ask('custody.close-folder', {});
  const { saved, written } = room.hands;
  const minutes = (ending: string) => saved.find((path) => path.includes('/minutes-') && path.endsWith(ending)) ?? '';
  return {
    ...{ plan, serials, folder: room.folder, transcript: join(room.folder, 'transcript.jsonl') },
    ...{ pdf: minutes('.pdf'), text: minutes('.txt'), papers: saved },
    secrets: [...Object.values(ceremonySecrets), ...written.flatMap(({ value }) => [value, value.replaceAll(':', '')])],
  };
}

/** Something that nobody had planned, and a pause: the folder is closed, and its transcript leads back to the same step. */
async function overNight(room: CeremonyRoom): Promise<void> {
  const told = { expected: 'The door stays closed.', happened: 'A fire alarm was tested.', done: 'Nobody left; the shares lay face down.' };
  await room.ask('script.exception', { kind: 'interruption', ...told, approvedBy: 'witness' });
  await room.ask('script.pause', { reason: 'Overnight; the vault is locked and sealed.' });
  await room.ask('custody.close-folder', {});
  await room.operator.choose({ open: room.folder });
  await room.ask('custody.open-folder', {});
  await room.ask('script.go-on', {});
}

async function adoptPlan(room: CeremonyRoom): Promise<Plan> {
  const draft = await room.ask('plan.draft', { template: 'new-fleet' });
  const { acts: _, ...facts } = draft;
  const named = {
    ...facts,
    title: 'New fleet for WebADM',
    place: 'Vault room, Vienna',
    people: draft.people.map((person) => {
      const [name = person.name, organisation = ''] = people[person.id] ?? [];
      return { ...person, name, organisation };
    }),
  };
  const plan: Plan = { ...named, acts: actsOf(named) };
  await room.hands.during({}, () => room.ask('plan.print', { plan }));
  await room.ask('plan.adopt', { plan });
  return plan;
}
