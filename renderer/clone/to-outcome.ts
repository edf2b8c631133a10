/** A dialog that closes gives the focus back to the button that opened it, a moment later. */
const FOCUS_GIVEN_BACK_MS = 100;

/** The outcome of a dialog that was closed gets the focus, so that it is in sight and read out: its button may be far below. */
export function goToOutcome(heading = 'clone-heading'): void {
  setTimeout(() => (document.getElementById(heading) ?? document.getElementById('clone-heading'))?.focus(), FOCUS_GIVEN_BACK_MS);
}
