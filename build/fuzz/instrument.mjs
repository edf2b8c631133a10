/**
 * A bundler plugin that makes parsers tell the fuzzer which way they went: a counter at the beginning of every function, branch and loop
 * body, the operands of comparisons that failed, and the sizes of the buffers that are asked for. Only our sources; zod, whose
 * schemas are our parsers of JSON; and the reader of PDFs.
 */
const instrumented =
  /\/(?:electron|shared|tests\/fuzz\/planted)\/[^?]*\.ts$|\/node_modules\/(?:zod|pdfjs-dist\/legacy\/build\/pdf\.worker)/;
const sizedByNumber = new Set(['Uint8Array', 'ArrayBuffer', 'Array', 'Uint16Array', 'Uint32Array']);
const allocators = new Set(['alloc', 'allocUnsafe', 'repeat', 'padStart', 'padEnd']);
const comparisons = new Set(['===', '!==', '==', '!=']);

/**
 * Stands at the top of the bundle. Edges are pairs of places, as AFL has them: the same place reached from another one is another edge.
 * `__place` counts, `__compare` notes what a value was compared with in vain, `__size` adds up what is allocated.
 */
const probe = `
const __fuzz = globalThis.__fuzz = {
  mask: 0x1ffff, counts: new Uint8Array(0x20000), touched: new Uint32Array(0x20000), count: 0, before: 0,
  allocated: 0, wanted: [], noting: false,
};
const __place = (place) => {
  const edge = (__fuzz.before ^ place) & __fuzz.mask;
  const { counts } = __fuzz;
  if (counts[edge] === 0) __fuzz.touched[__fuzz.count++] = edge;
  if (counts[edge] < 255) counts[edge]++;
  __fuzz.before = place >> 1;
};
const __compare = (value, other) => {
  if (__fuzz.noting && value !== other && typeof value === typeof other && __fuzz.wanted.length < 64
    && (typeof value === 'number' || (typeof value === 'string' && value.length < 200 && other.length < 200)))
    __fuzz.wanted.push(other, value);
  return value;
};
const __size = (size) => {
  if (typeof size === 'number') __fuzz.allocated += size;
  return size;
};
`;

/** The plugin; places are numbered from the names of files, so that a bundle made twice has the same ones. */
export function instrument() {
  return {
    name: 'fuzz-instrument',
    enforce: 'post',
    transform(code, id) {
      const path = id.replaceAll('\\', '/');
      if (!instrumented.test(path)) return undefined;
      return { code: withProbes(code, this.parse(code), seedOf(path)), map: null };
    },
    renderChunk: (code) => ({ code: `${probe}${code}`, map: null }),
  };
}

/** FNV-1a over the part of the path below the root. */
function seedOf(path) {
  let hash = 0x811c9dc5;
  for (const character of path.replace(/^.*\/(?=(?:electron|shared|tests|node_modules)\/)/, ''))
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return hash;
}

/** The source with probes in it. `tree`: its ESTree. */
export function withProbes(code, tree, seed = 0) {
  const opening = new Map();
  const closing = new Map();
  let number = seed;
  const open = (at, text) => opening.set(at, (opening.get(at) ?? '') + text);
  // of what ends at one place, the innermost closes first
  const close = (at, text) => closing.set(at, text + (closing.get(at) ?? ''));
  const place = () => {
    number = Math.imul(number + 0x9e3779b9, 0x85ebca6b) >>> 0;
    return `__place(${(number >>> 13) & 0x1ffff})`;
  };
  const expression = (node) => {
    open(node.start, `(${place()},`);
    close(node.end, ')');
  };
  const statement = (node) => {
    if (node.type === 'BlockStatement') return open(node.start + 1, `${place()};`);
    open(node.start, `{${place()};`);
    close(node.end, '}');
  };
  const visit = (node) => {
    switch (node.type) {
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        if (!node.body) break;
        if (node.body.type === 'BlockStatement') statement(node.body);
        else expression(node.body);
        break;
      case 'IfStatement':
        if (node.alternate) statement(node.alternate);
        else close(node.end, ` else {${place()};}`);
        statement(node.consequent);
        break;
      case 'ForStatement':
      case 'ForOfStatement':
      case 'ForInStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        statement(node.body);
        break;
      case 'SwitchCase':
        if (node.consequent[0]) open(node.consequent[0].start, `${place()};`);
        break;
      case 'CatchClause':
        statement(node.body);
        break;
      case 'ConditionalExpression':
        expression(node.consequent);
        expression(node.alternate);
        break;
      case 'LogicalExpression':
        expression(node.right);
        break;
      case 'BinaryExpression':
        compared(node);
        break;
      case 'NewExpression':
        if (sizedByNumber.has(node.callee.name) && node.arguments.length === 1) sized(node.arguments[0]);
        break;
      case 'CallExpression':
        if (allocators.has(node.callee.property?.name) && node.arguments.length > 0) sized(node.arguments[0]);
        break;
      default:
    }
  };
  const sized = (argument) => {
    if (argument.type === 'SpreadElement') return;
    open(argument.start, '__size(');
    close(argument.end, ')');
  };
  const compared = ({ operator, left, right }) => {
    const isConstant =
      (right.type === 'Literal' && right.value !== null && typeof right.value !== 'boolean') || right.type === 'Identifier';
    if (!comparisons.has(operator) || !isConstant || right.name === 'undefined' || left.type === 'PrivateIdentifier') return;
    open(left.start, '__compare(');
    close(left.end, `,${code.slice(right.start, right.end)})`);
  };
  walk(tree, visit);
  return joined(code, opening, closing);
}

function walk(node, visit) {
  if (typeof node.type === 'string') visit(node);
  for (const child of Object.values(node)) {
    if (Array.isArray(child)) for (const each of child) each && typeof each === 'object' && walk(each, visit);
    else if (child && typeof child === 'object' && !(child instanceof RegExp)) walk(child, visit);
  }
}

function joined(code, opening, closing) {
  const places = [...new Set([...opening.keys(), ...closing.keys()])].sort((a, b) => a - b);
  let text = '';
  let from = 0;
  for (const at of places) {
    text += code.slice(from, at) + (closing.get(at) ?? '') + (opening.get(at) ?? '');
    from = at;
  }
  return text + code.slice(from);
}
