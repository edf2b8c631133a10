import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icons.tsx';

interface WordsProps {
  readonly kind: 'done' | 'warning' | 'danger' | 'info';
  readonly children: ReactNode;
  /** Announced when it appears: the outcome of something the person did. */
  readonly isNews?: boolean;
}

const icons: Record<WordsProps['kind'], IconName> = { done: 'check', warning: 'warning', danger: 'stop', info: 'info' };

/** A sentence that must be seen, with an icon: never told apart by colour alone. */
export function Words({ kind, children, isNews }: WordsProps) {
  return (
    <div className={`words ${kind}`} role={isNews ? 'status' : undefined}>
      <Icon name={icons[kind]} />
      <div>{children}</div>
    </div>
  );
}
