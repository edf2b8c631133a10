import { t } from '../../shared/language/text.ts';
import { Icon } from '../icons.tsx';
import { useRoomState } from '../room-context.ts';

/** In the status bar: that what happens is being written down. */
export function TranscriptSign() {
  const transcript = useRoomState((state) => state.snapshot?.transcript);
  if (!transcript) return null;
  if ('broken' in transcript) {
    return (
      <span className="transcript-sign caution">
        <Icon name="warning" />
        {t('Transcript: not whole, nothing can be changed')}
      </span>
    );
  }
  return (
    <span className="transcript-sign">
      <Icon name="check" />
      {t('Transcript: {entries} written', { entries: transcript.head.entries })}
    </span>
  );
}
