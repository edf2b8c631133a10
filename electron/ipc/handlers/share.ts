import { kcv } from '../../../shared/numbers.ts';
import { createShare, importShare } from '../../ceremony/shares.ts';
import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

export function shareHandlers(workstation: Workstation): HandlersFor<'share'> {
  return {
    'share.create': ({ serial }) => createShare(workstation, serial),
    'share.import': ({ serial, expectedShareKcv, expectedDkekKcv }) =>
      importShare(workstation, serial, {
        ...(expectedShareKcv === undefined ? {} : { shareKcv: kcv(expectedShareKcv) }),
        ...(expectedDkekKcv === undefined ? {} : { dkekKcv: kcv(expectedDkekKcv) }),
      }),
  };
}
