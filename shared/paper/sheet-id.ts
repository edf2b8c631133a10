const wellFormed = /^[0-9A-HJKMNP-TV-Z]{8}$/;

/**
 * A sheet, set or ceremony ID as people type it, in its one true form `K7Q2-M5TX`: spaces, hyphens and case do not count, and
 * as Crockford's base32 has no O, I and L they are read as 0, 1 and 1. undefined where it is none.
 */
export function readSheetId(typed: string): string | undefined {
  const squeezed = typed.replace(/[\s-]/g, '').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  return wellFormed.test(squeezed) ? `${squeezed.slice(0, 4)}-${squeezed.slice(4)}` : undefined;
}

/** The digits of IDs, Crockford's base32. */
export const sheetIdDigits: readonly string[] = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
