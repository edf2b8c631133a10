import { t } from '../../shared/language/text.ts';
import { chooseModule } from '../actions/choose-module.ts';
import { initializeDevice } from '../actions/initialize-device.ts';
import { lookThroughModule } from '../actions/look-through-module.ts';
import { foundText, shownKeys } from './module-words.ts';
import { type NextStep, step } from './step.ts';
import type { ModuleNode } from './tree-nodes.ts';

/** What to do with the device as applications see it. */
export function forModule({ module, device, reader }: ModuleNode): NextStep {
  if (reader.simulated) {
    return step(
      'warning',
      t('A PKCS#11 module cannot see the simulated readers of this window.'),
      t(
        'To practise this too, run “npm run simulator -- --vpcd” with pcscd, then start Conclave without --rehearsal: it meets the simulated device in pcscd’s virtual reader.',
      ),
    );
  }
  if (!module) return step('next', t('No PKCS#11 module is chosen.'), t('Choose the one that your applications will load.'), chooseModule);
  if (module.trouble) return step('warning', module.trouble.what, `${module.trouble.meaning} ${module.trouble.next}`, chooseModule);
  if (!device.initialized) {
    return step('next', t('This device is new: applications see nothing on it.'), t('Initialize it first.'), initializeDevice);
  }
  const view = device.applicationView;
  if (!view) {
    return step(
      'next',
      t('Nobody has looked through the module yet.'),
      t('Look at the keys as applications will see them.'),
      lookThroughModule,
    );
  }
  const { shown, all } = shownKeys(view);
  const state = t('{product} shows {keys}.', { product: view.product, keys: foundText(view) });
  if (shown === all) return step('ready', state, t('Applications see what the card holds.'), lookThroughModule);
  const advice = t('Applications cannot use what is missing there; the table says why.');
  return step('warning', state, advice, lookThroughModule, chooseModule);
}
