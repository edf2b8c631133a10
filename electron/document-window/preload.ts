import { contextBridge, ipcRenderer } from 'electron';
import { documentChannels as channels, type DocumentBridge } from './messages.ts';

/** The way from the document window's page to main. */
const bridge: DocumentBridge = {
  job: () => ipcRenderer.invoke(channels.job),
  laidOut: (pages) => void ipcRenderer.invoke(channels.laidOut, pages),
  print: (paper) => ipcRenderer.invoke(channels.print, paper),
  confirm: () => void ipcRenderer.invoke(channels.confirm),
  savePdf: (paper) => ipcRenderer.invoke(channels.savePdf, paper),
  saveText: () => ipcRenderer.invoke(channels.saveText),
  close: () => void ipcRenderer.invoke(channels.close),
};

contextBridge.exposeInMainWorld('paper', bridge);
