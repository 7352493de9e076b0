/* Serial lines paced as real ones: COUNT pseudo terminals with eight float registers' devices on each.
   paced_lines COUNT BAUD DELAY_US: prints the ports in one line; at the end of its input prints
   "requests shortest-gap-ns short-gaps" and then "line ns" for each request to unit 1, on CLOCK_MONOTONIC.
   A request takes its wire time, then the device waits DELAY_US, then each byte is held for its own wire time (11 bits).
   It never sleeps while an answer is under way or a single line is waiting for its request: a wire is not late for having been put aside. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { MOST_LINES = 64, REQUEST = 8 };
static const int64_t SILENCE = 1750000; /* t3.5 above 19200 Bd */

struct line {
    int file, filled, length, sent;
    int64_t due, ended;
    unsigned char request[REQUEST], answer[256];
};

static struct line lines[MOST_LINES];
static int64_t byte_ns, delay_ns, shortest = INT64_MAX;
static long requests, too_short, seen, room;
static struct { int line; int64_t at; } *first;

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static unsigned crc(const unsigned char *bytes, int length)
{
    unsigned sum = 0xFFFF;
    for (int i = 0; i < length; i++) {
        sum ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) sum = sum & 1 ? sum >> 1 ^ 0xA001 : sum >> 1;
    }
    return sum;
}

static void take(int index, int64_t at)
{
    struct line *l = &lines[index];
    if (l->filled == 0) {
        if (l->ended) {
            if (at - l->ended < shortest) shortest = at - l->ended;
            too_short += at - l->ended < SILENCE;
        }
        if (seen == room) first = realloc(first, (room = room ? room * 2 : 4096) * sizeof *first);
    }
    int got = read(l->file, l->request + l->filled, REQUEST - l->filled);
    if (got <= 0) return;
    if (l->filled == 0 && l->request[0] == 1) {
        first[seen].line = index;
        first[seen++].at = at;
    }
    if ((l->filled += got) < REQUEST) return;
    l->filled = 0;
    if (crc(l->request, 6) != (unsigned)(l->request[6] | l->request[7] << 8)) { fprintf(stderr, "bad request\n"); exit(2); }
    requests++;
    int count = l->request[5];
    l->answer[0] = l->request[0];
    l->answer[1] = l->request[1];
    l->answer[2] = 2 * count;
    for (int i = 0; i < count; i++) { /* 123.5 as floats, high word first */
        l->answer[3 + 2 * i] = i % 2 ? 0 : 0x42;
        l->answer[4 + 2 * i] = i % 2 ? 0 : 0xF7;
    }
    unsigned sum = crc(l->answer, 3 + 2 * count);
    l->answer[3 + 2 * count] = sum & 0xFF;
    l->answer[4 + 2 * count] = sum >> 8;
    l->length = 5 + 2 * count;
    l->sent = 0;
    l->due = at + REQUEST * byte_ns + delay_ns + byte_ns;
}

int main(int argc, char **argv)
{
    if (argc != 4) return 1;
    int count = atoi(argv[1]);
    struct pollfd polls[MOST_LINES + 1] = { { .fd = 0, .events = POLLIN } };
    byte_ns = INT64_C(11000000000) / atoi(argv[2]);
    delay_ns = atoi(argv[3]) * INT64_C(1000);
    for (int i = 0; i < count; i++) {
        int slave;
        char name[64];
        struct termios raw;
        if (openpty(&lines[i].file, &slave, name, 0, 0)) return 1;
        tcgetattr(slave, &raw);
        cfmakeraw(&raw);
        tcsetattr(slave, TCSANOW, &raw);
        printf("%s ", name); /* the slave stays open here: nothing hangs up before the client comes */
        polls[i + 1] = (struct pollfd){ .fd = lines[i].file, .events = POLLIN };
    }
    printf("\n");
    fflush(stdout);
    for (;;) {
        int64_t next = INT64_MAX, at = now();
        for (int i = 0; i < count; i++) {
            struct line *l = &lines[i];
            while (l->sent < l->length && l->due <= at) {
                int64_t before = now();
                if (write(l->file, l->answer + l->sent, 1) != 1) return 1;
                l->due += byte_ns;
                if (++l->sent == l->length) { /* unknown when this process was put aside meanwhile */
                    l->ended = now() - before > 100000 ? 0 : before;
                }
            }
            if (l->sent < l->length && l->due < next) next = l->due;
        }
        if (poll(polls, count + 1, next == INT64_MAX && count > 1 ? -1 : 0) <= 0) continue;
        if (polls[0].revents) break;
        at = now();
        for (int i = 0; i < count; i++)
            if (polls[i + 1].revents & POLLIN) take(i, at);
    }
    printf("%ld %lld %ld\n", requests, (long long)shortest, too_short);
    for (long i = 0; i < seen; i++) printf("%d %lld\n", first[i].line, (long long)first[i].at);
    return 0;
}
