import { mkdir } from 'node:fs/promises';
import { firstDraft } from '../../../shared/ceremony/templates/first-draft.ts';
import type { Plan, Step } from '../../../shared/models/plan.ts';
import type { ScriptSnapshot } from '../../../shared/models/script.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { RehearsalRoom } from '../rehearsal-room.ts';

export const plan: Plan = firstDraft('new-fleet', true, '2026-12-01T09:00:00+01:00', '2026-12-01T12:00:00+01:00');
export const steps: readonly Step[] = plan.acts.flatMap((act) => act.steps);
export const serials: Readonly<Record<string, string>> = { A: 'UTTEST00001', B: 'UTTEST00002' };

/** What a step's operation asks and answers, as the real one would. */
export function operationOf(step: Step): { operation: string; request: object; answer?: object } | undefined {
  const { action } = step;
  const serial = 'device' in action ? serials[action.device] : undefined;
  switch (action.do) {
    case 'initialize':
      return {
        operation: 'device.initialize',
        request: { serial, label: 'HSM A', scheme: 'shares', shares: 1, retries: 3, resetWithSoPin: true, confirmation: '0001' },
      };
    case 'create-share': {
      const custodians = ['custodian-1', 'custodian-2', 'custodian-3'];
      return {
        operation: 'share.create',
        request: { serial: serials['A'], split: { threshold: 2, custodians } },
        answer: { kcv: 'F9C3647BEDBF0D80' },
      };
    }
    case 'import-share':
      return { operation: 'share.import', request: { serial }, answer: { dkekKcv: 'F9C3647BEDBF0D80' } };
    case 'login':
      return { operation: 'pin.login', request: { serial } };
    case 'test':
      return { operation: 'device.test', request: { serial }, answer: { passed: true } };
    case 'generate': {
      const key = plan.parameters.keys.find(({ label }) => label === action.key);
      return { operation: key?.type === 'AES' ? 'key.generate-aes' : 'key.generate-rsa', request: { serial, ...key } };
    }
    case 'export':
      return { operation: 'key.export', request: { serial, reference: 1 }, answer: { label: action.key, sha256: 'ab'.repeat(32) } };
    case 'print-share-file':
    case 'print-wrapped-key':
      return { operation: 'paper.print-file', request: { copies: 1 }, answer: { sheetId: 'K7Q2-M5TX' } };
    case 'clone':
      return {
        operation: 'clone.finish',
        request: {},
        answer: { devices: action.devices.map((id) => ({ serial: serials[id], label: `HSM ${id}`, state: 'done' })) },
      };
    case 'verify':
      return { operation: 'clone.verify', request: { serials: Object.values(serials) }, answer: { passed: true } };
    case 'drill':
      return { operation: 'drill.run', request: {}, answer: { passed: true } };
    case 'webadm':
      return { operation: 'webadm.show', request: {} };
    default:
      return undefined;
  }
}

/** A room with a ceremony folder open and the plan adopted. */
export async function adopted(room: RehearsalRoom): Promise<void> {
  await mkdir(room.path('ceremony'), { recursive: true });
  await room.custody.open(room.path('ceremony'));
  await room.script.adopt(plan);
}

/** An operation and its outcome, as far as the transcript can tell. */
export async function recorded(
  { recorder }: RehearsalRoom,
  operation: { readonly operation: string; readonly changesCard: boolean; readonly request: object },
  outcome: Result<object>,
): Promise<void> {
  await recorder.operation({ ...operation, words: operation.operation }, async () => outcome);
}

/** The operation happens, as far as the transcript can tell. */
export async function happens(
  room: Pick<RehearsalRoom, 'recorder'>,
  step: Step,
  changes: { request?: object; answer?: object } = {},
): Promise<void> {
  const told = operationOf(step);
  if (!told) return;
  const changesCard = /^(device.initialize|share.import|key.generate)/.test(told.operation);
  const request = { ...told.request, ...changes.request };
  await room.recorder.operation({ operation: told.operation, words: step.title, changesCard, request }, async () =>
    ok({ ...told.answer, ...changes.answer }),
  );
}

/** Everyone in the plan comes in and both devices are identified. */
export async function everyoneComes(room: Pick<RehearsalRoom, 'script'>): Promise<void> {
  for (const { id } of plan.people) await room.script.person(id, true, 'identity card, by Witness');
}

export async function devicesComeIn(room: Pick<RehearsalRoom, 'script'>): Promise<void> {
  for (const [id, serial] of Object.entries(serials)) await room.script.device(id, serial, 'cd'.repeat(32));
}

/** One whole step: begun, done, confirmed. */
export async function play(room: Pick<RehearsalRoom, 'script' | 'recorder' | 'findings'>, step: Step): Promise<void> {
  const { script } = room;
  await script.begin(step.id);
  if (step.action.do === 'attendance') await everyoneComes(room);
  if (step.action.do === 'materials') await devicesComeIn(room);
  if (step.action.do === 'preflight') await script.preflight(room.findings);
  if (step.action.do === 'seal') await script.material(step.action.what, 'out', 'TEB 1001');
  await happens(room, step);
  await script.confirm(step.id, step.checks, step.witnessed ? 'witness' : undefined);
}

export const shown = (room: RehearsalRoom): ScriptSnapshot => {
  const { script } = room.fleet.snapshot;
  if (!script) throw new Error('no ceremony is under way');
  return script;
};
