import { useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { DocumentOutcome } from '../../../shared/models/document.ts';
import type { TestReport } from '../../../shared/models/reports.ts';
import { Choice } from '../../controls/Choice.tsx';
import { FailureWords } from '../../controls/FailureWords.tsx';
import { Text } from '../../controls/Text.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useRoom } from '../../room-context.ts';
import { TestResults } from './TestResults.tsx';

interface TestReportDialogProps {
  readonly title: string;
  readonly device: string;
  readonly report: TestReport;
}

const verdicts = {
  passed: { kind: 'done', words: t('passed') },
  failed: { kind: 'danger', words: t('failed. Do not rely on it') },
  incomplete: { kind: 'warning', words: t('not fully tested') },
} as const;

export function TestReportDialog({ title, device, report }: TestReportDialogProps) {
  const { phase, show } = useDocument(report.document);
  const [shown, setShown] = useState<'all' | 'failed'>('all');
  const failed = report.items.filter(({ outcome }) => outcome === 'failed');
  const { kind, words } = verdicts[report.outcome];
  return (
    <DialogFrame title={title} about={device} isWide>
      <DialogBody>
        <Words kind={kind} isNews>
          <p className="words-what">{t('{subject}: {verdict}.', { subject: report.subject, verdict: words })}</p>
          <p>
            {report.summary}
            {report.ended && ` ${t('The test ended early: {reason}', { reason: report.ended })}`}
          </p>
          {report.module && <p>{t('Compared with {module}. Log in again to use the keys here.', { module: report.module })}</p>}
        </Words>
        {failed.length > 0 && failed.length < report.items.length && (
          <Choice
            label={t('Show')}
            layout="row"
            value={shown}
            onChange={setShown}
            options={[
              { value: 'all', name: t('Everything ({count})', { count: report.items.length }) },
              { value: 'failed', name: t('What failed ({count})', { count: failed.length }) },
            ]}
          />
        )}
        <TestResults items={shown === 'failed' && failed.length > 0 ? failed : report.items} />
        {phase.kind === 'failed' && <FailureWords failure={phase.failure} />}
        {phase.kind === 'done' && <WhatBecameOfIt outcome={phase.outcome} />}
      </DialogBody>
      <ReportFoot also={{ label: t('Save or print…'), onPress: show }} />
    </DialogFrame>
  );
}

type DocumentPhase =
  | { readonly kind: 'idle' | 'open' }
  | { readonly kind: 'done'; readonly outcome: DocumentOutcome }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** The document's own window, once at a time. */
function useDocument(document: string): { readonly phase: DocumentPhase; show(): void } {
  const room = useRoom();
  const [phase, setPhase] = useState<DocumentPhase>({ kind: 'idle' });
  const show = async () => {
    if (phase.kind === 'open') return;
    setPhase({ kind: 'open' });
    const result = await room.invoke('document.show', { document });
    setPhase(result.ok ? { kind: 'done', outcome: result.value } : { kind: 'failed', failure: result.failure });
  };
  return { phase, show: () => void show() };
}

function WhatBecameOfIt({ outcome: { printed, saved } }: { readonly outcome: DocumentOutcome }) {
  if (!printed && saved.length === 0) return null;
  return (
    <Words kind="done" isNews>
      {printed && <p>{t('The report was printed.')}</p>}
      {saved.map(({ path }) => (
        <p key={path}>
          <Text of="Saved and read back: {path}" path={<span className="path">{path}</span>} />
        </p>
      ))}
    </Words>
  );
}
