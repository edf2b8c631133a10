import { hex } from '../../../shared/bytes.ts';
import { headText } from '../../../shared/ceremony/head-text.ts';
import { t } from '../../../shared/language/text.ts';
import type { TranscriptSnapshot } from '../../../shared/models/transcript.ts';
import { pgpWords } from '../../../shared/pgp-words.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { FailureWords } from '../../controls/FailureWords.tsx';

import { HashWords } from './HashWords.tsx';
import { QrCode } from './QrCode.tsx';

interface TranscriptPanelProps {
  readonly transcript: TranscriptSnapshot | undefined;
  /** To be read aloud and photographed: at the close of a ceremony. */
  readonly isLarge?: boolean;
}

/** The transcript's head: whoever has written it down finds out later whether anything was changed or cut off. */
export function TranscriptPanel({ transcript, isLarge }: TranscriptPanelProps) {
  if (!transcript) return null;
  if ('broken' in transcript) return <FailureWords failure={transcript.broken} title={t('The transcript cannot be relied on')} />;
  const { head, path } = transcript;
  return (
    <div className={isLarge ? 'transcript-panel large' : 'transcript-panel'}>
      <div className="transcript-head">
        <HashWords words={pgpWords(hex.decode(head.sha256))} label={t('Head of the transcript in words')} isLarge={isLarge ?? false} />
        <QrCode text={headText(head)} label={t('Head of the transcript as a code')} />
      </div>
      <Facts>
        <Fact term={t('Entries')}>
          {t('{n, plural, one {# entry} other {# entries}}, each on the medium before the next step', { n: head.entries })}
        </Fact>
        <Fact term={t('Head (SHA-256)')}>
          <Hex digits={head.sha256} />
        </Fact>
        <Fact term={t('File')}>
          <span className="path">{path}</span>
        </Fact>
      </Facts>
    </div>
  );
}
