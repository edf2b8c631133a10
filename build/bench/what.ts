/** What each figure is, for the table of the README. What was measured behind it comes from the run. */
export const what: Readonly<Record<string, string>> = {
  'open-device.apdu-ratio': 'commands to show a logged-in device with 30 EC keys, against `pkcs11-tool --login --list-objects`',
  'list.card-apdus': 'commands to list 30 EC keys as the tree does',
  'list.module-apdus': 'commands to list them through OpenSC’s module in our process, against `pkcs11-tool`',
  'list.time-ratio': 'time of the list by APDU, against the list through the module',
  'apdu.overhead-ratio': 'host time of a short command through pcscd, against a loop in C on the same library',
  'apdu.overhead-ratio.electron': 'the same in Electron, whose loop takes one turn more',
  'pbe-open.time-ratio': 'password to DKEK share, against `sc-hsm-tool --import-dkek-share` on the same file',
  'pbe-open.main-thread-block': 'longest delay of the main thread during that',
  'kdf.vs-sc-hsm-tool': 'key derivation alone (30 million chained MD5), against `sc-hsm-tool` on the same file',
  'kdf.vs-c': 'the same against a bare C loop at -O3',
  'split.ms': 'splitting and combining 9 shares',
  'sheet.scan-rate': 'printed sheets of every kind, rasterised, spoilt, and scanned back',
  'transcript.verify-ms': 'a transcript of 10,000 entries opened and verified',
  'transcript.append-growth': 'time of an append at its end, against its beginning',
  'transcript.kills-survived': 'a writer killed with SIGKILL: no entry lost that it had said was kept',
  'clone.apdu-ratio':
    'commands to clone 4 AES keys and 6 pairs onto 4 devices, against the fewest with which each key can be wrapped, unwrapped, described, read back and proven',
  'clone.time-ratio': 'keys onto one device through pcscd, against a script of `sc-hsm-tool` commands, which proves nothing',
  'faults.tried': 'operations of every kind, each met by every kind of fault at its commands and writes',
  'faults.survived':
    'of these: it ended in time, its failure was one of the closed list, what was there before is there, and the operation was brought to its end',
  'tear.survived':
    'a whole clone, source or target pulled at each of its commands, before and after it was done: brought to its end, nothing lost',
  'start.time-ratio': 'process start to the first device in the tree, against a bare window on the same runtime',
  'rss.ratio': 'memory of all processes with two devices in the tree, against a bare window on the same runtime',
  'package.mb': 'a package once it is installed',
  'package.deb-mb': 'its `.deb`, as it is carried',
  'fuzz.executions': 'broken inputs that parsers were given',
  'fuzz.failures': 'promises that a parser broke',
};
