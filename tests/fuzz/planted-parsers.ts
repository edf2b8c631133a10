import { obey } from './child.ts';
import { allocates, crashes, forgets, hangs, leaks, waits } from './planted/planted.ts';
import { assertSame, isMalformed, type Target } from './target.ts';

const seeds = () => [Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)];
const planted = (name: string, parse: Target['parse']): Target => ({ name, form: 'bytes', refuses: isMalformed, seeds, parse });

void obey([
  planted('crashes', crashes),
  planted('hangs', hangs),
  planted('allocates', allocates),
  planted('leaks', leaks),
  planted('forgets', (input) => assertSame(input, forgets, forgets)),
  planted('waits', waits),
]);
