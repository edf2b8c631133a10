import { t } from '../../shared/language/text.ts';
import { Words } from '../controls/Words.tsx';
import { Notes } from '../frame/Notes.tsx';
import { useRoomState } from '../room-context.ts';
import { useFocusKept } from '../use-focus-kept.ts';
import { CustodyNextStep } from './CustodyNextStep.tsx';
import { FileSheets } from './FileSheets.tsx';
import { FolderHead } from './FolderHead.tsx';
import { NoFolder } from './NoFolder.tsx';
import { PaperTools } from './PaperTools.tsx';
import { People } from './People.tsx';
import { ShareSets } from './ShareSets.tsx';

export function CustodiansView() {
  // All of the state: the focus must be looked after whatever has changed.
  const { snapshot } = useRoomState((state) => state);
  const place = useFocusKept('#custody-heading');
  const custody = snapshot?.custody;
  return (
    <div className="custodians" ref={place}>
      <div className="custodians-page">
        <Notes />
        {!snapshot && <p className="custody-loading">{t('Looking for the ceremony folder…')}</p>}
        {snapshot && !custody && <NoFolder />}
        {custody && (
          <>
            <FolderHead custody={custody} />
            {custody.notice && <Words kind="warning">{custody.notice}</Words>}
            <CustodyNextStep custody={custody} />
            <People register={custody.register} />
            <ShareSets register={custody.register} />
            <FileSheets register={custody.register} />
          </>
        )}
        {snapshot && <PaperTools custody={custody} />}
      </div>
    </div>
  );
}
