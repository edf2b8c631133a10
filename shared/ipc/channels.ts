import type { EventName } from './contract.ts';

/** Names of the main window's IPC channels. Apart from the contract, so that the preload carries no schema. */
export const invokeChannel = 'conclave:invoke';

export const eventChannels: Readonly<Record<EventName, string>> = {
  snapshot: 'conclave:snapshot',
  progress: 'conclave:progress',
  menu: 'conclave:menu',
};
