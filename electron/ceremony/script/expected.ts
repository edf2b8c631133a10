import { capabilityName } from '../../../shared/algorithms.ts';
import { contract } from '../../../shared/ipc/contract.ts';
import { t } from '../../../shared/language/text.ts';
import type { CloneOutcome } from '../../../shared/models/clone.ts';
import type { Plan, PlannedKey, Step, StepAction } from '../../../shared/models/plan.ts';
import type { Facts } from '../../../shared/models/transcript.ts';

/** An operation that came to its end: its request and answer as the transcript has them. */
export interface DoneOperation {
  readonly operation: string;
  readonly words: string;
  readonly changesCard: boolean;
  readonly request: Facts;
  readonly answer: Facts;
}

/** Which operation brings about what a step asks for. What is missing here is done by people, not by the app. */
const operations: Partial<Record<StepAction['do'], readonly string[]>> = {
  initialize: ['device.initialize'],
  login: ['pin.login'],
  test: ['device.test'],
  'create-share': ['share.create'],
  'import-share': ['share.import'],
  reissue: ['share.reissue'],
  'print-share-file': ['paper.print-file'],
  'print-wrapped-key': ['paper.print-file'],
  generate: ['key.generate-aes', 'key.generate-rsa', 'key.generate-ec'],
  export: ['key.export'],
  'delete-key': ['key.delete'],
  clone: ['clone.finish'],
  verify: ['clone.verify'],
  drill: ['drill.run'],
  webadm: ['webadm.show'],
};

/** What belongs to a step without being its end. */
const parts: Partial<Record<StepAction['do'], readonly string[]>> = { clone: ['clone.start', 'clone.add'] };

/** Whether the app itself sees that the step was done: only where this version has the operation. */
export const isSeenByApp = ({ action }: Step): boolean => operations[action.do]?.some((name) => Object.hasOwn(contract, name)) ?? false;

export const isPartOf = ({ action }: Step, { operation }: Pick<DoneOperation, 'operation'>): boolean =>
  parts[action.do]?.includes(operation) ?? false;

/** Whether this operation is the one of the step; `serials` are those of the plan's devices, by ID. */
export function belongsTo(step: Step, done: DoneOperation, serials: ReadonlyMap<string, string>): boolean {
  const { action } = step;
  const { operation, request, answer } = done;
  if (!operations[action.do]?.includes(operation) && !isPartOf(step, done)) return false;
  if ('device' in action && typeof request['serial'] === 'string') return serials.get(action.device) === request['serial'];
  if (action.do === 'clone') {
    const planned = action.devices.map((id) => serials.get(id));
    return clonedSerials(done).every((serial) => planned.includes(serial));
  }
  if (action.do === 'export') return answer['label'] === action.key;
  return true;
}

/** Where an operation that belongs to a step is not what the plan says. */
export function deviationsOf(plan: Plan, step: Step, done: DoneOperation, serials: ReadonlyMap<string, string>): string[] {
  if (isPartOf(step, done)) return [];
  const { parameters } = plan;
  const { action } = step;
  const { request, answer } = done;
  switch (action.do) {
    case 'initialize':
      return unplannedOptions(request).concat(
        differing(request, {
          label: plan.devices.find(({ id }) => id === action.device)?.label ?? '',
          scheme: parameters.dkek.scheme,
          ...(parameters.dkek.scheme === 'shares' ? { shares: parameters.dkek.shares } : {}),
          ...parameters.pin,
        }),
      );
    case 'create-share': {
      const split = request['split'] as Facts | undefined;
      if (!parameters.split) return split ? [t('the password was split; the plan does not split it')] : [];
      if (!split) return [t('the password was not split; the plan splits it')];
      const total = Array.isArray(split['custodians']) ? split['custodians'].length : 0;
      return differing({ threshold: split['threshold'] ?? 0, total }, parameters.split);
    }
    case 'generate': {
      const key = parameters.keys.find(({ label }) => label === action.key);
      return key ? keyDeviations(key, request) : [];
    }
    case 'clone':
      return action.devices.flatMap((id) => {
        const { state } = devicesIn(answer).find(({ serial }) => serial === serials.get(id)) ?? {};
        return state === 'done' ? [] : [t('device {id} is not a complete clone', { id })];
      });
    case 'verify':
      return [
        ...(answer['passed'] === false ? [t('not everything passed')] : []),
        ...plan.devices.flatMap(({ id, purpose }) => {
          const compared = Array.isArray(request['serials']) && request['serials'].includes(serials.get(id) ?? '');
          return compared || purpose === 'spare' || !serials.has(id) ? [] : [t('device {id} was not compared', { id })];
        }),
      ];
    case 'test':
    case 'drill':
      return answer['passed'] === false ? [t('not everything passed')] : [];
    default:
      return [];
  }
}

