import { judgeRestore, pitfallsOf, type Restore, shareFileWords } from '../../../shared/inspection/restore.ts';
import { capabilitiesOf, certificateOf, kindOf, typeOf } from '../../../shared/inspection/words.ts';
import { t } from '../../../shared/language/text.ts';
import type { Register } from '../../../shared/models/custody.ts';
import type { DocumentFact, DocumentMark, DocumentModel, DocumentPart } from '../../../shared/models/document.ts';
import type { InspectedFile, Inspection, WrappedKeyFacts } from '../../../shared/models/inspection.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';

const marks: Readonly<Record<Restore['state'], DocumentMark>> = { good: 'good', bad: 'bad', unknown: 'open' };

/** What was found in files, judged against devices and register as they are now. */
export function inspectionReport(
  inspection: Inspection,
  devices: readonly DeviceSnapshot[],
  register: Register | undefined,
): DocumentModel {
  const { files, place, at, practice, notLookedAt } = inspection;
  const useful = files.filter(({ found }) => found.kind === 'wrapped-key' || found.kind === 'share-file');
  const rest = files.filter((file) => !useful.includes(file));
  return {
    ...{ fileName: 'inspection', title: t('Inspected files'), subtitle: place, made: at, practice },
    parts: [
      {
        kind: 'statement',
        text: t('{useful} of {all} files are wrapped keys or DKEK share files, or sheets of them. Nothing was decrypted.', {
          useful: useful.length,
          all: files.length,
        }),
      },
      ...useful.flatMap((file) => partsOf(file, devices, register)),
      ...(rest.length === 0 ? [] : [{ kind: 'heading', text: t('Other files') } as const, othersTable(rest)]),
      ...(notLookedAt === 0
        ? []
        : [{ kind: 'paragraph', text: t('{n, plural, other {# further files were not looked at.}}', { n: notLookedAt }) } as const]),
    ],
  };
}

function partsOf(file: InspectedFile, devices: readonly DeviceSnapshot[], register: Register | undefined): DocumentPart[] {
  const { found, name, sha256 = '', bytes } = file;
  const common: DocumentFact[] = [
    { term: t('Kind'), value: kindOf(file) },
    { term: file.sheet ? t('SHA-256 of what it holds') : 'SHA-256', value: sha256, digits: true },
    { term: t('Size'), value: t('{bytes} bytes', { bytes: bytes ?? 0 }) },
  ];
  const heading: DocumentPart = { kind: 'heading', text: name, level: 2 };
  if (found.kind !== 'wrapped-key') {
    const { state, word, detail } = shareFileWords(sha256, register);
    return [
      heading,
      { kind: 'facts', facts: common },
      { kind: 'statement', mark: marks[state], text: t('{word}: {detail}', { word, detail }) },
    ];
  }
  const pitfalls = pitfallsOf(found.key).map(({ text }) => text);
  return [
    heading,
    { kind: 'facts', facts: [...common, ...keyFacts(found.key)] },
    ...(pitfalls.length === 0 ? [] : [{ kind: 'list', ordered: false, items: pitfalls } as const]),
    ...(devices.length === 0 ? [] : [devicesTable(found.key, devices)]),
  ];
}

function keyFacts(key: WrappedKeyFacts): DocumentFact[] {
  return [
    { term: t('Label'), value: key.label ?? t('not told') },
    { term: 'ID', value: key.id ?? t('not told'), digits: true },
    { term: t('Type'), value: typeOf(key) },
    { term: t('May'), value: capabilitiesOf(key) },
    { term: 'DKEK (KCV)', value: key.kcv, digits: true },
    { term: t('Certificate'), value: certificateOf(key) },
  ];
}

function devicesTable(key: WrappedKeyFacts, devices: readonly DeviceSnapshot[]): DocumentPart {
  return {
    kind: 'table',
    columns: [
      { title: t('Device'), width: 4, digits: true },
      { title: t('Restore'), width: 3 },
      { title: t('Why'), width: 7 },
    ],
    rows: devices.map((device) => {
      const { state, word, detail } = judgeRestore(key, device);
      return [`${device.label} ${device.serial}`.trim(), { mark: marks[state], text: word }, detail];
    }),
  };
}

function othersTable(files: readonly InspectedFile[]): DocumentPart {
  return {
    kind: 'table',
    columns: [
      { title: t('File'), width: 4 },
      { title: t('What was found'), width: 8 },
    ],
    rows: files.map(({ name, found }) => [name, 'why' in found ? found.why : '']),
  };
}
