import type { ReactNode } from 'react';
import { Button } from '../controls/Button.tsx';
import { useRoom } from '../room-context.ts';

interface NotYetProps {
  readonly title: string;
  /** What the view will hold. */
  readonly children: ReactNode;
  /** What serves the same need in this version. */
  readonly meanwhile: string;
}

/** A view that this version does not have: it says so, and what to do instead. */
export function NotYet({ title, children, meanwhile }: NotYetProps) {
  const room = useRoom();
  return (
    <section className="not-yet" aria-labelledby="view-heading">
      <h2 id="view-heading">{title}</h2>
      <p className="not-yet-state">This view is not part of this version yet.</p>
      <h3>What it will hold</h3>
      {children}
      <h3>Meanwhile</h3>
      <p>{meanwhile}</p>
      <Button look="primary" onPress={() => room.show('Key Manager')}>
        Go to the Key Manager
      </Button>
    </section>
  );
}
