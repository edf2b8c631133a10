import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import { eventChannels, invokeChannel } from '../shared/ipc/channels.ts';
import type { Bridge, EventName, Events } from '../shared/ipc/contract.ts';

/** All that the main window has of the outside. Runs sandboxed; main checks every request, so nothing is checked here. */
const bridge: Bridge = {
  invoke: (name, request) => ipcRenderer.invoke(invokeChannel, name, request),
  // Older runtimes have no webUtils: there the page's own File knows its path.
  pathOf: (file) => webUtils?.getPathForFile(file as File) ?? '',
  subscribe<Name extends EventName>(name: Name, listener: (event: Events[Name]) => void): () => void {
    const channel = Object.hasOwn(eventChannels, name) ? eventChannels[name] : undefined;
    if (channel === undefined) throw new RangeError('no such event');
    const pass = (_: IpcRendererEvent, event: Events[Name]) => listener(event);
    ipcRenderer.on(channel, pass);
    return () => ipcRenderer.off(channel, pass);
  },
};

contextBridge.exposeInMainWorld('conclave', bridge);
