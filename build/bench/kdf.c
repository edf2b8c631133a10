/*
 * The bare loop of a DKEK share's key: MD5 (RFC 1321) of its own 16-byte digest, over and over. What a C compiler can
 * make of it at best: everything in registers, the constant words of the message known, and the same forms of the
 * round functions as electron/crypto/md5-chain.ts.
 *
 * kdf ROUNDS prints the milliseconds of the loop and the digest after so many rounds from 16 zero bytes.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROTATE(x, s) (((x) << (s)) | ((x) >> (32 - (s))))
#define F(b, c, d) ((d) ^ ((b) & ((c) ^ (d))))
#define G(b, c, d) (((c) & ~(d)) + ((b) & (d)))
#define H(b, c, d) ((b) ^ (c) ^ (d))
#define I(b, c, d) ((c) ^ ((b) | ~(d)))
#define STEP(f, a, b, c, d, i, k, s) \
  a += x##i + k;                     \
  a += f(b, c, d);                   \
  a = ROTATE(a, s) + b;
#define FOUR(f, i, k, s, j, l, t, m, n, u, o, p, v) \
  STEP(f, a, b, c, d, i, k, s)                      \
  STEP(f, d, a, b, c, j, l, t)                      \
  STEP(f, c, d, a, b, m, n, u)                      \
  STEP(f, b, c, d, a, o, p, v)

#define x4 0x80
#define x5 0
#define x6 0
#define x7 0
#define x8 0
#define x9 0
#define x10 0
#define x11 0
#define x12 0
#define x13 0
#define x14 128
#define x15 0

static void chain(uint32_t state[4], long rounds) {
  uint32_t x0 = state[0], x1 = state[1], x2 = state[2], x3 = state[3];
  while (rounds-- > 0) {
    uint32_t a = 0x67452301, b = 0xefcdab89, c = 0x98badcfe, d = 0x10325476;
    FOUR(F, 0, 0xd76aa478, 7, 1, 0xe8c7b756, 12, 2, 0x242070db, 17, 3, 0xc1bdceee, 22)
    FOUR(F, 4, 0xf57c0faf, 7, 5, 0x4787c62a, 12, 6, 0xa8304613, 17, 7, 0xfd469501, 22)
    FOUR(F, 8, 0x698098d8, 7, 9, 0x8b44f7af, 12, 10, 0xffff5bb1, 17, 11, 0x895cd7be, 22)
    FOUR(F, 12, 0x6b901122, 7, 13, 0xfd987193, 12, 14, 0xa679438e, 17, 15, 0x49b40821, 22)
    FOUR(G, 1, 0xf61e2562, 5, 6, 0xc040b340, 9, 11, 0x265e5a51, 14, 0, 0xe9b6c7aa, 20)
    FOUR(G, 5, 0xd62f105d, 5, 10, 0x02441453, 9, 15, 0xd8a1e681, 14, 4, 0xe7d3fbc8, 20)
    FOUR(G, 9, 0x21e1cde6, 5, 14, 0xc33707d6, 9, 3, 0xf4d50d87, 14, 8, 0x455a14ed, 20)
    FOUR(G, 13, 0xa9e3e905, 5, 2, 0xfcefa3f8, 9, 7, 0x676f02d9, 14, 12, 0x8d2a4c8a, 20)
    FOUR(H, 5, 0xfffa3942, 4, 8, 0x8771f681, 11, 11, 0x6d9d6122, 16, 14, 0xfde5380c, 23)
    FOUR(H, 1, 0xa4beea44, 4, 4, 0x4bdecfa9, 11, 7, 0xf6bb4b60, 16, 10, 0xbebfbc70, 23)
    FOUR(H, 13, 0x289b7ec6, 4, 0, 0xeaa127fa, 11, 3, 0xd4ef3085, 16, 6, 0x04881d05, 23)
    FOUR(H, 9, 0xd9d4d039, 4, 12, 0xe6db99e5, 11, 15, 0x1fa27cf8, 16, 2, 0xc4ac5665, 23)
    FOUR(I, 0, 0xf4292244, 6, 7, 0x432aff97, 10, 14, 0xab9423a7, 15, 5, 0xfc93a039, 21)
    FOUR(I, 12, 0x655b59c3, 6, 3, 0x8f0ccc92, 10, 10, 0xffeff47d, 15, 1, 0x85845dd1, 21)
    FOUR(I, 8, 0x6fa87e4f, 6, 15, 0xfe2ce6e0, 10, 6, 0xa3014314, 15, 13, 0x4e0811a1, 21)
    FOUR(I, 4, 0xf7537e82, 6, 11, 0xbd3af235, 10, 2, 0x2ad7d2bb, 15, 9, 0xeb86d391, 21)
    x0 = a + 0x67452301;
    x1 = b + 0xefcdab89;
    x2 = c + 0x98badcfe;
    x3 = d + 0x10325476;
  }
  state[0] = x0;
  state[1] = x1;
  state[2] = x2;
  state[3] = x3;
}

int main(int count, char **words) {
  uint32_t state[4] = {0, 0, 0, 0};
  struct timespec start, end;
  if (count != 2) return 2;
  clock_gettime(CLOCK_MONOTONIC, &start);
  chain(state, atol(words[1]));
  clock_gettime(CLOCK_MONOTONIC, &end);
  printf("%.3f", (end.tv_sec - start.tv_sec) * 1e3 + (end.tv_nsec - start.tv_nsec) / 1e6);
  for (int i = 0; i < 4; i++) printf(" %" PRIu32, state[i]);
  putchar('\n');
  return 0;
}
