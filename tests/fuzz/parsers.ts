import { obey } from './child.ts';
import { targets } from './targets/all.ts';

void obey(targets);
