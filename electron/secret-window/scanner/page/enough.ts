/** `HSMP1-PBE K7Q2-M5TX 1/3 …`: type and sheet in the first group, then which code of how many. */
const head = /^(HSMP1-[A-Z]{3} [0-9A-Z]{4}-[0-9A-Z]{4}) ([1-9][0-9]?)\/([1-9][0-9]?) /;

/** Whether every sheet of which a code was found is here with all its codes. Codes of other kinds do not count. */
export function completeSheets(texts: readonly string[]): boolean {
  const sheets = new Map<string, { total: number; parts: Set<string> }>();
  for (const text of texts) {
    const [, sheet, part, total] = head.exec(text) ?? [];
    if (sheet === undefined || part === undefined) continue;
    const known = sheets.get(sheet) ?? { total: Number(total), parts: new Set() };
    sheets.set(sheet, known);
    known.parts.add(part);
  }
  return sheets.size > 0 && [...sheets.values()].every(({ total, parts }) => parts.size >= total);
}
