import { deleteDomain, removeDomainDkek, setUpDomain } from '../../ceremony/set-up/key-domains.ts';
import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

export function domainHandlers(workstation: Workstation): HandlersFor<'domain'> {
  return {
    'domain.set-up': (request) => setUpDomain(workstation, request),
    'domain.remove-dkek': (request) => removeDomainDkek(workstation, request),
    'domain.delete': (request) => deleteDomain(workstation, request),
  };
}
