import type { ReactNode, Ref } from 'react';

interface ButtonProps {
  readonly children: ReactNode;
  readonly look?: 'plain' | 'primary' | 'danger' | 'quiet';
  readonly isDisabled?: boolean;
  readonly type?: 'button' | 'submit';
  readonly describedBy?: string;
  readonly label?: string;
  /** Only for the safe button of a question: it must be what Enter presses. */
  readonly takesFocus?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
  onPress?(): void;
}

/** A disabled button stays reachable by keyboard, so that its reason can be read and heard. */
export function Button({
  children,
  look = 'plain',
  isDisabled,
  type = 'button',
  describedBy,
  label,
  takesFocus,
  ref,
  onPress,
}: ButtonProps) {
  return (
    <button
      ref={ref}
      type={type}
      className={`button ${look}`}
      aria-disabled={isDisabled || undefined}
      aria-describedby={describedBy}
      aria-label={label}
      // biome-ignore lint/a11y/noAutofocus: in an alert dialog the safe button has the focus (design, section 5)
      autoFocus={takesFocus}
      onClick={(event) => {
        if (!isDisabled) return onPress?.();
        event.preventDefault();
      }}
    >
      {children}
    </button>
  );
}
