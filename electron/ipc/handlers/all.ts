import type { Workstation } from '../../ceremony/workstation.ts';
import type { Handlers } from '../door.ts';
import { applicationHandlers } from './application.ts';
import { certificateHandlers } from './certificate.ts';
import { cloneHandlers } from './clone.ts';
import { custodyHandlers } from './custody.ts';
import { deviceHandlers } from './device.ts';
import { documentHandlers } from './document.ts';
import { domainHandlers } from './domain.ts';
import { drillHandlers } from './drill.ts';
import { inspectHandlers } from './inspect.ts';
import { keyHandlers } from './key.ts';
import { keyFileHandlers } from './key-file.ts';
import { minutesHandlers } from './minutes.ts';
import { moduleHandlers } from './module.ts';
import { objectHandlers } from './object.ts';
import { paperHandlers } from './paper.ts';
import { pinHandlers } from './pin.ts';
import { publicKeyAuthenticationHandlers } from './public-key-authentication.ts';
import { type RehearsalControl, rehearsalHandlers } from './rehearsal.ts';
import { scriptHandlers } from './script.ts';
import { shareHandlers } from './share.ts';
import { webadmHandlers } from './webadm.ts';
import { workstationHandlers } from './workstation.ts';

/** Every operation of the contract, on this workstation. */
export function handlersOf(workstation: Workstation, rehearsal: RehearsalControl): Handlers {
  return {
    ...deviceHandlers(workstation),
    ...pinHandlers(workstation),
    ...publicKeyAuthenticationHandlers(workstation),
    ...shareHandlers(workstation),
    ...domainHandlers(workstation),
    ...keyHandlers(workstation),
    ...inspectHandlers(workstation),
    ...keyFileHandlers(workstation),
    ...certificateHandlers(workstation),
    ...moduleHandlers(workstation),
    ...objectHandlers(workstation),
    ...custodyHandlers(workstation),
    ...paperHandlers(workstation),
    ...scriptHandlers(workstation),
    ...documentHandlers(workstation),
    ...minutesHandlers(workstation),
    ...workstationHandlers(workstation),
    ...applicationHandlers(workstation),
    ...cloneHandlers(workstation),
    ...drillHandlers(workstation),
    ...webadmHandlers(workstation),
    ...rehearsalHandlers(rehearsal, workstation.custody),
  };
}
