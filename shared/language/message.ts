/**
 * Messages with places for values: the part of ICU MessageFormat that interfaces need, without code from elsewhere, since
 * the windows in which secrets are entered use it too.
 *
 * `{name}` is a value, `{n, plural, =0 {none} one {# key} other {# keys}}` chooses by number and language,
 * `{kind, select, aes {AES} other {another}}` by word. Braces have no other use; an apostrophe is an apostrophe.
 */
export type Value = string | number;

type Part =
  | string
  | { readonly name: string; readonly choose?: 'plural' | 'select'; readonly among?: ReadonlyMap<string, readonly Part[]> };

const parsed = new Map<string, readonly Part[]>();

/** The message with its values, in pieces: texts, and values as they were given. Throws RangeError for a message or a value that is wrong. */
export function messageParts<V>(message: string, values: Readonly<Record<string, V | Value>>, language: string): (V | Value)[] {
  if (!message.includes('{')) return [message];
  const parts = parsed.get(message) ?? parse(message);
  parsed.set(message, parts);
  return fill(parts, values, language, undefined);
}

/** The names of the values that a message wants. Throws RangeError where it is not well formed. */
export function namesIn(message: string): string[] {
  const of = (parts: readonly Part[]): string[] =>
    parts.flatMap((part) => (typeof part === 'string' ? [] : [part.name, ...[...(part.among?.values() ?? [])].flatMap(of)]));
  return [...new Set(of(parse(message)))].sort();
}

function fill<V>(
  parts: readonly Part[],
  values: Readonly<Record<string, V | Value>>,
  language: string,
  counted: Value | undefined,
): (V | Value)[] {
  return parts.flatMap((part) => {
    if (typeof part === 'string') return [counted === undefined ? part : part.replaceAll('#', String(counted))];
    if (!Object.hasOwn(values, part.name)) throw new RangeError(`a message wants ${part.name}`);
    const value = values[part.name] as V | Value;
    if (!part.among) return [value];
    const chosen = part.among.get(part.choose === 'plural' ? form(part.among, Number(value), language) : String(value));
    return fill(
      chosen ?? (part.among.get('other') as readonly Part[]),
      values,
      language,
      part.choose === 'plural' ? Number(value) : counted,
    );
  });
}

function form(among: ReadonlyMap<string, unknown>, number: number, language: string): string {
  return among.has(`=${number}`) ? `=${number}` : new Intl.PluralRules(language).select(number);
}

function parse(message: string): readonly Part[] {
  let at = 0;
  const wrong = () => new RangeError(`not a message, at ${at}: ${message}`);
  const upTo = (end: RegExp): string => {
    const found = message.slice(at).search(end);
    if (found < 0) throw wrong();
    at += found;
    return message.slice(at - found, at);
  };
  const expect = (sign: string) => {
    if (message[at++] !== sign) throw wrong();
  };
  const word = () => {
    const name = upTo(/[,{}]/).trim();
    if (!/^=?\w+$/.test(name)) throw wrong();
    return name;
  };
  const text = (nested: boolean): Part[] => {
    const parts: Part[] = [];
    while (at < message.length && !(nested && message[at] === '}')) {
      if (message[at] === '}') throw wrong();
      else if (message[at] === '{') parts.push(place());
      else parts.push(upTo(/[{}]|$/));
    }
    return parts;
  };
  const place = (): Part => {
    expect('{');
    const name = word();
    if (message[at++] === '}') return { name };
    const choose = word();
    expect(',');
    if (choose !== 'plural' && choose !== 'select') throw wrong();
    const among = new Map<string, readonly Part[]>();
    for (upTo(/\S/); message[at] !== '}'; upTo(/\S/)) {
      const key = word();
      expect('{');
      among.set(key, text(true));
      expect('}');
    }
    at++;
    if (!among.has('other')) throw wrong();
    return { name, choose, among };
  };
  return text(false);
}
