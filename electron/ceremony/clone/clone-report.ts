import { nameOfType } from '../../../shared/clone/words.ts';
import { t } from '../../../shared/language/text.ts';
import type { ClonedKey, CloneRun, Mark, Verification } from '../../../shared/models/clone.ts';
import type {
  DocumentCell,
  DocumentFact,
  DocumentMark,
  DocumentModel,
  DocumentPart,
  DocumentTable,
} from '../../../shared/models/document.ts';
import { timestamp } from '../timestamp.ts';

const signs: Readonly<Record<Mark['state'], DocumentMark>> = {
  good: 'good',
  bad: 'bad',
  waiting: 'open',
  working: 'open',
  unknown: 'open',
};
const signatures: DocumentPart = { kind: 'signatures', blocks: [{ role: t('Operator') }, { role: t('Witness') }] };

/** The outcome of a run, to be signed: devices, keys, and how each was proven. */
export function cloneReport(run: CloneRun): DocumentModel {
  const done = run.devices.filter(({ state }) => state === 'done').length;
  const isWhole = done === run.devices.length && done > 0;
  return {
    ...{
      fileName: `clone-${run.id}`,
      title: t('Clone report'),
      subtitle: t('Run {id}', { id: run.id }),
      made: timestamp(),
      practice: run.practice,
    },
    parts: [
      {
        kind: 'statement',
        mark: isWhole ? 'good' : 'bad',
        text: t(
          "{done} of {all} devices are complete clones: all {keys} keys are on them, each proven by a real operation against the source's value.",
          { done, all: run.devices.length, keys: run.keys.length },
        ),
      },
      facts([
        { term: t('Source'), value: run.source },
        { term: t('Started'), value: run.startedAt },
        { term: 'DKEK (KCV)', value: run.dkekKcv ?? t('not known'), digits: true },
        { term: t('DKEK shares'), value: String(run.shares) },
      ]),
      { kind: 'heading', text: t('Keys') },
      keysTable(run.keys),
      ...run.devices.flatMap((device): DocumentPart[] => [
        { kind: 'heading', text: `${device.label} ${device.serial}` },
        ...(device.failure ? [statement(device.failure.what, device.failure.next)] : []),
        marksTable([
          [t('Initialize'), device.initialized],
          [t('DKEK shares'), device.shares],
          ['DKEK (KCV)', device.kcv],
          ...run.keys.map((key, index): [string, Mark | undefined] => [key.label, device.keys[index]]),
        ]),
      ]),
      signatures,
    ],
  };
}

/** What a comparison found, to be signed. */
export function verificationReport(verification: Verification): DocumentModel {
  const { devices, keys, findings } = verification;
  const isGood = devices.every(({ operational, consistent }) => operational.state === 'good' && consistent.state === 'good');
  return {
    ...{ fileName: 'verification', title: t('Verification report'), made: timestamp(), practice: verification.practice },
    parts: [
      {
        kind: 'statement',
        mark: isGood ? 'good' : 'bad',
        text: isGood
          ? t('All {n} devices are operational and consistent.', { n: devices.length })
          : t('Not all {n} devices are operational and consistent.', { n: devices.length }),
      },
      facts([
        { term: t('Compared'), value: verification.startedAt },
        { term: 'DKEK (KCV)', value: verification.dkekKcv ?? t('not known'), digits: true },
      ]),
      ...(findings.length === 0
        ? []
        : [
            { kind: 'heading' as const, text: t('What differs') },
            {
              kind: 'list' as const,
              ordered: false,
              items: findings.map(({ device, what, next }) => t('{device}: {what} {next}', { device, what, next })),
            },
          ]),
      { kind: 'heading', text: t('Keys') },
      keysTable(keys),
      ...devices.flatMap((device): DocumentPart[] => [
        { kind: 'heading', text: `${device.label} ${device.serial}` },
        marksTable([
          [t('Operational'), device.operational],
          [t('Consistent'), device.consistent],
          ['DKEK (KCV)', device.kcv],
          [t('Order of keys'), device.order],
          ...keys.map((key, index): [string, Mark | undefined] => [key.label, device.keys[index]]),
        ]),
      ]),
      signatures,
    ],
  };
}

const facts = (list: readonly DocumentFact[]): DocumentPart => ({ kind: 'facts', facts: list });
const statement = (what: string, next: string): DocumentPart => ({ kind: 'statement', mark: 'bad', text: `${what} ${next}` });

function keysTable(keys: readonly ClonedKey[]): DocumentTable {
  return {
    kind: 'table',
    columns: [
      { title: t('Key'), width: 4 },
      { title: t('Type'), width: 3 },
      { title: 'ID', width: 2, digits: true },
      { title: t('Check'), width: 6, digits: true },
    ],
    rows: keys.map((key) => [
      key.label,
      `${nameOfType(key.type)}${key.aesIndex === undefined ? '' : t(', AES key {index}', { index: key.aesIndex })}`,
      key.id,
      checkOf(key),
    ]),
  };
}

function checkOf({ check }: ClonedKey): string {
  if (!check) return '';
  return check.kind === 'aes-cmac'
    ? t('AES-CMAC of zeros {digits}', { digits: check.digits })
    : t('SHA-256 of public key {digits}', { digits: check.digits });
}

function marksTable(rows: readonly (readonly [string, Mark | undefined])[]): DocumentTable {
  return {
    kind: 'table',
    columns: [
      { title: t('Step or key'), width: 4 },
      { title: t('State'), width: 2 },
      { title: t('What was compared'), width: 8 },
    ],
    rows: rows.map(([name, mark]): DocumentCell[] => [
      name,
      { mark: mark ? signs[mark.state] : 'open', text: mark?.word ?? '' },
      mark?.detail ?? '',
    ]),
  };
}
