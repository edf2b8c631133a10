/** IPv4 in four decimal numbers, IPv6 in groups of hexadecimal digits with at most one `::` (RFC 4291 2.2). No zones, no masks. */
const byte = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const fourBytes = new RegExp(`^${byte}(?:\\.${byte}){3}$`);
const GROUPS = 8;

/** 4 or 16 bytes of the address, or undefined where the text is none. */
export function addressBytes(text: string): Uint8Array | undefined {
  if (fourBytes.test(text) && !/(^|\.)0\d/.test(text)) return Uint8Array.from(text.split('.').map(Number));
  const groups = eightGroups(text);
  return groups && Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}

/** The eight groups of an IPv6 address. */
function eightGroups(text: string): number[] | undefined {
  const sides = text.split('::');
  if (sides.length > 2 || !text.includes(':')) return undefined;
  const [before, after] = [groupsOf(sides[0] ?? '', sides.length === 1), groupsOf(sides[1] ?? '', true)];
  if (!before || !after) return undefined;
  const missing = GROUPS - before.length - after.length;
  if (sides.length === 1) return missing === 0 ? before : undefined;
  return missing >= 1 ? [...before, ...new Array<number>(missing).fill(0), ...after] : undefined;
}

/** An IPv4 address may stand for the last two groups. */
function groupsOf(side: string, isLast: boolean): number[] | undefined {
  if (side === '') return [];
  const parts = side.split(':');
  const hasFour = isLast && parts.at(-1)?.includes('.') === true;
  const four = hasFour ? addressBytes(parts.pop() ?? '') : undefined;
  if ((hasFour && four?.length !== 4) || parts.some((part) => !/^[0-9A-Fa-f]{1,4}$/.test(part))) return undefined;
  const groups = parts.map((part) => Number.parseInt(part, 16));
  if (!four) return groups;
  const [a = 0, b = 0, c = 0, d = 0] = four;
  return [...groups, a * 256 + b, c * 256 + d];
}
