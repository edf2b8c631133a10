import { planOf } from '../../shared/custody/quorum.ts';
import { t } from '../../shared/language/text.ts';
import type { Register, ShareSet } from '../../shared/models/custody.ts';
import { Fact, Facts, Hex } from '../controls/Facts.tsx';
import { Text } from '../controls/Text.tsx';
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
            <SetKind set={set} />
          </p>
        </div>
        {set.kind === 'password' && !successor && <CustodyButton action={reissue(set)} describedBy={headingId} />}
      </header>
      {successor ? (
        <Words kind="warning">
          {t('Replaced by set {set}. These parts with an old copy of the share file still open that copy: destroy both.', {
            set: successor.setId,
          })}
        </Words>
      ) : (
        <SetPlan set={set} register={register} />
      )}
      <HoldingsTable caption={t('Parts of {purpose}', { purpose: set.purpose })} isParts hasActions={!successor}>
        {parts.map((holding) => (
          <HoldingRow
            key={`${holding.sheetId} ${holding.copy}`}
            holding={holding}
            register={register}
            name={
              <Text
                of="Part {index} {ofTotal}"
                index={holding.index}
                ofTotal={<span className="of">{t('of {total}', { total: set.total })}</span>}
              />
            }
            isPart
            hasActions={!successor}
          />
        ))}
      </HoldingsTable>
      {set.kind === 'password' && (
        <Facts>
          <Fact term={t('Share KCV')}>{set.shareKcv && <Hex digits={set.shareKcv} />}</Fact>
          <Fact term={t('SHA-256 of the share file')}>{set.fileSha256 && <Hex digits={set.fileSha256} />}</Fact>
        </Facts>
      )}
    </article>
  );
}

function SetKind({ set }: { readonly set: ShareSet }) {
  const pieces = {
    kind: set.kind,
    set: <code>{set.setId}</code>,
    day: <time dateTime={set.createdAt}>{day(set.createdAt)}</time>,
  };
  if (!set.replaces) {
    return <Text of="{kind, select, password {Opens a DKEK share file} other {Text secret}}, set {set}, made on {day}" {...pieces} />;
  }
  return (
    <Text
      of="{kind, select, password {Opens a DKEK share file} other {Text secret}}, set {set}, made on {day}, in place of {former}"
      {...pieces}
      former={<code>{set.replaces}</code>}
    />
  );
}

function SetPlan({ set, register }: { readonly set: ShareSet; readonly register: Register }) {
  const { words, readBack, sealed, flags } = planOf(set, register.holdings, register.custodians);
  const grave = flags.filter(({ gravity }) => gravity !== 'note');
  return (
    <div className="set-plan">
      <p className="quorum">
        <strong>{t('Any {threshold} of {total}', { threshold: set.threshold, total: set.total })}</strong>
        <span>{words}</span>
      </p>
      <p className="tally">
        <Tally
          isWhole={readBack >= set.total}
          icon="check"
          words={t('{count} of {total} read back, so backed up', { count: readBack, total: set.total })}
        />
        <Tally isWhole={sealed >= set.total} icon="bag" words={t('{count} of {total} sealed', { count: sealed, total: set.total })} />
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
  readonly isWhole: boolean;
  readonly icon: IconName;
  readonly words: string;
}

function Tally({ isWhole, icon, words }: TallyProps) {
  return (
    <span className={isWhole ? 'state good' : 'state caution'}>
      <Icon name={isWhole ? icon : 'warning'} />
      {words}
    </span>
  );
}
