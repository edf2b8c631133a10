import { contextBridge, ipcRenderer } from 'electron';
import { sheetChannels as channels, type SheetBridge } from './messages.ts';

/** The way from the sheet window's page to main. Nothing passes the main window. */
const bridge: SheetBridge = {
  job: () => ipcRenderer.invoke(channels.job),
  laidOut: (pages) => void ipcRenderer.invoke(channels.laidOut, pages),
  print: (paper) => ipcRenderer.invoke(channels.print, paper),
  confirm: () => void ipcRenderer.invoke(channels.confirm),
  save: (paper) => ipcRenderer.invoke(channels.save, paper),
  close: () => void ipcRenderer.invoke(channels.close),
};

contextBridge.exposeInMainWorld('sheet', bridge);
