import { planOf } from '../../shared/custody/quorum.ts';
import type { Register, ShareSet } from '../../shared/models/custody.ts';
import { Fact, Facts, Hex } from '../controls/Facts.tsx';
import { Words } from '../controls/Words.tsx';
import { Icon, type IconName } from '../icons.tsx';
import { reissue } from './actions/sets.ts';
import { CustodyButton } from './CustodyButton.tsx';
import { HoldingRow } from './HoldingRow.tsx';
import { HoldingsTable } from './HoldingsTable.tsx';
import { day, partsOf, successorOf } from './register-words.ts';

/** One split secret: how many open it, who has which part, and whether the parts can be relied on. */
export function SetCard({ set, register }: { readonly set: ShareSet; readonly register: Register }) {
  const headingId = `set-${set.setId}`;
  const successor = successorOf(set, register);
  const parts = partsOf(set, register);
  return (
    <article className={successor ? 'set replaced' : 'set'} aria-labelledby={headingId}>
      <header className="set-head">
        <Icon name={set.kind === 'password' ? 'shares' : 'locked'} />
        <div className="set-title">
          <h4 id={headingId}>{set.purpose}</h4>
          <p className="set-kind">
            {set.kind === 'password' ? 'Opens a DKEK share file' : 'Text secret'}, set <code>{set.setId}</code>, made on{' '}
            <time dateTime={set.createdAt}>{day(set.createdAt)}</time>
            {set.replaces && (
              <>
                , in place of <code>{set.replaces}</code>
              </>
            )}
          </p>
        </div>
        {set.kind === 'password' && !successor && <CustodyButton action={reissue(set)} describedBy={headingId} />}
      </header>
      {successor ? (
        <Words kind="warning">
          Replaced by set {successor.setId}. These parts with an old copy of the share file still open that copy: destroy both.
        </Words>
      ) : (
        <SetPlan set={set} register={register} />
      )}
      <HoldingsTable caption={`Parts of ${set.purpose}`} isParts hasActions={!successor}>
        {parts.map((holding) => (
          <HoldingRow
            key={`${holding.sheetId} ${holding.copy}`}
            holding={holding}
            register={register}
            name={
              <>
                Part {holding.index} <span className="of">of {set.total}</span>
              </>
            }
            isPart
            hasActions={!successor}
          />
        ))}
      </HoldingsTable>
      {set.kind === 'password' && (
        <Facts>
          <Fact term="Share KCV">{set.shareKcv && <Hex digits={set.shareKcv} />}</Fact>
          <Fact term="SHA-256 of the share file">{set.fileSha256 && <Hex digits={set.fileSha256} />}</Fact>
        </Facts>
      )}
    </article>
  );
}

function SetPlan({ set, register }: { readonly set: ShareSet; readonly register: Register }) {
  const { words, readBack, sealed, flags } = planOf(set, register.holdings, register.custodians);
  const grave = flags.filter(({ gravity }) => gravity !== 'note');
  return (
    <div className="set-plan">
      <p className="quorum">
        <strong>
          Any {set.threshold} of {set.total}
        </strong>
        <span>{words}</span>
      </p>
      <p className="tally">
        <Tally count={readBack} total={set.total} icon="check" words="read back, so backed up" />
        <Tally count={sealed} total={set.total} icon="bag" words="sealed" />
      </p>
      {grave.length > 0 && (
        <Words kind={grave.some(({ gravity }) => gravity === 'danger') ? 'danger' : 'warning'}>
          {grave.map((flag) => (
            <p key={flag.words}>{flag.words}</p>
          ))}
        </Words>
      )}
    </div>
  );
}

interface TallyProps {
  readonly count: number;
  readonly total: number;
  readonly icon: IconName;
  readonly words: string;
}

function Tally({ count, total, icon, words }: TallyProps) {
  const isWhole = count >= total;
  return (
    <span className={isWhole ? 'state good' : 'state caution'}>
      <Icon name={isWhole ? icon : 'warning'} />
      {count} of {total} {words}
    </span>
  );
}
