import { judgeRestore, pitfallsOf, type Restore, shareFileWords } from '../../../shared/inspection/restore.ts';
import { capabilitiesOf, certificateOf, kindOf, typeOf } from '../../../shared/inspection/words.ts';
import { languageTag, t } from '../../../shared/language/text.ts';
import type { Register } from '../../../shared/models/custody.ts';
import type { InspectedFile, WrappedKeyFacts } from '../../../shared/models/inspection.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { Icon, type IconName } from '../../icons.tsx';
import { deviceName } from '../../key-manager/node-text.ts';

interface FileRowProps {
  readonly file: InspectedFile;
  readonly devices: readonly DeviceSnapshot[];
  readonly register: Register | undefined;
  /** The details are shown at once. */
  readonly isOpen: boolean;
}

const icons: Readonly<Record<Restore['state'], IconName>> = { good: 'check', bad: 'stop', unknown: 'info' };

/** One file: what it is, under which DKEK, and where it can be restored. */
export function FileRow({ file, devices, register, isOpen }: FileRowProps) {
  const { found, name, bytes, sha256 } = file;
  const rest = devices.length + 1;
  return (
    <tr>
      <th scope="row">
        {name}
        <span className="matrix-kind">
          {bytes === undefined ? t('not read') : t('{size} bytes', { size: bytes.toLocaleString(languageTag()) })}
        </span>
      </th>
      <td className="what">
        <span className="what-kind">{kindOf(file)}</span>
        {found.kind === 'wrapped-key' && <KeyWords facts={found.key} />}
        {sha256 && (
          <details open={isOpen}>
            <summary>{t('Details')}</summary>
            <Facts>
              <Fact term={file.sheet ? t('SHA-256 of what it holds') : 'SHA-256'}>
                <Hex digits={sha256} />
              </Fact>
              {found.kind === 'wrapped-key' && (
                <>
                  <Fact term="ID">{found.key.id ?? t('not told')}</Fact>
                  <Fact term={t('May')}>{capabilitiesOf(found.key)}</Fact>
                  <Fact term={t('Certificate')}>{certificateOf(found.key)}</Fact>
                </>
              )}
            </Facts>
            {found.kind === 'wrapped-key' && <Pitfalls facts={found.key} isGrave={false} />}
          </details>
        )}
      </td>
      {found.kind === 'wrapped-key' && (
        <>
          <td data-head={t('DKEK (KCV)')}>
            <Hex digits={found.key.kcv} />
          </td>
          {devices.map((device) => (
            <RestoreCell
              key={device.serial}
              head={t('On {device}', { device: deviceName(device) })}
              restore={judgeRestore(found.key, device)}
            />
          ))}
        </>
      )}
      {found.kind === 'share-file' && <RestoreCell restore={shareFileWords(sha256, register)} columns={rest} />}
      {'why' in found && (
        <td colSpan={rest} className={found.kind === 'key-file' ? 'mark bad' : undefined}>
          {found.kind === 'key-file' && (
            <span className="mark-word">
              <Icon name="warning" />
              {t('not looked into')}
            </span>
          )}
          <p className="mark-detail">{found.why}</p>
        </td>
      )}
    </tr>
  );
}

function KeyWords({ facts }: { readonly facts: WrappedKeyFacts }) {
  return (
    <>
      <span className="what-label">{facts.label ?? t('no label')}</span>
      <span className="matrix-kind">{typeOf(facts)}</span>
      <Pitfalls facts={facts} isGrave />
    </>
  );
}

function Pitfalls({ facts, isGrave }: { readonly facts: WrappedKeyFacts; readonly isGrave: boolean }) {
  const found = pitfallsOf(facts).filter((pitfall) => pitfall.isGrave === isGrave);
  if (found.length === 0) return null;
  return (
    <ul className={isGrave ? 'pitfalls grave' : 'pitfalls'}>
      {found.map(({ text }) => (
        <li key={text}>
          <Icon name={isGrave ? 'stop' : 'info'} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}

interface RestoreCellProps {
  readonly restore: Restore;
  readonly columns?: number;
  /** The column's head, for windows too narrow for columns. */
  readonly head?: string;
}

function RestoreCell({ restore, columns, head }: RestoreCellProps) {
  return (
    <td className={`mark ${restore.state}`} colSpan={columns} data-head={head}>
      <span className="mark-word">
        <Icon name={icons[restore.state]} />
        {restore.word}
      </span>
      <p className="mark-detail">{restore.detail}</p>
    </td>
  );
}
