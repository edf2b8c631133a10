import type { DrillColumn, DrilledShare, DrillStep, DrillWay } from '../models/drill.ts';

/** What a drill's parts are called, in the window and on its certificate. */
export const drillWayNames: Readonly<Record<DrillWay, string>> = {
  spare: 'On a spare device',
  simulated: 'On a simulated device, in memory only',
  memory: 'In memory, without a device',
};

export const drillStepNames: Readonly<Record<DrillStep, string>> = {
  prepared: 'Device emptied',
  closed: 'Negative control',
  shares: 'DKEK shares',
  kcv: 'DKEK (KCV)',
  keys: 'Keys',
  erased: 'Device erased',
  wiped: 'Memory wiped',
};

export const drillColumnNames: Readonly<Record<DrillColumn, string>> = {
  closed: 'Without the shares',
  opened: 'With the shares',
  value: 'Value',
  works: 'Operation',
};

export const openedByNames: Readonly<Record<DrilledShare['openedBy'], string>> = {
  password: 'password',
  quorum: 'quorum of custodians',
  'stock-quorum': 'shares of sc-hsm-tool',
};

/** What is proven of each key, in its order. */
export const columnsOf = ({ way }: { readonly way: DrillWay }): readonly DrillColumn[] =>
  way === 'memory' ? ['closed', 'opened', 'value'] : ['closed', 'opened', 'value', 'works'];
