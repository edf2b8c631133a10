import { checkConf } from '../../ceremony/webadm/check-conf.ts';
import { saveSettings, showSettings, surveyAesKeys } from '../../ceremony/webadm/settings.ts';
import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

export function webadmHandlers(workstation: Workstation): HandlersFor<'webadm'> {
  return {
    'webadm.survey': async ({ serials }) => void (await surveyAesKeys(workstation, serials)),
    'webadm.show': (request) => showSettings(workstation, request),
    'webadm.save': (request) => saveSettings(workstation, request),
    'webadm.check': ({ serials }) => checkConf(workstation, serials),
  };
}
