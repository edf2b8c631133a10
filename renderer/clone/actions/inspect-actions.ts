import type { CustodyAction } from '../../custodians/actions/custody-action.ts';
import type { Room } from '../../store.ts';

export const inspectFile: CustodyAction = {
  id: 'inspect-file',
  label: 'Inspect file…',
  perform: async (room) => void (await room.operate('Inspect file', 'Clone & Verify', 'inspect.file', {})),
};

export const inspectFolder: CustodyAction = {
  id: 'inspect-folder',
  label: 'Inspect folder…',
  perform: async (room) => void (await room.operate('Inspect folder', 'Clone & Verify', 'inspect.folder', {})),
};

/** Only the paths of what was dropped: main reads the files. */
export const inspectDropped = (files: readonly File[]): CustodyAction => ({
  id: 'inspect-dropped',
  label: 'Inspect dropped files',
  async perform(room) {
    const paths = files.slice(0, 100).map((file) => pathOf(room, file));
    if (paths.length > 0) await room.operate('Inspect dropped files', 'Clone & Verify', 'inspect.dropped', { paths });
  },
});

/** Where a runtime is too old to tell by the preload, its File knows the path itself. */
function pathOf(room: Room, file: File): string {
  return (file as { readonly path?: string }).path ?? room.pathOf(file);
}

export const inspectionReport: CustodyAction = {
  id: 'inspection-report',
  label: 'Print or save report…',
  perform: async (room) => void (await room.operate('Report', 'Inspected files', 'inspect.report', {})),
};

export const clearInspection: CustodyAction = {
  id: 'inspection-clear',
  label: 'Close inspection',
  perform: async (room) => void (await room.operate('Clear', 'Inspected files', 'inspect.clear', {})),
};
