import { languageTag, t } from '../shared/language/text.ts';
import type { AboutReport } from '../shared/models/about.ts';
import type { DocumentFact, DocumentModel, DocumentTable } from '../shared/models/document.ts';
import type { PreflightFinding } from '../shared/models/script.ts';
import type { CardSnapshot, Snapshot } from '../shared/models/snapshot.ts';
import type { TraceEntry } from './apdu/trace.ts';
import { timestamp } from './ceremony/timestamp.ts';
import type { JournalEntry } from './journal.ts';

export interface Diagnosed {
  readonly about: AboutReport;
  readonly snapshot: Snapshot;
  readonly findings: readonly PreflightFinding[];
  readonly journal: readonly JournalEntry[];
  readonly commands: readonly TraceEntry[];
  readonly cancelledRequests: readonly string[];
}

/**
 * What somebody who helps needs to know. It leaves the room, so it names no secret, and none of what identifies devices, keys,
 * people or files: of commands only their names, lengths of time and outcomes.
 */
export function diagnosticsDocument({ about, snapshot, findings, journal, commands, cancelledRequests }: Diagnosed): DocumentModel {
  return {
    fileName: 'conclave-diagnostics',
    title: t('Diagnostics'),
    made: timestamp(),
    practice: snapshot.mode === 'rehearsal',
    parts: [
      {
        kind: 'paragraph',
        text: t(
          'For somebody who is to help. It holds no secret, and no label, serial, name of a person or path of a file of yours. Read it before you give it away.',
        ),
      },
      { kind: 'heading', text: t('The app') },
      { kind: 'facts', facts: appFacts(about, snapshot) },
      { kind: 'heading', text: t('Readers and cards') },
      table(
        [
          [t('Reader'), 4],
          [t('PIN pad'), 2],
          [t('Card'), 6],
        ],
        snapshot.readers.map(({ name, pinPad, card }) => [name, pinPad ? t('yes') : t('no'), cardText(card)]),
      ),
      { kind: 'heading', text: t('Workstation') },
      table(
        [
          [t('Check'), 4],
          [t('Result'), 2],
          [t('What was found'), 8],
        ],
        findings.map(({ check, result, detail }) => [check, result, detail]),
      ),
      { kind: 'heading', text: t('What was asked for last') },
      table(
        [
          [t('Time'), 5],
          [t('Operation'), 4],
          [t('Outcome'), 5],
          ['ms', 1],
        ],
        journal.map(({ at, operation, outcome, elapsedMs }) => [timestamp(new Date(at)), operation, outcome, String(elapsedMs)]),
      ),
      { kind: 'heading', text: t('Last commands to cards') },
      table(
        [
          [t('Time'), 5],
          [t('Command'), 5],
          [t('Outcome'), 5],
          ['ms', 1],
        ],
        commands.map(({ at, name, outcome, elapsedMs }) => [timestamp(new Date(at)), name, outcome, String(elapsedMs)]),
      ),
      { kind: 'heading', text: t('Requests that were cancelled') },
      { kind: 'list', ordered: false, items: cancelledRequests.length > 0 ? cancelledRequests : [t('none')] },
    ],
  };
}

function appFacts(about: AboutReport, { mode, service, module }: Snapshot): DocumentFact[] {
  const pcscd = service.kind === 'running' ? t('running') : service.kind === 'absent' ? t('not running') : service.detail;
  return [
    { term: t('Version'), value: `${about.version} (${about.builtAt})`, digits: true },
    { term: t('Runtime'), value: `Electron ${about.electron}, Chromium ${about.chromium}, Node ${about.node}` },
    { term: t('System'), value: about.system },
    { term: t('Language'), value: languageTag() },
    { term: t('Mode'), value: mode },
    { term: 'pcscd', value: pcscd },
    { term: t('Package'), value: about.package.kind === 'listed' ? about.package.sha256 : about.package.kind, digits: true },
    { term: t('PKCS#11 module'), value: module?.product ?? t('none') },
  ];
}

function cardText(card: CardSnapshot): string {
  if (card.kind === 'problem') return card.failure.code;
  if (card.kind !== 'device') return card.kind;
  const { platform, firmware, initialized, keys, keyDomains, dkek, userPin } = card.device;
  const state = initialized ? `PIN ${userPin.kind}, DKEK ${dkek.kind}` : t('not initialized');
  const domains = keyDomains ? `, ${t('{n, plural, one {# key domain} other {# key domains}}', { n: keyDomains.length })}` : '';
  return `${platform} ${firmware}: ${state}, ${t('{n, plural, one {# key} other {# keys}}', { n: keys.length })}${domains}`;
}

function table(columns: readonly (readonly [title: string, width: number])[], rows: readonly (readonly string[])[]): DocumentTable {
  return { kind: 'table', columns: columns.map(([title, width]) => ({ title, width })), rows };
}
