import { z } from 'zod';
import { planSchema } from '../../ceremony/plan-schema.ts';
import { t } from '../../language/text.ts';
import type { DocumentOutcome } from '../../models/document.ts';
import { type Plan, type PlanFault, templateNames } from '../../models/plan.ts';
import { exceptionKinds } from '../../models/script.ts';
import { aName, aSerial, nothing, operation } from '../operation.ts';

// zod types an absent field as possibly undefined; what crosses has no such fields.
const aPlan = planSchema as unknown as z.ZodType<Plan>;
const aStep = z.string().regex(/^\d{1,3}\.\d{1,3}$/);
const aPerson = z.string().regex(/^[0-9A-Za-z-]{1,40}$/);
const words = z.string().trim().max(2000);

export interface CheckedPlan {
  readonly faults: readonly PlanFault[];
  /** Of the file that it would be saved as, 64 lower-case hex digits, and as words. */
  readonly sha256: string;
  readonly words: readonly string[];
}

export interface OpenedPlan {
  readonly plan: Plan;
  readonly path: string;
  /** Of the file, 64 lower-case hex digits, and as words. */
  readonly sha256: string;
  readonly words: readonly string[];
}

/** The plan of a ceremony and the script that follows it. Those that only feed the window, or write entries of their own, are not recorded again. */
export const scriptOperations = {
  'plan.draft': operation<Plan>(t('New Plan'))(z.strictObject({ template: z.enum(templateNames) }), 'shows'),
  'plan.check': operation<CheckedPlan>(t('Check Plan'))(z.strictObject({ plan: aPlan }), 'shows'),
  'plan.open': operation<OpenedPlan>(t('Open Plan'))(nothing, 'reads'),
  'plan.save': operation<OpenedPlan>(t('Save Plan'))(z.strictObject({ plan: aPlan }), 'reads'),
  'plan.print': operation<DocumentOutcome>(t('Print Plan'))(z.strictObject({ plan: aPlan }), 'reads'),
  /** Begins the ceremony in the open ceremony folder. */
  'plan.adopt': operation<void>(t('Start Ceremony'))(z.strictObject({ plan: aPlan }), 'shows'),

  'script.person': operation<void>(t('Arrive or Leave'))(
    z.strictObject({ person: aPerson, present: z.boolean(), identifiedBy: words.optional() }),
    'shows',
  ),
  /** Says which inserted device is the one that the plan calls by this ID. */
  'script.device': operation<void>(t('Identify Device'))(z.strictObject({ device: aPerson, serial: aSerial }), 'shows'),
  'script.material': operation<void>(t('Material'))(
    z.strictObject({ what: aName, direction: z.enum(['in', 'out']), mark: aName }),
    'shows',
  ),
  'script.preflight': operation<void>(t('Check Workstation'))(nothing, 'shows'),
  'script.begin': operation<void>(t('Begin Step'))(z.strictObject({ step: aStep }), 'shows'),
  'script.confirm': operation<void>(t('Confirm Step'))(
    z.strictObject({ step: aStep, checks: z.array(z.string().max(400)).max(40), witness: aPerson.optional() }),
    'shows',
  ),
  'script.exception': operation<void>(t('Record Exception'))(
    z.strictObject({
      kind: z.enum(exceptionKinds),
      step: aStep.optional(),
      expected: words.min(1),
      happened: words.min(1),
      done: words.min(1),
      approvedBy: aPerson,
    }),
    'shows',
  ),
  /** The sheet of an exception, by the number of its entry. */
  'script.print-exception': operation<DocumentOutcome>(t('Print Exception'))(z.strictObject({ entry: z.number().int().min(1) }), 'reads'),
  'script.pause': operation<void>(t('Pause Ceremony'))(z.strictObject({ reason: words.min(1) }), 'shows'),
  'script.go-on': operation<void>(t('Continue Ceremony'))(nothing, 'shows'),
  'script.finish': operation<void>(t('Close Ceremony'))(nothing, 'shows'),
} as const;
