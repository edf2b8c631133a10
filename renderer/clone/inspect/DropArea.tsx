import { type ReactNode, type Ref, useState } from 'react';
import { useRoom } from '../../room-context.ts';
import { inspectDropped } from '../actions/inspect-actions.ts';

interface DropAreaProps {
  readonly children: ReactNode;
  readonly ref: Ref<HTMLDivElement>;
  /** While a run is open nothing can be dropped. */
  readonly isOff: boolean;
}

/** The whole view takes files. Everything a drop does can be done with the buttons too. */
export function DropArea({ children, ref, isOff }: DropAreaProps) {
  const room = useRoom();
  const [isOver, setOver] = useState(false);
  const hasFiles = ({ types }: DataTransfer) => !isOff && types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the buttons are the first
    <div
      className={isOver ? 'custodians drop-area over' : 'custodians drop-area'}
      ref={ref}
      onDragOver={(event) => {
        if (!hasFiles(event.dataTransfer)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (event.target === event.currentTarget || !event.relatedTarget) setOver(false);
      }}
      onDrop={(event) => {
        setOver(false);
        if (!hasFiles(event.dataTransfer)) return;
        event.preventDefault();
        const action = inspectDropped([...event.dataTransfer.files]);
        void room.once(action.id, () => action.perform(room));
      }}
    >
      {children}
    </div>
  );
}
