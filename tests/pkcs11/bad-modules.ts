/** PKCS#11 modules that misbehave, compiled from a few lines of C. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The head of CK_FUNCTION_LIST is enough: pointers beyond what is set are null. */
const source = (body: string) => `
#include <stdlib.h>
#include <string.h>
#include <signal.h>
#include <unistd.h>
typedef unsigned long CK_ULONG;
struct list { unsigned char version[2]; void *functions[68]; };
static struct list list;
static CK_ULONG initialize(void *arguments) { (void)arguments; return 0; }
static CK_ULONG info(void *out) { memset(out, ' ', 80); return 0; }
static CK_ULONG slots(unsigned char present, CK_ULONG *slots, CK_ULONG *count) { (void)present; (void)slots; (void)count; ${body} }
CK_ULONG C_GetFunctionList(struct list **out) {
  list.version[0] = 2; list.version[1] = 40;
  list.functions[0] = initialize; list.functions[2] = info; list.functions[4] = slots;
  *out = &list;
  return 0;
}
`;

export const bodies = {
  aborts: 'abort();',
  segfaults: '*(volatile int *)8 = 1; return 0;',
  /** For ever, and deaf to a polite request to end. */
  sleeps: 'signal(SIGTERM, SIG_IGN); for (;;) sleep(1000);',
  /** Says that there are more slots than any machine has. */
  boasts: '*count = (CK_ULONG)1 << 40; return 0;',
  vendorError: 'return 0x80000021UL;',
} as const;

export function compile(folder: string, name: string, text: string): string {
  const c = join(folder, `${name}.c`);
  const library = join(folder, `${name}.so`);
  writeFileSync(c, text);
  execFileSync('cc', ['-shared', '-fPIC', '-O0', '-o', library, c], { stdio: 'pipe' });
  return library;
}

export const badModule = (folder: string, name: keyof typeof bodies): string => compile(folder, name, source(bodies[name]));
