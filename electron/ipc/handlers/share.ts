import { kcv } from '../../../shared/numbers.ts';
import { createShare, importShare } from '../../ceremony/shares/shares.ts';
import { createSplitShare, reissueShare } from '../../ceremony/shares/split-share.ts';
import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

export function shareHandlers(workstation: Workstation): HandlersFor<'share'> {
  return {
    'share.create': ({ serial, split }) => (split ? createSplitShare(workstation, serial, split) : createShare(workstation, serial)),
    'share.import': ({ serial, keyDomain, expectedShareKcv, expectedDkekKcv, by, needed }) =>
      importShare(workstation, serial, {
        ...(expectedShareKcv === undefined ? {} : { shareKcv: kcv(expectedShareKcv) }),
        ...(expectedDkekKcv === undefined ? {} : { dkekKcv: kcv(expectedDkekKcv) }),
        ...(keyDomain === undefined ? {} : { keyDomain }),
        ...(by === undefined ? {} : { by }),
        ...(needed === undefined ? {} : { needed }),
      }),
    'share.reissue': ({ setId, split }) => reissueShare(workstation, setId, split),
  };
}
