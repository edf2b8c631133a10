import { t } from '../../../shared/language/text.ts';
import type { KeyFromFile } from '../../../shared/models/reports.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { FailureWords } from '../../controls/FailureWords.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { ReportFoot } from '../../dialogs/DialogFoot.tsx';

const certificateWords: Readonly<Record<KeyFromFile['certificate'], string>> = {
  'from the file': t('written with the key'),
  'self-issued': t('none in the file: the key issued one to itself, which carries its public key until you import another'),
  none: t('none'),
};

export function KeyFileReport({ report }: { readonly report: KeyFromFile }) {
  const { label, source, checks, certificate, dkekKcv, shares, backup } = report;
  const proof = checks.filter(({ outcome }) => outcome === 'passed').map(({ name }) => name);
  return (
    <>
      <DialogBody>
        <Words kind="done" isNews>
          {t(
            'The key “{label}” is on the device and was proven. Where the DKEK and the key lay in this computer’s memory was overwritten.',
            { label },
          )}
        </Words>
        <Facts>
          <Fact term={t('Proven by')}>
            {proof.length > 0 ? proof.join(', ') : t('nothing: this key may do nothing that could be tested')}
          </Fact>
          <Fact term={t('Certificate')}>{certificateWords[certificate]}</Fact>
          <Fact term="DKEK KCV">
            <Hex digits={dkekKcv} />
          </Fact>
          <Fact term={shares.length === 1 ? t('Share KCV') : t('Share KCVs')}>
            {shares.map(({ kcv }) => (
              <div key={kcv}>
                <Hex digits={kcv} />
              </div>
            ))}
          </Fact>
          {backup && 'path' in backup && (
            <>
              <Fact term={t('Wrapped key')}>
                <span className="path">{backup.path}</span>
              </Fact>
              <Fact term={t('SHA-256 of the wrapped key')}>
                <Hex digits={backup.sha256} />
              </Fact>
            </>
          )}
        </Facts>
        {backup && 'failure' in backup && (
          <FailureWords title={t('The key is on the device, but its wrapped file was not saved')} failure={backup.failure} />
        )}
        {shares.map(
          ({ kcv, reading }) =>
            reading && (
              <Words kind="info" key={kcv}>
                {t('Share {kcv}: {reading}', { kcv, reading })}
              </Words>
            ),
        )}
        <Words kind="warning">
          <strong>{t('Destroy the file:')}</strong> <span className="path">{source}</span>
          <ol className="steps">
            <li>{t('Make sure the key works where it is needed; from then on this file is only a danger.')}</li>
            <li>
              {t('Deleting a file leaves its content on the medium. Destroy the medium, or erase it as a whole if it is a magnetic disk.')}
            </li>
            <li>{t('Do the same with every copy: mail, backups, the computer that made it. Enter this in the minutes.')}</li>
            <li>{t('Switch this computer off, so that nothing stays in its memory.')}</li>
          </ol>
        </Words>
      </DialogBody>
      <ReportFoot />
    </>
  );
}
