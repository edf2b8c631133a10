import { equal, hex, uint16 } from '../../shared/bytes.ts';
import { encodeTlv } from '../codec/tlv.ts';
import { fileExists, fileIdentifier, fileSize, keyClass } from './files.ts';
import type { CardCommand } from './parse-command.ts';
import { newPkaSession } from './public-key-authentication.ts';
import type { CardKey, PoweredCard } from './state.ts';
import { type Answer, answer, demand, Refused, sw } from './status.ts';

/** The applet: E8 and the object identifier 1.3.6.1.4.1.24991.2.1 (protocol reference 1.1). */
const applet = hex.decode('E82B0601040181C31F0201');

/** Third from last in the FCI: the vendor's mark for a demonstration device. */
const demonstrationPlatform = 0x01;
export const firmware = { major: 4, minor: 1 } as const;

// P2: what the answer holds
const withFci = [0x00, 0x04];
const withoutFci = 0x0c;

/** `00 A4`: the applet by its identifier, which logs out, or a file, which becomes the current EF (protocol reference 1.2, 1.3). */
export function select(card: PoweredCard, command: CardCommand): Answer {
  const { p1, p2, data } = command;
  demand(withFci.includes(p2) || p2 === withoutFci, sw.badParameters);
  if (p1 === 0x04) return selectApplet(card, data, p2);
  if (p1 === 0x00) return selectFile(card, data, p2);
  // EF.DIR and DF 5015 by path, which OpenSC looks for at every start
  if (p1 === 0x08 || p1 === 0x09) throw new Refused(sw.fileNotFound);
  throw new Refused(sw.badParameters);
}

function selectApplet(card: PoweredCard, identifier: Uint8Array, p2: number): Answer {
  demand(equal(identifier, applet), sw.fileNotFound);
  Object.assign(card.session, {
    userVerified: false,
    soVerified: false,
    labelWritable: false,
    currentFile: undefined,
    pka: newPkaSession(),
  });
  if (p2 === withoutFci) return answer();
  const options = uint16(card.state.setup?.options ?? 0);
  const version = Uint8Array.of(...options, demonstrationPlatform, firmware.major, firmware.minor);
  return answer(
    encodeTlv(0x62, encodeTlv(0x82, Uint8Array.of(0x01, 0x78)), encodeTlv(0x83, Uint8Array.of(0x3f, 0x00)), encodeTlv(0x85, version)),
  );
}

function selectFile(card: PoweredCard, identifier: Uint8Array, p2: number): Answer {
  demand(identifier.length === 2, sw.wrongLength);
  const file = fileIdentifier(identifier);
  demand(fileExists(card, file), sw.fileNotFound);
  card.session.currentFile = file;
  if (p2 === withoutFci) return answer();
  const key = file >> 8 === keyClass ? card.state.keys.get(file & 0xff) : undefined;
  const control = [
    encodeTlv(0x81, uint16(fileSize(card, file))),
    encodeTlv(0x82, Uint8Array.of(0x01, 0x01)),
    encodeTlv(0x83, identifier),
    encodeTlv(0x8a, Uint8Array.of(0x05)),
  ];
  return answer(encodeTlv(0x62, ...control, ...(key === undefined ? [] : [describeKey(key)])));
}

/** A5: algorithm list, uses left, key domain. Its length has two bytes, as measured, so that clients meet that form. */
function describeKey(key: CardKey): Uint8Array {
  const uses = new Uint8Array(4);
  new DataView(uses.buffer).setUint32(0, key.usesLeft ?? 0);
  const parts = [
    ...(key.algorithms === undefined ? [] : [encodeTlv(0x91, key.algorithms)]),
    ...(key.usesLeft === undefined ? [] : [encodeTlv(0x90, uses)]),
    encodeTlv(0x92, Uint8Array.of(key.keyDomain)),
  ];
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Uint8Array.of(0xa5, 0x81, length, ...parts.flatMap((part) => [...part]));
}
