/** A piece of a sheet or document that stays on one page. */
export interface Block {
  readonly node: HTMLElement;
  /** A heading: never the last thing on a page. */
  readonly withNext?: boolean;
  /** Comes before it where it begins a page. */
  readonly head?: () => HTMLElement;
  /** Always begins a page. */
  readonly onNewPage?: boolean;
  /** The same in two pieces, for one that is higher than a page; undefined where it cannot be parted further. */
  readonly halves?: () => readonly [Block, Block] | undefined;
}

export interface Page {
  readonly body: HTMLElement;
  readonly foot: HTMLElement;
}

/** How pages are made. The place they stand in must be in the document and have its paper size. */
export interface Paper {
  readonly newPage: () => Page;
  /** What a page that came loose belongs to: stands at the top of all pages but the first. */
  readonly continued: () => HTMLElement;
  /** More pages than this is a defect. */
  readonly mostPages: number;
}

/** A printer sets text a little wider than the screen: some room more than measured. */
const slackPixels = 6;

/** Puts the blocks onto as many pages as they need. Throws Error where there is no end, or a block is higher than a page. */
export function layOut(blocks: readonly Block[], { newPage, continued, mostPages }: Paper): Page[] {
  const pages: Page[] = [newPage()];
  /** Elements that a page began with: what it continues, the head of a table. */
  let lead = 0;
  const turn = (head: Block['head']) => {
    if (pages.length === mostPages) throw new Error('the paper has no end');
    const page = newPage();
    page.body.append(continued(), ...(head ? [head()] : []));
    lead = page.body.childElementCount;
    pages.push(page);
  };
  const waiting = groupsOf(blocks).reverse();
  for (let group = waiting.pop(); group; group = waiting.pop()) {
    const [{ head, onNewPage }] = group as [Block];
    if (onNewPage && bodyOf(pages).childElementCount > lead) turn(head);
    const body = bodyOf(pages);
    body.append(...group.map(({ node }) => node));
    if (fits(body)) continue;
    for (const { node } of group) node.remove();
    if (body.childElementCount > lead) {
      turn(head);
      waiting.push(group);
    } else waiting.push(...parted(group).reverse());
  }
  return pages;
}

const bodyOf = (pages: readonly Page[]) => (pages.at(-1) as Page).body;

/** scrollHeight is never below clientHeight: what counts is where the last block ends. */
function fits(body: HTMLElement): boolean {
  const last = body.lastElementChild?.getBoundingClientRect().bottom ?? 0;
  return last - body.getBoundingClientRect().top <= body.clientHeight - slackPixels;
}

/** A group that is higher than a page: its last block is parted in two, the first half stays with the others. */
function parted(group: readonly Block[]): Block[][] {
  const halves = group.at(-1)?.halves?.();
  if (!halves) throw new Error('a block is higher than a page');
  return [[...group.slice(0, -1), halves[0]], [halves[1]]];
}

/** Blocks with those they must not be parted from. */
function groupsOf(blocks: readonly Block[]): Block[][] {
  const groups: Block[][] = [];
  let joined = false;
  for (const block of blocks) {
    if (joined) groups.at(-1)?.push(block);
    else groups.push([block]);
    joined = block.withNext === true;
  }
  return groups;
}
