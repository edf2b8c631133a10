import { isReadBack, isReplaced, isSealed } from '../../shared/custody/quorum.ts';
import { t } from '../../shared/language/text.ts';
import type { Holding, HoldingEvent } from '../../shared/models/custody.ts';
import { Icon, type IconName } from '../icons.tsx';
import { day, lastEvent } from './register-words.ts';

interface Chip {
  readonly icon: IconName;
  readonly mood: 'plain' | 'good' | 'caution' | 'over';
  readonly words: string;
  readonly event?: HoldingEvent | undefined;
}

/** What has happened to a sheet, each with its day; what keeps it from counting as a backup stands first. */
export function HoldingState({ holding }: { readonly holding: Holding }) {
  return (
    <ul className="chips">
      {chipsOf(holding).map(({ icon, mood, words, event }) => (
        <li key={words} className={`chip ${mood}`}>
          <Icon name={icon} />
          <span>
            {words}
            {event && (
              <>
                {' '}
                <time dateTime={event.at} title={event.at}>
                  {day(event.at)}
                </time>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function chipsOf(holding: Holding): readonly Chip[] {
  const sealed = lastEvent(holding, 'sealed');
  const isClosed = isSealed(holding);
  const isOver = isReplaced(holding);
  const chips: readonly Chip[] = [
    ...(isOver || isReadBack(holding) ? [] : [{ icon: 'warning', mood: 'caution', words: t('not read back: no backup yet') } as const]),
    { icon: 'paper', mood: 'plain', words: t('created'), event: lastEvent(holding, 'created') },
    { icon: 'paper', mood: 'plain', words: t('printed'), event: lastEvent(holding, 'printed') },
    { icon: 'check', mood: 'good', words: t('read back'), event: lastEvent(holding, 'read back') },
    { icon: 'shield', mood: 'good', words: t('drilled'), event: lastEvent(holding, 'drilled') },
    { icon: 'bag', mood: isClosed ? 'good' : 'plain', words: t('sealed TEB {teb}', { teb: sealed?.teb ?? '?' }), event: sealed },
    ...(sealed && !isClosed && !isOver ? [{ icon: 'warning', mood: 'caution', words: t('opened since: seal it again') } as const] : []),
    { icon: 'cross', mood: 'over', words: t('replaced'), event: lastEvent(holding, 'replaced') },
  ];
  const told = chips.filter(({ event, mood }) => event !== undefined || mood === 'caution');
  // What has been replaced is good for nothing any more, however well it was kept.
  return isOver ? told.map((chip) => (chip.mood === 'good' ? { ...chip, mood: 'plain' } : chip)) : told;
}
