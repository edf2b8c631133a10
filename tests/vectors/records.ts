/** See README.md for provenance. Hex, upper case. */
export const records = {
  /** OpenSC 0.23: RSA-2048, label rsa1, ID 10, reference 1 */
  openscRsa: '3027300D0C0472736131030206C0040101300A04011003020470020101A10A30083002040002020800',
  /** CardContact's module: RSA-2048, label rsae, ID 34 */
  cardContactRsa: '301E30060C047273616530080401340303066000A10A30083002040002020800',
  /** CardContact's module: EC P-256, label ecc, ID 33 */
  cardContactEc: 'A01D30050C036563633008040133030306' + '2080' + 'A10A30083002040002020100',
  /** CardContact's module: AES-256, label wallet-kek, ID 05 */
  cardContactAes: 'A820300C0C0A77616C6C65742D6B656B300804010503030' + '6C000A006300402020100',
  /** OpenSC 0.23: TokenInfo with the label MyToken */
  openscTokenInfo: '301002010080074D79546F6B656E03020520',
};
