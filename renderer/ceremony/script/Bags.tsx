import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { ScriptSnapshot } from '../../../shared/models/script.ts';
import { Button } from '../../controls/Button.tsx';
import { Choice } from '../../controls/Choice.tsx';
import { TextField } from '../../controls/Field.tsx';
import { useRoom, useRoomState } from '../../room-context.ts';
import { clockTime } from '../ceremony-words.ts';

const directions = [
  { value: 'in', name: t('In: opened here') },
  { value: 'out', name: t('Out: sealed here') },
] as const;

interface BagsProps {
  readonly script: ScriptSnapshot;
  /** What is sealed in the step under way. */
  readonly sealing?: string;
}

/** Bags, media and printers that come in or go out, by the number printed on them. */
export function Bags({ script, sealing }: BagsProps) {
  const room = useRoom();
  const isRunning = useRoomState((state) => state.running.has('material'));
  const [what, setWhat] = useState(sealing ?? '');
  const [mark, setMark] = useState('');
  const [direction, setDirection] = useState<'in' | 'out'>(sealing === undefined ? 'in' : 'out');
  const canAdd = what.trim() !== '' && mark.trim() !== '' && !isRunning;
  const add = () =>
    room.once('material', async () => {
      const done = await room.operate(t('Material'), what, 'script.material', {
        what: what.trim().slice(0, 80),
        direction,
        mark: mark.trim(),
      });
      if (done) setMark('');
    });
  return (
    <div className="bags">
      {script.materials.length > 0 && (
        <ul className="bag-list">
          {script.materials.map(({ at, what: thing, direction: way, mark: number }) => (
            <li key={`${at} ${number} ${way}`}>
              <span className="of">{t('{time} {direction, select, in {in} other {out}}', { time: clockTime(at), direction: way })}</span>{' '}
              <code>{number}</code> {thing}
            </li>
          ))}
        </ul>
      )}
      {!script.finishedAt && (
        <form
          className="bag-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (canAdd) void add();
          }}
        >
          <TextField label={t('What')} value={what} onChange={setWhat} maxLength={80} />
          <TextField label={t('Number of the bag, or serial')} value={mark} onChange={setMark} maxLength={80} isCode />
          {sealing === undefined && (
            <Choice label={t('In or out')} layout="row" value={direction} onChange={setDirection} options={directions} />
          )}
          <div>
            <Button type="submit" isDisabled={!canAdd}>
              {direction === 'out' ? t('Enter sealed bag') : t('Enter bag')}
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}
