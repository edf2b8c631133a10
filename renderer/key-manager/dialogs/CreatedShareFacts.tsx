import { t } from '../../../shared/language/text.ts';
import type { CreatedShare } from '../../../shared/models/reports.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';

/** What goes into the minutes about a share file that was just made. */
export function CreatedShareFacts({ share }: { readonly share: CreatedShare }) {
  return (
    <>
      <Facts>
        <Fact term={t('File')}>
          <span className="path">{share.path}</span>
        </Fact>
        <Fact term={t('Set ID')}>{share.setId && <code>{share.setId}</code>}</Fact>
        <Fact term={t('Share KCV')}>
          <Hex digits={share.kcv} />
        </Fact>
        <Fact term={t('SHA-256 of the file')}>
          <Hex digits={share.sha256} />
        </Fact>
      </Facts>
      <p>
        {share.setId
          ? t('Write these values into the minutes: they show later that this is the same file, the same share and the same set.')
          : t('Write both values into the minutes: they show later that this is the same file and the same share.')}
      </p>
    </>
  );
}
