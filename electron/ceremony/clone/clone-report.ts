import { nameOfType } from '../../../shared/clone/words.ts';
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
const signatures: DocumentPart = { kind: 'signatures', blocks: [{ role: 'Operator' }, { role: 'Witness' }] };

/** The outcome of a run, to be signed: devices, keys, and how each was proven. */
export function cloneReport(run: CloneRun): DocumentModel {
  const done = run.devices.filter(({ state }) => state === 'done').length;
  const isWhole = done === run.devices.length && done > 0;
  return {
    ...{ fileName: `clone-${run.id}`, title: 'Clone report', subtitle: `Run ${run.id}`, made: timestamp(), practice: run.practice },
    parts: [
      {
        kind: 'statement',
        mark: isWhole ? 'good' : 'bad',
        text: `${done} of ${run.devices.length} devices are complete clones: all ${run.keys.length} keys are on them, each proven by a real operation against the source's value.`,
      },
      facts([
        { term: 'Source', value: run.source },
        { term: 'Started', value: run.startedAt },
        { term: 'DKEK (KCV)', value: run.dkekKcv ?? 'not known', digits: true },
        { term: 'DKEK shares', value: String(run.shares) },
      ]),
      { kind: 'heading', text: 'Keys' },
      keysTable(run.keys),
      ...run.devices.flatMap((device): DocumentPart[] => [
        { kind: 'heading', text: `${device.label} ${device.serial}` },
        ...(device.failure ? [statement(device.failure.what, device.failure.next)] : []),
        marksTable([
          ['Initialize', device.initialized],
          ['DKEK shares', device.shares],
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
    ...{ fileName: 'verification', title: 'Verification report', made: timestamp(), practice: verification.practice },
    parts: [
      {
        kind: 'statement',
        mark: isGood ? 'good' : 'bad',
        text: isGood
          ? `All ${devices.length} devices are operational and consistent.`
          : `Not all ${devices.length} devices are operational and consistent.`,
      },
      facts([
        { term: 'Compared', value: verification.startedAt },
        { term: 'DKEK (KCV)', value: verification.dkekKcv ?? 'not known', digits: true },
      ]),
      ...(findings.length === 0
        ? []
        : [
            { kind: 'heading' as const, text: 'What differs' },
            { kind: 'list' as const, ordered: false, items: findings.map(({ device, what, next }) => `${device}: ${what} ${next}`) },
          ]),
      { kind: 'heading', text: 'Keys' },
      keysTable(keys),
      ...devices.flatMap((device): DocumentPart[] => [
        { kind: 'heading', text: `${device.label} ${device.serial}` },
        marksTable([
          ['Operational', device.operational],
          ['Consistent', device.consistent],
          ['DKEK (KCV)', device.kcv],
          ['Order of keys', device.order],
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
      { title: 'Key', width: 4 },
      { title: 'Type', width: 3 },
      { title: 'ID', width: 2, digits: true },
      { title: 'Check', width: 6, digits: true },
    ],
    rows: keys.map((key) => [
      key.label,
      `${nameOfType(key.type)}${key.aesIndex === undefined ? '' : `, AES key ${key.aesIndex}`}`,
      key.id,
      checkOf(key),
    ]),
  };
}

function checkOf({ check }: ClonedKey): string {
  if (!check) return '';
  return check.kind === 'aes-cmac' ? `AES-CMAC of zeros ${check.digits}` : `SHA-256 of public key ${check.digits}`;
}

function marksTable(rows: readonly (readonly [string, Mark | undefined])[]): DocumentTable {
  return {
    kind: 'table',
    columns: [
      { title: 'Step or key', width: 4 },
      { title: 'State', width: 2 },
      { title: 'What was compared', width: 8 },
    ],
    rows: rows.map(([name, mark]): DocumentCell[] => [
      name,
      { mark: mark ? signs[mark.state] : 'open', text: mark?.word ?? '' },
      mark?.detail ?? '',
    ]),
  };
}
