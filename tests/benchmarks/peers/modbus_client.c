/* libmodbus client: reads 125 registers COUNT times; prints seconds and CPU seconds. */
#include <modbus.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

static double seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec + now.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    int port = atoi(argv[1]), count = atoi(argv[2]), i;
    unsigned short registers[125];
    modbus_t *bus = modbus_new_tcp("127.0.0.1", port);
    if (argc < 3 || modbus_connect(bus)) return 1;
    modbus_set_slave(bus, 1);
    double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    for (i = 0; i < count; i++)
        if (modbus_read_registers(bus, 0, 125, registers) != 125) return 2;
    printf("%.6f %.6f\n", seconds(CLOCK_MONOTONIC) - wall, seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu);
    return 0;
}
