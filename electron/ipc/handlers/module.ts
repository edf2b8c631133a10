import { t } from '../../../shared/language/text.ts';
import { lookThroughModule } from '../../ceremony/module/look-through-module.ts';
import { deleteThroughModule, generateThroughModule } from '../../ceremony/module/module-keys.ts';
import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

const libraries = { name: t('PKCS#11 module'), extensions: ['so', 'dylib', 'dll'] };

export function moduleHandlers(workstation: Workstation): HandlersFor<'module'> {
  const { modules, person } = workstation;
  return {
    'module.find': () => modules.find(),
    'module.pick-file': async () => modules.inspect(await person.openFile(t('Choose a PKCS#11 module'), [libraries])),
    'module.choose': ({ path }) => modules.choose(path),
    'module.look': ({ serial, login }) => lookThroughModule(workstation, serial, login),
    'module.generate': (request) => generateThroughModule(workstation, request),
    'module.delete': (request) => deleteThroughModule(workstation, request),
  };
}
