import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAst } from 'rolldown/parseAst';

/** Where people can meet a text, and rooms within them whose words reach programs and developers only. */
const rooms = ['renderer', 'shared', 'electron'];
const silentRooms =
  /^electron\/(apdu|transport|simulator|pkcs11)\/|^electron\/ceremony\/transcript\/verify-|^shared\/language\/text\.ts$|^renderer\/controls\/Text\.tsx$/;
/** Nor is anything meant for a person here but what goes through t. */
const wordlessRooms = /^electron\/(codec|crypto)\//;
/** Names are the same in every language. */
const names =
  /^(?:(?:Conclave|Electron|Chromium|Node|WebADM|OpenOTP|PKCS#11|OpenSC|CardContact|Nitrokey|SHA-256|DKEK|KCV|SO-PIN|ID|PEM|DER|\{\})[ ,.:/]*)+$/;
/** So is what stands in records, in certificates, on cards and on disks. */
const data = new Set([
  'RSA PKCS#1 v1.5 with SHA-256',
  'ECDSA with SHA-256',
  'Restore drill, erase me',
  'Carries the public key of an imported key',
  'System Volume Information',
]);

export function sourceFiles(root) {
  return rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'))
      .filter((path) => !silentRooms.test(path)),
  );
}

/**
 * What one source says: `texts`, the English texts that go through t, tParts or Text; `unreadable`, places where such a text is not
 * written out; `bare`, what looks like words for a person and goes through none of them.
 */
export function textsIn(path, source) {
  const found = { texts: [], unreadable: [], bare: [] };
  const at = (node) => `${path}:${source.slice(0, node.start).split('\n').length}`;
  const take = (node, owner) => {
    const texts = node && written(node);
    if (texts) found.texts.push(...texts);
    else found.unreadable.push(at(owner));
  };
  walk(parseAst(source, { lang: path.endsWith('x') ? 'tsx' : 'ts' }), [], (node, above) => {
    if (node.type === 'CallExpression' && ['t', 'tParts'].includes(node.callee.name)) {
      take(node.arguments[0], node);
      return [node.arguments.slice(1)];
    }
    if (node.type === 'JSXOpeningElement' && node.name.name === 'Text') {
      const of = node.attributes.find(({ name }) => name?.name === 'of')?.value;
      if (of) take(of.type === 'JSXExpressionContainer' ? of.expression : of, node);
      return [node.attributes.filter(({ name }) => name?.name !== 'of')];
    }
    const words = bareWords(node, above);
    if (words && !names.test(words) && !data.has(words) && !wordlessRooms.test(path)) found.bare.push(`${at(node)}: ${words}`);
    return undefined;
  });
  return found;
}

/** The texts an expression can stand for, where all of them are written out; undefined where not. */
function written(node) {
  if (node.type === 'Literal' && typeof node.value === 'string') return [node.value];
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) return [node.quasis[0].value.cooked];
  if (node.type === 'ConditionalExpression') return all([written(node.consequent), written(node.alternate)]);
  if (node.type === 'BinaryExpression' && node.operator === '+') {
    const [left, right] = [written(node.left), written(node.right)];
    return left && right && left.length === 1 && right.length === 1 ? [left[0] + right[0]] : undefined;
  }
  return undefined;
}

const all = (lists) => (lists.every(Boolean) ? lists.flat() : undefined);

function walk(node, above, visit) {
  if (!node || typeof node.type !== 'string') return;
  const instead = visit(node, above);
  const children = instead ?? Object.entries(node).map(([, value]) => (typeof value === 'object' ? value : undefined));
  for (const child of children.flat()) if (child && typeof child === 'object') walk(child, [node, ...above], visit);
}

/** Attributes that a person reads or hears. */
const spokenAttributes =
  /^(label|title|term|submit|meaning|cancelled|placeholder|alt|heading|hint|description|question|text|aria-label|aria-description|aria-roledescription)$/;
/** Calls whose words are for developers or programs. */
const silentCalls = /^(Error|RangeError|TypeError|require|import|assertBytes)$/;

function bareWords(node, above) {
  if (node.type === 'JSXText') return /\p{L}{2}/u.test(node.value) && !inCode(above) ? node.value.trim().replace(/\s+/g, ' ') : undefined;
  const text =
    node.type === 'Literal' && typeof node.value === 'string' ? node.value : node.type === 'TemplateLiteral' ? pattern(node) : undefined;
  if (text === undefined || isSilent(above)) return undefined;
  const [parent] = above;
  // Names of properties, and words that are compared: for the program.
  if (parent?.type === 'Property' && parent.key === node) return undefined;
  if (parent?.type === 'BinaryExpression' && parent.operator.endsWith('==')) return undefined;
  // A list of codes, from which a type is made.
  if (parent?.type === 'ArrayExpression' && isConst(above[1])) return undefined;
  // A view by its name, which is a code too: what is shown is in view-titles.ts.
  if (parent?.type === 'CallExpression' && parent.callee.property?.name === 'show') return undefined;
  if (parent?.type === 'Property' && parent.key.name === 'view') return undefined;
  if (parent?.type === 'JSXAttribute') return spokenAttributes.test(nameOf(parent.name)) && /\p{L}{2}/u.test(text) ? text : undefined;
  // A sentence, or a title: capital first, and a space or an ellipsis.
  return /^[\p{Lu}…{][^\n]*\p{L}{2}.*( |…)/u.test(text) && /\p{Ll}{2,}/u.test(text) ? text : undefined;
}

const isConst = (node) => node?.type === 'TSAsExpression' && node.typeAnnotation.typeName?.name === 'const';
const pattern = (node) => node.quasis.map(({ value }) => value.cooked).join('{}');
const nameOf = (name) => (name.type === 'JSXNamespacedName' ? `${name.namespace.name}:${name.name.name}` : name.name);
const inCode = (above) =>
  above.some((node) => node.type === 'JSXElement' && ['code', 'kbd', 'samp'].includes(node.openingElement.name.name));

function isSilent(above) {
  return above.some(
    (node) =>
      (node.type.startsWith('TS') && !/^TS(As|Satisfies|NonNull)Expression$/.test(node.type)) ||
      (/^(Import|Export)/.test(node.type) && Boolean(node.source)) ||
      (/^(New|Call)Expression$/.test(node.type) && silentCalls.test(node.callee.name ?? '')),
  );
}
