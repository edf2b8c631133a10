import { t } from '../../../shared/language/text.ts';
import type { CustodyAction } from '../../custodians/actions/custody-action.ts';
import type { Room } from '../../store.ts';

export const inspectFile: CustodyAction = {
  id: 'inspect-file',
  label: t('Inspect file…'),
  perform: async (room) => void (await room.operate(t('Inspect file'), t('Clone & Verify'), 'inspect.file', {})),
};

export const inspectFolder: CustodyAction = {
  id: 'inspect-folder',
  label: t('Inspect folder…'),
  perform: async (room) => void (await room.operate(t('Inspect folder'), t('Clone & Verify'), 'inspect.folder', {})),
};

/** Only the paths of what was dropped: main reads the files. */
export const inspectDropped = (files: readonly File[]): CustodyAction => ({
  id: 'inspect-dropped',
  label: t('Inspect dropped files'),
  async perform(room) {
    const paths = files.slice(0, 100).map((file) => pathOf(room, file));
    if (paths.length > 0) await room.operate(t('Inspect dropped files'), t('Clone & Verify'), 'inspect.dropped', { paths });
  },
});

/** Where a runtime is too old to tell by the preload, its File knows the path itself. */
function pathOf(room: Room, file: File): string {
  return (file as { readonly path?: string }).path ?? room.pathOf(file);
}

export const inspectionReport: CustodyAction = {
  id: 'inspection-report',
  label: t('Print or save report…'),
  perform: async (room) => void (await room.operate(t('Report'), t('Inspected files'), 'inspect.report', {})),
};

export const clearInspection: CustodyAction = {
  id: 'inspection-clear',
  label: t('Close inspection'),
  perform: async (room) => void (await room.operate(t('Clear'), t('Inspected files'), 'inspect.clear', {})),
};
