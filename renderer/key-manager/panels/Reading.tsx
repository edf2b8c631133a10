import { t } from '../../../shared/language/text.ts';
import { Button } from '../../controls/Button.tsx';
import { useRoom, useRoomState } from '../../room-context.ts';

interface ReadingProps {
  readonly nodeId: string;
  /** What is said where it could not be read, and the button that tries again. */
  readonly failed: string;
  readonly again: string;
}

/** In the place of what is read from the device when its node is first looked at. */
export function Reading({ nodeId, failed, again }: ReadingProps) {
  const room = useRoom();
  const hasFailed = useRoomState((state) => state.unread.has(nodeId));
  if (!hasFailed) return <p className="explanation">{t('Reading from the device…')}</p>;
  return (
    <>
      <p className="explanation">{failed}</p>
      <div>
        <Button onPress={() => room.readNodeAgain(nodeId)}>{again}</Button>
      </div>
    </>
  );
}
