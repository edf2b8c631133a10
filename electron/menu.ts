import { app, dialog, Menu, type MenuItemConstructorOptions } from 'electron';

/** The application's own menu: without links, reload of foreign pages or anything that leads outside. */
export function setMenu(about: () => Promise<string>): void {
  const mac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    mac ? { role: 'appMenu' } : { label: '&File', submenu: [{ role: 'quit' }] },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        // The plus sign without Shift, where it shares its key with the equals sign.
        { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false, acceleratorWorksWhenHidden: true },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : ([{ role: 'toggleDevTools' }] satisfies MenuItemConstructorOptions[])),
      ],
    },
    { label: '&Window', submenu: [{ role: 'minimize' }, { role: 'close' }] },
    {
      label: '&Help',
      submenu: [
        {
          label: 'About Conclave',
          click: () => void about().then((detail) => dialog.showMessageBox({ title: 'Conclave', message: 'Conclave', detail })),
        },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
