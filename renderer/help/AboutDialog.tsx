import { useEffect, useState } from 'react';
import { t } from '../../shared/language/text.ts';
import type { AboutPackage, AboutReport } from '../../shared/models/about.ts';
import type { Result } from '../../shared/result.ts';
import { Fact, Facts, Hex } from '../controls/Facts.tsx';
import { FailureWords } from '../controls/FailureWords.tsx';
import { Words } from '../controls/Words.tsx';
import { DialogBody } from '../dialogs/DialogBody.tsx';
import { ReportFoot } from '../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../dialogs/DialogFrame.tsx';
import { useRoom } from '../room-context.ts';
import { helpTitles, showHelp } from './show-help.ts';

export function AboutDialog() {
  const room = useRoom();
  const [result, setResult] = useState<Result<AboutReport>>();
  useEffect(() => void room.invoke('application.about', {}).then(setResult), [room]);
  return (
    <DialogFrame title={helpTitles.about} isWide>
      <DialogBody>
        {!result && <p>{t('Reading the files of this app…')}</p>}
        {result?.ok === false && <FailureWords failure={result.failure} />}
        {result?.ok && <Report about={result.value} />}
      </DialogBody>
      <ReportFoot also={{ label: helpTitles.diagnostics, onPress: () => showHelp(room, 'diagnostics') }} />
    </DialogFrame>
  );
}

function Report({ about }: { readonly about: AboutReport }) {
  return (
    <>
      <PackageWords found={about.package} />
      {about.developmentOnly && (
        <Words kind="warning">{t('This runtime is for development, rehearsal and tests only; never use it for production keys.')}</Words>
      )}
      <Facts>
        <Fact term={t('Version')}>{about.version}</Fact>
        <Fact term={t('Built from the commit of')}>{about.builtAt}</Fact>
        <Fact term={t('Runtime')}>{`Electron ${about.electron}, Chromium ${about.chromium}, Node ${about.node}`}</Fact>
        <Fact term={t('System')}>{about.system}</Fact>
        {about.package.kind === 'listed' && (
          <>
            <Fact term={t('SHA-256 of the hash list')}>
              <Hex digits={about.package.sha256} />
            </Fact>
            <Fact term={t('The same in words')}>{about.package.words}</Fact>
          </>
        )}
        <Fact term={t('PKCS#11 module')}>{about.module ? <span className="path">{about.module.path}</span> : t('none chosen')}</Fact>
        {about.module && (
          <Fact term={t('SHA-256 of the module')}>
            <Hex digits={about.module.sha256} />
          </Fact>
        )}
      </Facts>
    </>
  );
}

function PackageWords({ found }: { readonly found: AboutPackage }) {
  if (found.kind === 'working-folder') return <Words kind="info">{t('Runs from a working folder, not from a package.')}</Words>;
  if (found.kind === 'without-list') return <Words kind="danger">{t('This package has no list of hashes.')}</Words>;
  if (found.changed.length === 0) {
    return (
      <Words kind="done">
        {t('All files are those of the hash list. Compare its words with those on the paper that came with the package.')}
      </Words>
    );
  }
  return (
    <Words kind="danger">
      <p className="words-what">{t('These are not the files of the hash list. Do not use this app.')}</p>
      {found.changed.slice(0, 10).map((path) => (
        <p key={path} className="path">
          {path}
        </p>
      ))}
      {found.changed.length > 10 && <p>{t('and {n, plural, one {# more} other {# more}}', { n: found.changed.length - 10 })}</p>}
    </Words>
  );
}
