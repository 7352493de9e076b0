/* libmodbus server on loopback, prints its port; serves connections until killed, one at a time. */
#include <modbus.h>
#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    modbus_t *bus = modbus_new_tcp("127.0.0.1", 0);
    modbus_mapping_t *map = modbus_mapping_new(0, 0, 1000, 1000);
    int i, port = 20000 + getpid() % 20000, listener = -1;
    for (; listener < 0; port++) {
        modbus_free(bus);
        bus = modbus_new_tcp("127.0.0.1", port);
        listener = modbus_tcp_listen(bus, 4);
        if (listener >= 0) break;
    }
    for (i = 0; i < 1000; i++) map->tab_registers[i] = i;
    printf("%d\n", port);
    fflush(stdout);
    for (;;) {
        unsigned char query[MODBUS_TCP_MAX_ADU_LENGTH];
        if (modbus_tcp_accept(bus, &listener) < 0) return 1;
        for (;;) {
            int length = modbus_receive(bus, query);
            if (length < 0) break;
            if (length > 0) modbus_reply(bus, query, length, map);
        }
        modbus_close(bus);
    }
}
