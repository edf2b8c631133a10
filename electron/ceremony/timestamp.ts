const two = (value: number) => String(Math.trunc(Math.abs(value))).padStart(2, '0');

/** ISO 8601 with the offset of this workstation's zone and no fraction: `2026-03-01T14:05:09+01:00`. */
export function timestamp(at: Date = new Date()): string {
  const offset = -at.getTimezoneOffset();
  const date = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':');
  return `${date}T${time}${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`;
}
