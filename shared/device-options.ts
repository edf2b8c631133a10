/**
 * Words for the option bits of INITIALIZE (protocol reference 2.2), as the device panel shows them. Where the sources disagree
 * about a bit, it is shown by its number alone.
 */
const meanings: readonly { readonly bits: number; readonly words: string }[] = [
  { bits: 0x0001, words: 'PIN reset with SO-PIN' },
  { bits: 0x0002, words: 'its first User PIN was a transport PIN' },
  { bits: 0x0004, words: 'session PIN' },
  { bits: 0x0010, words: 'User PIN and public key authentication both needed' },
];

/** `0003: PIN reset with SO-PIN; its first User PIN was a transport PIN`. */
export function optionWords(options: number): string {
  const known = meanings.filter(({ bits }) => (options & bits) !== 0);
  const rest = known.reduce((left, { bits }) => left & ~bits, options);
  const others = Array.from({ length: 16 }, (_, bit) => 1 << bit).filter((bit) => (rest & bit) !== 0);
  const words = [...known.map(({ words }) => words), ...others.map((bit) => `option ${digits(bit)}, not known to this app`)];
  return `${digits(options)}: ${words.join('; ') || 'none'}`;
}

function digits(options: number): string {
  return options.toString(16).toUpperCase().padStart(4, '0');
}
