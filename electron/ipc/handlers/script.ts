import { refuse } from '../../../shared/failure.ts';
import { exceptionDocument } from '../../ceremony/script/exception-document.ts';
import { identifyDevice } from '../../ceremony/script/identify-device.ts';
import { checkPlan, draftPlan, openPlan, printPlan, savePlan } from '../../ceremony/script/plans.ts';
import { startCeremony } from '../../ceremony/script/start-ceremony.ts';
import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

export function scriptHandlers(workstation: Workstation): HandlersFor<'plan' | 'script'> {
  const { script, documents } = workstation;
  return {
    'plan.draft': async ({ template }) => draftPlan(workstation, template),
    'plan.check': async ({ plan }) => checkPlan(plan),
    'plan.print': ({ plan }) => printPlan(workstation, plan),
    'plan.open': () => openPlan(workstation),
    'plan.save': ({ plan }) => savePlan(workstation, plan),
    'plan.adopt': ({ plan }) => startCeremony(workstation, plan),
    'script.person': ({ person, present, identifiedBy }) => script.person(person, present, identifiedBy),
    'script.device': ({ device, serial }) => identifyDevice(workstation, device, serial),
    'script.material': ({ what, direction, mark }) => script.material(what, direction, mark),
    'script.preflight': async () => script.preflight(await workstation.preflight()),
    'script.begin': ({ step }) => script.begin(step),
    'script.confirm': ({ step, checks, witness }) => script.confirm(step, checks, witness),
    'script.exception': (report) => script.exception(report as Parameters<typeof script.exception>[0]),
    'script.print-exception': ({ entry }) =>
      documents.show(documents.keep(exceptionDocument(script.snapshot ?? refuse('script-not-running'), entry))),
    'script.pause': ({ reason }) => script.pause(reason),
    'script.go-on': () => script.goOn(),
    'script.finish': () => script.finish(),
  };
}
