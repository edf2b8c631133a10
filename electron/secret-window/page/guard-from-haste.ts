/** As long as a key or click that was meant for the window before may still come. */
const guardMs = 300;

export interface Guard {
  /** The button does nothing yet. */
  readonly isUp: boolean;
}

/**
 * A question can open under a finger that is on its way down, and a page that was taken over chooses the moment. So its button does
 * nothing for a moment after the window has appeared or come to the front, and a key that is held down never answers.
 */
export function guardFromHaste(button: HTMLButtonElement, asks: boolean): Guard {
  if (!asks) return { isUp: false };
  const guard = { isUp: true };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const raise = () => {
    guard.isUp = true;
    button.setAttribute('aria-disabled', 'true');
    clearTimeout(timer);
    timer = setTimeout(lower, guardMs);
  };
  const lower = () => {
    guard.isUp = false;
    button.removeAttribute('aria-disabled');
  };
  raise();
  window.addEventListener('focus', raise);
  document.addEventListener(
    'keydown',
    (event) => event.repeat && (event.key === 'Enter' || event.key === ' ') && event.preventDefault(),
    true,
  );
  return guard;
}
