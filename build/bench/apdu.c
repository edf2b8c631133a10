/*
 * The least that a program must do to talk to a card through pcsc-lite: SCardTransmit in a loop. The functions are
 * declared here, as winscard.h and wintypes.h have them on Linux, so that no header need be installed.
 *
 * apdu READER COUNT sends GET CHALLENGE for 8 bytes so many times on one connection, after COUNT / 10 that are not
 * counted, and prints the nanoseconds of each, one a line.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct {
  unsigned long protocol, length;
} Request;
long SCardEstablishContext(unsigned long, const void *, const void *, long *);
long SCardConnect(long, const char *, unsigned long, unsigned long, long *, unsigned long *);
long SCardTransmit(long, const Request *, const unsigned char *, unsigned long, Request *, unsigned char *, unsigned long *);
long SCardDisconnect(long, unsigned long);
long SCardReleaseContext(long);

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void must(const char *what, long code) {
  if (code == 0) return;
  fprintf(stderr, "%s: %08lX\n", what, code & 0xffffffffUL);
  exit(1);
}

int main(int argc, char **argv) {
  static const unsigned char command[] = {0x00, 0x84, 0x00, 0x00, 0x08};
  static unsigned char answer[65548];
  if (argc != 3) return 2;
  int count = atoi(argv[2]);
  long context, card;
  unsigned long protocol;
  must("SCardEstablishContext", SCardEstablishContext(2, NULL, NULL, &context));
  must("SCardConnect", SCardConnect(context, argv[1], 1, 3, &card, &protocol));
  Request request = {protocol, sizeof(Request)};
  for (int i = -count / 10; i < count; i++) {
    unsigned long length = sizeof answer;
    long long start = now();
    must("SCardTransmit", SCardTransmit(card, &request, command, sizeof command, NULL, answer, &length));
    long long elapsed = now() - start;
    if (length != 10 || answer[8] != 0x90 || answer[9] != 0x00) must("GET CHALLENGE", 0x6F00);
    if (i >= 0) printf("%lld\n", elapsed);
  }
  must("SCardDisconnect", SCardDisconnect(card, 1));
  must("SCardReleaseContext", SCardReleaseContext(context));
  return 0;
}
