import { t } from '../../../shared/language/text.ts';
import type { TestedItem, TestedOperation, TestOutcome, TestResult } from '../../../shared/models/reports.ts';
import { Icon, type IconName } from '../../icons.tsx';

const icons: Record<TestOutcome, IconName> = { passed: 'check', failed: 'cross', 'not tested': 'dash' };

const outcomeWords: Readonly<Record<TestOutcome, string>> = { passed: t('passed'), failed: t('failed'), 'not tested': t('not tested') };

/** A line for each key and each trait of the device; both paths side by side where there were two. What was done opens below. */
export function TestResults({ items }: { readonly items: readonly TestedItem[] }) {
  const withModule = items.some(({ operations }) => operations.some(({ module }) => module));
  return (
    <table className="checks">
      <thead>
        <tr>
          <th scope="col">{t('Result')}</th>
          <th scope="col">{t('Tested')}</th>
          <th scope="col">{withModule ? t('By APDU') : t('What was done')}</th>
          {withModule && <th scope="col">{t('Through the module')}</th>}
        </tr>
      </thead>
      <tbody>
        {items.map((item, at) => (
          // Two keys may have one label and one ID; the order never changes.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <tr key={at} className={item.outcome.replace(' ', '-')}>
            <td>
              <Outcome outcome={item.outcome} />
            </td>
            <th scope="row">
              {item.name}
              {item.about && <span className="about">{item.about}</span>}
            </th>
            <td>
              <Checks operations={item.operations} path="apdu" isKey={item.isKey} isAlone={!withModule} />
            </td>
            {withModule && (
              <td>
                <Checks operations={item.operations} path="module" isKey={item.isKey} isAlone={false} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Outcome({ outcome }: { readonly outcome: TestOutcome }) {
  return (
    <span className={`outcome ${outcome.replace(' ', '-')}`}>
      <Icon name={icons[outcome]} />
      {outcomeWords[outcome]}
    </span>
  );
}

interface ChecksProps {
  readonly operations: readonly TestedOperation[];
  readonly path: 'apdu' | 'module';
  readonly isKey: boolean;
  /** No second path stands beside: the result of the line is the result of its only reason. */
  readonly isAlone: boolean;
}

function Checks({ operations, path, isKey, isAlone }: ChecksProps) {
  const checks = operations.flatMap(({ name, [path]: check }) => (check ? [{ name, check }] : []));
  const [first] = checks;
  if (!first) return null;
  // One reason for all is said once.
  if (!isKey || checks.every(({ check }) => check.outcome === 'not tested' && check.detail === first.check.detail))
    return <Reason check={first.check} isAlone={isAlone} />;
  return (
    <ul className="operations">
      {checks.map(({ name, check }) => (
        <li key={name}>
          <details open={check.outcome === 'failed'}>
            <summary>
              <Outcome outcome={check.outcome} /> {name}
            </summary>
            <p>{check.detail}</p>
          </details>
        </li>
      ))}
    </ul>
  );
}

function Reason({ check, isAlone }: { readonly check: TestResult; readonly isAlone: boolean }) {
  if (isAlone) return check.detail;
  return (
    <>
      <Outcome outcome={check.outcome} /> {check.detail}
    </>
  );
}
