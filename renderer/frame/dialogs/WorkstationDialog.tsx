import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { PreflightFinding } from '../../../shared/models/script.ts';
import { FailureWords } from '../../controls/FailureWords.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useRoom, useRoomState } from '../../room-context.ts';
import { Findings, isFit, sorted } from './Findings.tsx';

type Looked =
  | { readonly kind: 'looking' }
  | { readonly kind: 'done'; readonly findings: readonly PreflightFinding[] }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Whether this machine is fit for a ceremony: looked at when the dialog opens, and whenever asked. */
export function WorkstationDialog() {
  const room = useRoom();
  const isRehearsal = useRoomState((state) => state.snapshot?.mode === 'rehearsal');
  const [looked, setLooked] = useState<Looked>({ kind: 'looking' });
  const look = useCallback(() => {
    void room.invoke('workstation.check', {}).then((result) => {
      setLooked(result.ok ? { kind: 'done', findings: result.value } : { kind: 'failed', failure: result.failure });
    });
  }, [room]);
  useEffect(look, [look]);
  return (
    <DialogFrame title={t('Workstation')} about={t('Is this machine fit for a ceremony?')} isWide>
      <DialogBody>
        {looked.kind === 'looking' && <p>{t('Looking at this machine…')}</p>}
        {looked.kind === 'failed' && <FailureWords failure={looked.failure} />}
        {looked.kind === 'done' && (
          <>
            <Words kind={isFit(looked.findings) ? 'info' : 'warning'} isNews>
              {summary(looked.findings, isRehearsal)}
            </Words>
            <Findings findings={sorted(looked.findings)} />
          </>
        )}
      </DialogBody>
      <ReportFoot {...(looked.kind === 'looking' ? {} : { also: { label: t('Check again'), onPress: look } })} />
    </DialogFrame>
  );
}

function summary(findings: readonly PreflightFinding[], isRehearsal: boolean): string {
  const failed = findings.filter(({ result }) => result === 'failed').length;
  const open = findings.filter(({ result }) => result === 'warning' || result === 'unknown').length;
  if (failed > 0) {
    const consequence = isRehearsal
      ? t('A rehearsal goes on all the same; a ceremony for production would not.')
      : t('A ceremony for production does not go on until that is mended.');
    return `${t('{n, plural, =1 {One check} other {# checks}} failed.', { n: failed })} ${consequence}`;
  }
  return open > 0
    ? t(
        'Nothing failed. {n, plural, =1 {One check needs} other {# checks need}} a look by a person; say in the minutes what was decided.',
        {
          n: open,
        },
      )
    : t('All checks passed. A person still has to look at the room, the cables and the screen.');
}
