import { nameOfType } from '../../../shared/clone/words.ts';
import { columnsOf, drillColumnNames } from '../../../shared/drill/words.ts';
import { t } from '../../../shared/language/text.ts';
import type { Drill } from '../../../shared/models/drill.ts';
import { Hex } from '../../controls/Facts.tsx';
import { Text } from '../../controls/Text.tsx';
import { MarkCell } from '../MarkWord.tsx';

/** One line for each wrapped key, one column for each proof. */
export function DrillKeys({ drill }: { readonly drill: Drill }) {
  const columns = columnsOf(drill);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="matrix-frame" aria-label={t('Keys of the drill')} tabIndex={0}>
      <table className="matrix drill-table">
        <thead>
          <tr>
            <th scope="col">{t('Key')}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {drillColumnNames[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {drill.keys.map((key) => (
            <tr key={key.file.sha256}>
              <th scope="row">
                {key.file.label}
                <span className="matrix-kind">
                  {nameOfType(key.file.type)}, {key.file.name}
                </span>
                {key.check?.kind === 'aes-cmac' && (
                  <span className="matrix-kind">
                    <Text of="Check value {digits}" digits={<Hex digits={key.check.digits} />} />
                  </span>
                )}
              </th>
              {columns.map((column) => (
                <MarkCell key={column} mark={key[column]} term={drillColumnNames[column]} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
