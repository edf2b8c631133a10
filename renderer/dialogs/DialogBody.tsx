import { type ReactNode, useLayoutEffect, useRef } from 'react';

/** The middle of a dialog. Where it scrolls and holds nothing to tab to, it takes the focus itself, so that arrow keys scroll it. */
export function DialogBody({ children }: { readonly children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = body.current;
    if (!element) return;
    const adjust = () => {
      const hasStop = element.querySelector('input, select, button, a') !== null;
      if (element.scrollHeight > element.clientHeight && !hasStop) element.tabIndex = 0;
      else element.removeAttribute('tabindex');
    };
    adjust();
    const watch = new ResizeObserver(adjust);
    watch.observe(element);
    return () => watch.disconnect();
  });
  return (
    <div className="dialog-body" ref={body}>
      {children}
    </div>
  );
}
