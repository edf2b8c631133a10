import type { ReactNode } from 'react';

/** Drawn on 16 units, in the colour of the text around; always beside words, so hidden from screen readers. */
const drawings = {
  reader: (
    <>
      <rect x="1.75" y="6.75" width="12.5" height="6.5" rx="1.25" />
      <path d="M4.5 6.75v-4h7v4M4.5 10h7" />
    </>
  ),
  device: (
    <>
      <rect x="2.75" y="2.75" width="10.5" height="10.5" rx="1.5" />
      <rect x="6" y="6" width="4" height="4" rx=".5" />
      <path d="M6 2.75v-2M10 2.75v-2M6 15.25v-2M10 15.25v-2M2.75 6h-2M2.75 10h-2M15.25 6h-2M15.25 10h-2" />
    </>
  ),
  locked: (
    <>
      <rect x="3.25" y="7.25" width="9.5" height="6.5" rx="1.25" />
      <path d="M5.25 7.25v-2a2.75 2.75 0 0 1 5.5 0v2" />
    </>
  ),
  unlocked: (
    <>
      <rect x="3.25" y="7.25" width="9.5" height="6.5" rx="1.25" />
      <path d="M5.25 7.25v-2.5a2.75 2.75 0 0 1 5.3-1" />
    </>
  ),
  shield: <path d="M8 1.75 13.25 3.5v4.25c0 3-2.25 5.25-5.25 6.5-3-1.25-5.25-3.5-5.25-6.5V3.5z" />,
  shares: <path d="M8 1.75 14.25 5 8 8.25 1.75 5zM1.75 8 8 11.25 14.25 8M1.75 11 8 14.25 14.25 11" />,
  quorum: (
    <>
      <circle cx="5.25" cy="5" r="2.25" />
      <circle cx="11.25" cy="6" r="1.75" />
      <path d="M1.75 13.25v-1a3.5 3.5 0 0 1 7 0v1M10.5 9.9a3 3 0 0 1 3.75 2.85v.5" />
    </>
  ),
  key: (
    <>
      <circle cx="5" cy="11" r="3.25" />
      <path d="m7.4 8.6 6.35-6.35M10.75 5.25l2 2" />
    </>
  ),
  certificate: (
    <>
      <path d="M9 13.25H3.25a1 1 0 0 1-1-1v-8.5a1 1 0 0 1 1-1h9.5a1 1 0 0 1 1 1V6M5 6h5M5 9h2.5" />
      <circle cx="11.5" cy="9.75" r="2" />
      <path d="M10.25 11.5v3.25l1.25-.75 1.25.75V11.5" />
    </>
  ),
  plug: (
    <>
      <path d="M4.25 6.25h7.5v2.5a3.75 3.75 0 0 1-7.5 0zM6 6.25v-4M10 6.25v-4M8 12.5v2.25" />
    </>
  ),
  person: (
    <>
      <circle cx="8" cy="5" r="2.75" />
      <path d="M2.75 14.25v-.5a4 4 0 0 1 4-4h2.5a4 4 0 0 1 4 4v.5" />
    </>
  ),
  people: (
    <>
      <circle cx="6" cy="5.25" r="2.5" />
      <path d="M1.25 13.75v-.25a3.75 3.75 0 0 1 3.75-3.75h2a3.75 3.75 0 0 1 3.75 3.75v.25M10.5 2.9a2.5 2.5 0 0 1 0 4.7M12.25 9.9a3.75 3.75 0 0 1 2.5 3.6v.25" />
    </>
  ),
  folder: <path d="M1.75 12.25v-8.5a1 1 0 0 1 1-1h3.5l1.75 2h5.25a1 1 0 0 1 1 1v6.5a1 1 0 0 1-1 1H2.75a1 1 0 0 1-1-1z" />,
  paper: <path d="M9.25 1.75H4.5a1 1 0 0 0-1 1v10.5a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1V5zM9 2v3.25h3.25M6 8.25h4M6 11h4" />,
  bag: (
    <>
      <rect x="2.75" y="5.25" width="10.5" height="9" rx="1" />
      <path d="M2.75 8h10.5M5.25 5.25v-2a1 1 0 0 1 1-1h3.5a1 1 0 0 1 1 1v2" />
    </>
  ),
  check: <path d="m2.75 8.5 3.5 3.5 7-8" />,
  cross: <path d="m3.5 3.5 9 9M12.5 3.5l-9 9" />,
  dash: <path d="M3.5 8h9" />,
  warning: <path d="M8 2 14.75 13.75H1.25zM8 6.25v3.5M8 11.5v.25" />,
  stop: <path d="M5.2 1.75h5.6l3.45 3.45v5.6l-3.45 3.45H5.2L1.75 10.8V5.2zM8 4.75v4M8 11v.25" />,
  info: (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="M8 7.25v4M8 4.75v.25" />
    </>
  ),
  arrow: <path d="M2.5 8h10.25M8.5 3.75 12.75 8 8.5 12.25" />,
  chevron: <path d="m6 3.5 4.5 4.5L6 12.5" />,
  down: <path d="M3.5 6 8 10.5 12.5 6" />,
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof drawings;

export function Icon({ name, className }: { readonly name: IconName; readonly className?: string }) {
  return (
    <svg className={className ? `icon ${className}` : 'icon'} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {drawings[name]}
    </svg>
  );
}
