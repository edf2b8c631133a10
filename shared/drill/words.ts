import { t } from '../language/text.ts';
import type { DrillColumn, DrilledShare, DrillStep, DrillWay } from '../models/drill.ts';

/** What a drill's parts are called, in the window and on its certificate. */
export const drillWayNames: Readonly<Record<DrillWay, string>> = {
  spare: t('On a spare device'),
  simulated: t('On a simulated device, in memory only'),
  memory: t('In memory, without a device'),
};

export const drillStepNames: Readonly<Record<DrillStep, string>> = {
  prepared: t('Device emptied'),
  closed: t('Negative control'),
  shares: t('DKEK shares'),
  kcv: t('DKEK (KCV)'),
  keys: t('Keys'),
  erased: t('Device erased'),
  wiped: t('Memory wiped'),
};

export const drillColumnNames: Readonly<Record<DrillColumn, string>> = {
  closed: t('Without the shares'),
  opened: t('With the shares'),
  value: t('Value'),
  works: t('Operation'),
};

export const openedByNames: Readonly<Record<DrilledShare['openedBy'], string>> = {
  password: t('password'),
  quorum: t('quorum of custodians'),
  'stock-quorum': t('shares of sc-hsm-tool'),
};

/** What is proven of each key, in its order. */
export const columnsOf = ({ way }: { readonly way: DrillWay }): readonly DrillColumn[] =>
  way === 'memory' ? ['closed', 'opened', 'value'] : ['closed', 'opened', 'value', 'works'];
