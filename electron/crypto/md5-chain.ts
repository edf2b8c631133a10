/**
 * Replaces an MD5 digest by the digest of itself, `rounds` times. `state` holds the digest as four little-endian
 * 32-bit words.
 *
 * This is the whole cost of opening a DKEK share file: 30 million times, each waiting for the one before. So it is
 * MD5 (RFC 1321) for a message of exactly 16 bytes, unrolled: the padding words are constants (word 4 is 80h, word 14
 * the length of 128 bits, the others zero) and are folded into the table of sines, nothing is allocated, and every
 * operation is on 32-bit integers. What counts is the number of operations that wait for the value made last, so the
 * terms that do not are added first. For the same reason the four words are kept as they leave the last round, without the
 * initial value that MD5 adds at its end: that is folded into the constants of the steps that use them.
 */
export function md5Chain(state: Int32Array, rounds: number): void {
  let w0 = ((state[0] as number) - 0x67452301) | 0;
  let w1 = ((state[1] as number) - 0xefcdab89) | 0;
  let w2 = ((state[2] as number) - 0x98badcfe) | 0;
  let w3 = ((state[3] as number) - 0x10325476) | 0;
  let t = 0;
  for (let n = 0; n < rounds; n++) {
    let a = 0x67452301;
    let b = 0xefcdab89 | 0;
    let c = 0x98badcfe | 0;
    let d = 0x10325476;

    // round 1: F = (b & c) | (~b & d). The second step waits for w1, the last word that the hash before has made
    t = (((((a + 0x3eafc779) | 0) + w0) | 0) + (d ^ (b & (c ^ d)))) | 0;
    a = (((t << 7) | (t >>> 25)) + b) | 0;
    t = (((((d - 0x276a9d21) | 0) + (c ^ (a & (b ^ c)))) | 0) + w1) | 0;
    d = (((t << 12) | (t >>> 20)) + a) | 0;
    t = (((((c - 0x4324b227) | 0) + w2) | 0) + (b ^ (d & (a ^ b)))) | 0;
    c = (((t << 17) | (t >>> 15)) + d) | 0;
    t = (((((b - 0x2e0fdc9c) | 0) + w3) | 0) + (a ^ (c & (d ^ a)))) | 0;
    b = (((t << 22) | (t >>> 10)) + c) | 0;
    t = (((a - 0xa83efd1) | 0) + (d ^ (b & (c ^ d)))) | 0;
    a = (((t << 7) | (t >>> 25)) + b) | 0;
    t = (((d + 0x4787c62a) | 0) + (c ^ (a & (b ^ c)))) | 0;
    d = (((t << 12) | (t >>> 20)) + a) | 0;
    t = (((c - 0x57cfb9ed) | 0) + (b ^ (d & (a ^ b)))) | 0;
    c = (((t << 17) | (t >>> 15)) + d) | 0;
    t = (((b - 0x2b96aff) | 0) + (a ^ (c & (d ^ a)))) | 0;
    b = (((t << 22) | (t >>> 10)) + c) | 0;
    t = (((a + 0x698098d8) | 0) + (d ^ (b & (c ^ d)))) | 0;
    a = (((t << 7) | (t >>> 25)) + b) | 0;
    t = (((d - 0x74bb0851) | 0) + (c ^ (a & (b ^ c)))) | 0;
    d = (((t << 12) | (t >>> 20)) + a) | 0;
    t = (((c - 0xa44f) | 0) + (b ^ (d & (a ^ b)))) | 0;
    c = (((t << 17) | (t >>> 15)) + d) | 0;
    t = (((b - 0x76a32842) | 0) + (a ^ (c & (d ^ a)))) | 0;
    b = (((t << 22) | (t >>> 10)) + c) | 0;
    t = (((a + 0x6b901122) | 0) + (d ^ (b & (c ^ d)))) | 0;
    a = (((t << 7) | (t >>> 25)) + b) | 0;
    t = (((d - 0x2678e6d) | 0) + (c ^ (a & (b ^ c)))) | 0;
    d = (((t << 12) | (t >>> 20)) + a) | 0;
    t = (((c - 0x5986bbf2) | 0) + (b ^ (d & (a ^ b)))) | 0;
    c = (((t << 17) | (t >>> 15)) + d) | 0;
    t = (((b + 0x49b40821) | 0) + (a ^ (c & (d ^ a)))) | 0;
    b = (((t << 22) | (t >>> 10)) + c) | 0;

    // round 2: G = (b & d) | (c & ~d), as a sum of two terms that share no bit: c & ~d is ready before b is
    t = (((((((a - 0x1a142f15) | 0) + w1) | 0) + (c & ~d)) | 0) + (b & d)) | 0;
    a = (((t << 5) | (t >>> 27)) + b) | 0;
    t = (((((d - 0x3fbf4cc0) | 0) + (b & ~c)) | 0) + (a & c)) | 0;
    d = (((t << 9) | (t >>> 23)) + a) | 0;
    t = (((((c + 0x265e5a51) | 0) + (a & ~b)) | 0) + (d & b)) | 0;
    c = (((t << 14) | (t >>> 18)) + d) | 0;
    t = (((((((b + 0x50fbeaab) | 0) + w0) | 0) + (d & ~a)) | 0) + (c & a)) | 0;
    b = (((t << 20) | (t >>> 12)) + c) | 0;
    t = (((((a - 0x29d0efa3) | 0) + (c & ~d)) | 0) + (b & d)) | 0;
    a = (((t << 5) | (t >>> 27)) + b) | 0;
    t = (((((d + 0x2441453) | 0) + (b & ~c)) | 0) + (a & c)) | 0;
    d = (((t << 9) | (t >>> 23)) + a) | 0;
    t = (((((c - 0x275e197f) | 0) + (a & ~b)) | 0) + (d & b)) | 0;
    c = (((t << 14) | (t >>> 18)) + d) | 0;
    t = (((((b - 0x182c03b8) | 0) + (d & ~a)) | 0) + (c & a)) | 0;
    b = (((t << 20) | (t >>> 12)) + c) | 0;
    t = (((((a + 0x21e1cde6) | 0) + (c & ~d)) | 0) + (b & d)) | 0;
    a = (((t << 5) | (t >>> 27)) + b) | 0;
    t = (((((d - 0x3cc8f7aa) | 0) + (b & ~c)) | 0) + (a & c)) | 0;
    d = (((t << 9) | (t >>> 23)) + a) | 0;
    t = (((((((c + 0x50761fd) | 0) + w3) | 0) + (a & ~b)) | 0) + (d & b)) | 0;
    c = (((t << 14) | (t >>> 18)) + d) | 0;
    t = (((((b + 0x455a14ed) | 0) + (d & ~a)) | 0) + (c & a)) | 0;
    b = (((t << 20) | (t >>> 12)) + c) | 0;
    t = (((((a - 0x561c16fb) | 0) + (c & ~d)) | 0) + (b & d)) | 0;
    a = (((t << 5) | (t >>> 27)) + b) | 0;
    t = (((((((d - 0x6a557f0a) | 0) + w2) | 0) + (b & ~c)) | 0) + (a & c)) | 0;
    d = (((t << 9) | (t >>> 23)) + a) | 0;
    t = (((((c + 0x676f02d9) | 0) + (a & ~b)) | 0) + (d & b)) | 0;
    c = (((t << 14) | (t >>> 18)) + d) | 0;
    t = (((((b - 0x72d5b376) | 0) + (d & ~a)) | 0) + (c & a)) | 0;
    b = (((t << 20) | (t >>> 12)) + c) | 0;

    // round 3: H = b ^ c ^ d
    t = (((a - 0x5c6be) | 0) + (c ^ d ^ b)) | 0;
    a = (((t << 4) | (t >>> 28)) + b) | 0;
    t = (((d - 0x788e097f) | 0) + (b ^ c ^ a)) | 0;
    d = (((t << 11) | (t >>> 21)) + a) | 0;
    t = (((c + 0x6d9d6122) | 0) + (a ^ b ^ d)) | 0;
    c = (((t << 16) | (t >>> 16)) + d) | 0;
    t = (((b - 0x21ac774) | 0) + (d ^ a ^ c)) | 0;
    b = (((t << 23) | (t >>> 9)) + c) | 0;
    t = (((((a - 0x6b736a33) | 0) + w1) | 0) + (c ^ d ^ b)) | 0;
    a = (((t << 4) | (t >>> 28)) + b) | 0;
    t = (((d + 0x4bded029) | 0) + (b ^ c ^ a)) | 0;
    d = (((t << 11) | (t >>> 21)) + a) | 0;
    t = (((c - 0x944b4a0) | 0) + (a ^ b ^ d)) | 0;
    c = (((t << 16) | (t >>> 16)) + d) | 0;
    t = (((b - 0x41404390) | 0) + (d ^ a ^ c)) | 0;
    b = (((t << 23) | (t >>> 9)) + c) | 0;
    t = (((a + 0x289b7ec6) | 0) + (c ^ d ^ b)) | 0;
    a = (((t << 4) | (t >>> 28)) + b) | 0;
    t = (((((d + 0x51e64afb) | 0) + w0) | 0) + (b ^ c ^ a)) | 0;
    d = (((t << 11) | (t >>> 21)) + a) | 0;
    t = (((((c - 0x1ade7b05) | 0) + w3) | 0) + (a ^ b ^ d)) | 0;
    c = (((t << 16) | (t >>> 16)) + d) | 0;
    t = (((b + 0x4881d05) | 0) + (d ^ a ^ c)) | 0;
    b = (((t << 23) | (t >>> 9)) + c) | 0;
    t = (((a - 0x262b2fc7) | 0) + (c ^ d ^ b)) | 0;
    a = (((t << 4) | (t >>> 28)) + b) | 0;
    t = (((d - 0x1924661b) | 0) + (b ^ c ^ a)) | 0;
    d = (((t << 11) | (t >>> 21)) + a) | 0;
    t = (((c + 0x1fa27cf8) | 0) + (a ^ b ^ d)) | 0;
    c = (((t << 16) | (t >>> 16)) + d) | 0;
    t = (((((b + 0x5d673363) | 0) + w2) | 0) + (d ^ a ^ c)) | 0;
    b = (((t << 23) | (t >>> 9)) + c) | 0;

    // round 4: I = c ^ (b | ~d)
    t = (((((a + 0x5b6e4545) | 0) + w0) | 0) + (c ^ (b | ~d))) | 0;
    a = (((t << 6) | (t >>> 26)) + b) | 0;
    t = (((d + 0x432aff97) | 0) + (b ^ (a | ~c))) | 0;
    d = (((t << 10) | (t >>> 22)) + a) | 0;
    t = (((c - 0x546bdbd9) | 0) + (a ^ (d | ~b))) | 0;
    c = (((t << 15) | (t >>> 17)) + d) | 0;
    t = (((b - 0x36c5fc7) | 0) + (d ^ (c | ~a))) | 0;
    b = (((t << 21) | (t >>> 11)) + c) | 0;
    t = (((a + 0x655b59c3) | 0) + (c ^ (b | ~d))) | 0;
    a = (((t << 6) | (t >>> 26)) + b) | 0;
    t = (((((d - 0x60c0def8) | 0) + w3) | 0) + (b ^ (a | ~c))) | 0;
    d = (((t << 10) | (t >>> 22)) + a) | 0;
    t = (((c - 0x100b83) | 0) + (a ^ (d | ~b))) | 0;
    c = (((t << 15) | (t >>> 17)) + d) | 0;
    t = (((((b + 0x7552095a) | 0) + w1) | 0) + (d ^ (c | ~a))) | 0;
    b = (((t << 21) | (t >>> 11)) + c) | 0;
    t = (((a + 0x6fa87e4f) | 0) + (c ^ (b | ~d))) | 0;
    a = (((t << 6) | (t >>> 26)) + b) | 0;
    t = (((d - 0x1d31920) | 0) + (b ^ (a | ~c))) | 0;
    d = (((t << 10) | (t >>> 22)) + a) | 0;
    t = (((c - 0x5cfebcec) | 0) + (a ^ (d | ~b))) | 0;
    c = (((t << 15) | (t >>> 17)) + d) | 0;
    t = (((b + 0x4e0811a1) | 0) + (d ^ (c | ~a))) | 0;
    b = (((t << 21) | (t >>> 11)) + c) | 0;
    t = (((a - 0x8ac80fe) | 0) + (c ^ (b | ~d))) | 0;
    a = (((t << 6) | (t >>> 26)) + b) | 0;
    t = (((d - 0x42c50dcb) | 0) + (b ^ (a | ~c))) | 0;
    d = (((t << 10) | (t >>> 22)) + a) | 0;
    t = (((((c - 0x3c6d5047) | 0) + w2) | 0) + (a ^ (d | ~b))) | 0;
    c = (((t << 15) | (t >>> 17)) + d) | 0;
    t = (((b - 0x14792c6f) | 0) + (d ^ (c | ~a))) | 0;
    b = (((t << 21) | (t >>> 11)) + c) | 0;

    w0 = a;
    w1 = b;
    w2 = c;
    w3 = d;
  }
  state[0] = w0 + 0x67452301;
  state[1] = w1 + 0xefcdab89;
  state[2] = w2 + 0x98badcfe;
  state[3] = w3 + 0x10325476;
}