type ClonedDevice = CloneOutcome['devices'][number];
const devicesIn = (facts: Facts): readonly ClonedDevice[] =>
  Array.isArray(facts['devices']) ? (facts['devices'] as unknown as readonly ClonedDevice[]) : [];

/** The devices that an operation of a clone is about. */
function clonedSerials({ operation, request, answer }: DoneOperation): readonly string[] {
  if (operation === 'clone.finish') return devicesIn(answer).map(({ serial }) => serial);
  if (operation === 'clone.add') return [String(request['serial'])];
  const targets = Array.isArray(request['targets']) ? (request['targets'] as readonly Facts[]) : [];
  return targets.map(({ serial }) => String(serial));
}

/** Options of an initialization that no plan has. */
function unplannedOptions(request: Facts): string[] {
  return [
    ...(request['publicKeys'] === undefined ? [] : [t('public key authentication: not in the plan')]),
    ...(request['transportPin'] === true ? [t('a transport PIN: not in the plan')] : []),
  ];
}

function keyDeviations(key: PlannedKey, request: Facts): string[] {
  const { type: _, ...planned } = key;
  if (planned.label !== request['label'])
    return [t('label: planned {planned}, was {found}', { planned: planned.label, found: String(request['label']) })];
  const capabilities = 'capabilities' in planned ? { capabilities: sorted(planned.capabilities) } : {};
  const asked = Array.isArray(request['capabilities']) ? { capabilities: sorted(request['capabilities'] as readonly number[]) } : {};
  const limit =
    request['useCounter'] === undefined ? [] : [t('limited to {uses} uses: not in the plan', { uses: String(request['useCounter']) })];
  return [...differing({ ...request, ...asked }, { ...planned, ...capabilities }), ...limit];
}

const sorted = (list: readonly number[]): readonly number[] => [...list].sort((a, b) => a - b);

function differing(was: Facts, planned: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(planned).flatMap(([name, value]) =>
    JSON.stringify(was[name]) === JSON.stringify(value)
      ? []
      : [
          t('{what}: planned {planned}, was {found}', {
            what: factNames[name] ?? name,
            planned: inWords(value),
            found: inWords(was[name]),
          }),
        ],
  );
}

const factNames: Readonly<Record<string, string>> = {
  label: t('label'),
  scheme: t('DKEK scheme'),
  shares: t('number of DKEK shares'),
  retries: t('User PIN retries'),
  resetWithSoPin: t('PIN reset with SO-PIN'),
  threshold: t('parts needed'),
  total: t('parts in total'),
};

/** Lists are those of capabilities. */
function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map((id) => capabilityName(Number(id))).join(', ') || t('none');
  if (typeof value === 'boolean') return value ? t('allowed') : t('not allowed');
  return value === undefined ? t('nothing') : String(value);
}

/** What people compare and write down, from an operation's answer. */
export function comparableFacts({ request, answer }: DoneOperation): string[] {
  const names: readonly (readonly [string, string])[] = [
    ['serial', t('Device')],
    ['label', t('Label')],
    ['kcv', t('Check value')],
    ['shareKcv', t('Check value of the share')],
    ['dkekKcv', t('KCV of the DKEK')],
    ['sha256', 'SHA-256'],
    ['setId', t('Set')],
    ['sheetId', t('Sheet')],
    ['path', t('File')],
  ];
  const all: Facts = { ...request, ...answer };
  return names.flatMap(([name, words]) => {
    const value = all[name];
    return typeof value === 'string' && value !== '' ? [`${words} ${value}`] : [];
  });
}
