import { t } from './language/text.ts';

/**
 * Words for the option bits of INITIALIZE (protocol reference 2.2), as the device panel shows them. Where the sources disagree
 * about a bit, it is shown by its number alone.
 */
const meanings: readonly { readonly bits: number; readonly words: string }[] = [
  { bits: 0x0001, words: t('PIN reset with SO-PIN') },
  { bits: 0x0002, words: t('its first User PIN was a transport PIN') },
  { bits: 0x0004, words: t('session PIN') },
  { bits: 0x0010, words: t('User PIN and public key authentication both needed') },
];

/** `0003: PIN reset with SO-PIN; its first User PIN was a transport PIN`. */
export function optionWords(options: number): string {
  const known = meanings.filter(({ bits }) => (options & bits) !== 0);
  const rest = known.reduce((left, { bits }) => left & ~bits, options);
  const others = Array.from({ length: 16 }, (_, bit) => 1 << bit).filter((bit) => (rest & bit) !== 0);
  const words = [
    ...known.map(({ words }) => words),
    ...others.map((bit) => t('option {option}, not known to this app', { option: digits(bit) })),
  ];
  return `${digits(options)}: ${words.join('; ') || t('none')}`;
}

function digits(options: number): string {
  return options.toString(16).toUpperCase().padStart(4, '0');
}
