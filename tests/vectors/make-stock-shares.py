#!/usr/bin/env python3
"""Makes stock-shares.ts: splits as sc-hsm-tool --pwd-shares-threshold makes them, by its published algorithm.

An implementation of its own, in another language than the one that is tested. Deterministic: all that is random in the
tool comes from SHA-256 of a label and a counter. Needs Python 3 and the openssl program; takes about a minute.
Usage: make-stock-shares.py > stock-shares.ts
"""
import hashlib
import subprocess


class Draw:
    def __init__(self, label):
        self.label, self.count = label, 0

    def bytes(self, length):
        self.count += 1
        return hashlib.sha256(f"{self.label} {self.count}".encode()).digest()[:length]

    def below(self, limit):
        while (number := int.from_bytes(self.bytes(8), "big")) >= limit:
            pass
        return number


def is_prime(n):
    small = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)
    if n < 2 or any(n % p == 0 for p in small):
        return n in small
    odd, twos = n - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for base in small:
        root = pow(base, odd, n)
        if root not in (1, n - 1) and not any((root := root * root % n) == n - 1 for _ in range(twos - 1)):
            return False
    return True


def safe_prime(draw):
    """64 bits, the highest two set, as BN_generate_prime_ex does it."""
    while True:
        p = int.from_bytes(draw.bytes(8), "big") | 3 << 62 | 3
        if is_prime(p) and is_prime(p // 2):
            return p


def colons(number):
    """What BN_bn2bin leaves, printed byte by byte."""
    return number.to_bytes((number.bit_length() + 7) // 8, "big").hex(":")


def share_file(password, salt, share):
    digest, digests = b"", []
    for _ in range(3):
        digest += password + salt
        for _ in range(10_000_000):
            digest = hashlib.md5(digest).digest()
        digests.append(digest)
    key, iv = digests[0] + digests[1], digests[2]
    command = ["openssl", "enc", "-aes-256-cbc", "-K", key.hex(), "-iv", iv.hex()]
    return b"Salted__" + salt + subprocess.run(command, input=share, capture_output=True, check=True).stdout


def vector(label, threshold, total, wanted):
    """The first split in order of its attempt that `wanted` takes."""
    for attempt in range(100_000):
        draw = Draw(f"{label} {attempt}")
        password = bytearray(draw.bytes(8))
        password[0] &= 0x7F
        if not wanted(password, None):
            continue
        prime = safe_prime(draw)
        polynomial = [int.from_bytes(password, "big")] + [draw.below(prime) for _ in range(threshold - 1)]
        values = [sum(a * x**e for e, a in enumerate(polynomial)) % prime for x in range(1, total + 1)]
        if wanted(password, values):
            break
    salt, share = draw.bytes(8), draw.bytes(32)
    file = share_file(bytes(password), salt, share)
    return f"""{{
  threshold: {threshold},
  prime: '{colons(prime)}',
  shares: [
{chr(10).join(f"    ['{x}', '{colons(y)}']," for x, y in enumerate(values, 1))}
  ],
  password: '{password.hex().upper()}',
  file: '{file.hex().upper()}',
  share: '{share.hex().upper()}',
}}"""


print("/** Made by make-stock-shares.py; see README.md. IDs in decimal, prime and values in colon hex, as sc-hsm-tool prints them; the rest in hex. */")
print(f"export const threeOfFive = {vector('three of five', 3, 5, lambda password, _: password[0] > 0)};\n")
print("/** One share file in 128: the first byte of its password is 00, so that sc-hsm-tool cannot open it again. */")
print(f"export const leadingZero = {vector('leading zero', 2, 3, lambda password, _: password[0] == 0)};\n")
print("/** More than nine shares, one of them with a value that begins with 00 and is printed shorter. */")
short = lambda password, values: password[0] > 0 and (values is None or min(values[9:]) < 1 << 56)
print(f"export const twelveShares = {vector('twelve shares', 4, 12, short)};")
