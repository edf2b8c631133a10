import { refuse } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';

/**
 * Reads the settings of a webadm.conf that concern encryption. The file holds secrets (the PIN, keys, passwords of directory and database),
 * so it is read as bytes: only the values of settings that are no secret ever become a string.
 *
 * Form: `name value`, `name "value", "value"`; # begins a comment; a line that ends with a backslash or a comma goes on in the next.
 */
export interface WebadmConf {
  readonly settings: readonly ConfSetting[];
  /** Lines that are no setting, by number from 1, with why. At most `mostFaults`. */
  readonly faults: readonly { readonly line: number; readonly why: string }[];
  /** How many further lines are no setting. */
  readonly moreFaults: number;
  /** Settings that are written as a comment: name and line. */
  readonly commented: readonly { readonly name: string; readonly line: number }[];
}

export interface ConfSetting {
  /** `other` where it does not begin with hsm_ or encrypt_. */
  readonly name: string;
  /** Where it begins, from 1. */
  readonly line: number;
  /** undefined for a secret, and for a setting that this app does not know. */
  readonly values?: readonly string[];
  /** Bytes of the value without quotes and blanks around it. 0: it has none. */
  readonly length: number;
  /** The value has the form of a placeholder: it begins with `<`. */
  readonly isPlaceholder: boolean;
}

export const LARGEST_CONF = 262_144;
const mostFaults = 20;
const open = ['encrypt_data', 'encrypt_mode', 'encrypt_hsm', 'hsm_model', 'hsm_slot', 'hsm_keyid'];
const secret = ['hsm_pin', 'encrypt_key'];
const longestOpenValue = 200;
/** More indexes than keys that a device can hold. */
const mostValues = 256;
/** Where lines were joined by mistake, a secret may stand behind a value that is none: from its name on nothing is told. */
const secretBehind = new RegExp(`(?:${secret.join('|')})[^]*$`, 'i');

const [NEWLINE, RETURN, SPACE, TAB, QUOTE, HASH, COMMA, SEMICOLON, BACKSLASH, LESS] = [10, 13, 32, 9, 34, 35, 44, 59, 92, 60];

/** Refusal webadm-conf-binary. The caller wipes `bytes`. Never throws for any other content. */
export function readWebadmConf(bytes: Uint8Array): WebadmConf {
  if (bytes.includes(0)) refuse('webadm-conf-binary');
  const settings: ConfSetting[] = [];
  const faults: { line: number; why: string }[] = [];
  const commented: { name: string; line: number }[] = [];
  let number = 0;
  let goesOn = false;
  for (const line of linesIn(bytes)) {
    number++;
    const content = trimmed(line);
    // a comma too many at the end of a line makes no part of a setting that has a name of its own
    const isPart = goesOn && ![...open, ...secret].includes(split(content).name);
    goesOn = content.length > 0 && [BACKSLASH, COMMA].includes(content.at(-1) as number) && content[0] !== HASH;
    if (content.length === 0) continue;
    if (content[0] === HASH || content[0] === SEMICOLON) {
      const { name } = split(trimmed(content.subarray(1)));
      if (name && [...open, ...secret].includes(name)) commented.push({ name, line: number });
      continue;
    }
    if (isPart) {
      extend(settings, content);
      continue;
    }
    const { name, value } = split(content);
    if (!name) faults.push({ line: number, why: t('it does not begin with the name of a setting') });
    else if (value.length === 0) faults.push({ line: number, why: t('it has no value') });
    else if (!quotesMatch(value)) faults.push({ line: number, why: t('a quotation mark is not closed') });
    if (name) settings.push(setting(name, number, value));
  }
  return { settings, faults: faults.slice(0, mostFaults), moreFaults: Math.max(0, faults.length - mostFaults), commented };
}

/** The names that may be told. What stands at the beginning of any other line could be a PIN that got there by mistake. */
const toldName = /^(?:hsm|encrypt)_[a-z]{1,20}$/;
const other = 'other';

function setting(name: string, line: number, raw: Uint8Array): ConfSetting {
  const value = unquoted(raw);
  return {
    name,
    line,
    length: value.length,
    isPlaceholder: value[0] === LESS,
    ...(open.includes(name) ? { values: valuesIn(raw) } : {}),
  };
}

/** A line that belongs to the setting before it. */
function extend(settings: ConfSetting[], content: Uint8Array): void {
  const last = settings.pop();
  if (!last) return;
  const values = last.values as string[] | undefined;
  if (values && values.length < mostValues) values.push(...valuesIn(content));
  settings.push({ ...last, length: last.length + content.length });
}

function valuesIn(raw: Uint8Array): string[] {
  const text = new TextDecoder().decode(raw.subarray(0, longestOpenValue));
  return text
    .replace(secretBehind, '')
    .replace(/\s#.*$/, '')
    .split(/[,\s]+/)
    .map((value) => value.replace(/["'\\;]/g, ''))
    .filter((value) => value !== '');
}

function* linesIn(bytes: Uint8Array): Generator<Uint8Array> {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(NEWLINE, at);
    yield bytes.subarray(at, end < 0 ? bytes.length : end);
    if (end < 0) return;
    at = end + 1;
  }
}

const isBlank = (byte: number | undefined) => byte === SPACE || byte === TAB || byte === RETURN;

function trimmed(bytes: Uint8Array): Uint8Array {
  let [from, to] = [0, bytes.length];
  while (from < to && isBlank(bytes[from])) from++;
  while (to > from && isBlank(bytes[to - 1])) to--;
  return bytes.subarray(from, to);
}

/** Name and rest of a line; no name where it does not begin with one. */
function split(content: Uint8Array): { readonly name: string; readonly value: Uint8Array } {
  let end = 0;
  while (end < content.length && isNameByte(content[end] as number)) end++;
  const next = content[end];
  if (end === 0 || !(next === undefined || isBlank(next) || next === 0x3d)) return { name: '', value: content.subarray(end) };
  let value = trimmed(content.subarray(end));
  if (value[0] === 0x3d) value = trimmed(value.subarray(1));
  const name = end > 40 ? other : String.fromCharCode(...content.subarray(0, end)).toLowerCase();
  return { name: toldName.test(name) ? name : other, value };
}

const isNameByte = (byte: number) =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte === 0x5f;

function quotesMatch(value: Uint8Array): boolean {
  let count = 0;
  for (const byte of value) if (byte === QUOTE) count++;
  return count % 2 === 0;
}

/** What stands between quotation marks, or goes as far as a comment. */
function unquoted(raw: Uint8Array): Uint8Array {
  if (raw[0] === QUOTE) {
    const end = raw.indexOf(QUOTE, 1);
    return trimmed(raw.subarray(1, end < 0 ? raw.length : end));
  }
  const comment = raw.findIndex((byte, at) => byte === HASH && isBlank(raw[at - 1]));
  return trimmed(comment < 0 ? raw : raw.subarray(0, comment));
}
