/* A Modbus peer by libmodbus that shares no code with ours.
 *
 * usage: modbus_peer server|client tcp PORT | rtu DEVICE BAUD
 * The server is unit 1: holding and input register n hold 1000 + n, coils and inputs alternate beginning with 1; 2000 of each.
 * The client takes a command a line from its input and answers each with one line: "ok VALUES", "exception N" or "failed TEXT".
 *   1|2|3|4 ADDRESS COUNT    5|6 ADDRESS VALUE    15|16 ADDRESS VALUES    22 ADDRESS AND OR    23 FROM COUNT TO VALUES
 *   raw HEX                  any protocol data unit, answered with the bytes of the answer's
 *   float ORDER ADDRESS VALUE   writes a float in byte order abcd, dcba, badc or cdab and tells its registers
 */
#include <errno.h>
#include <modbus.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

enum { TABLE = 2000, MOST = 64 + MODBUS_MAX_READ_BITS };

static modbus_t *open_line(char **argument)
{
    modbus_t *line = strcmp(argument[0], "tcp") == 0 ? modbus_new_tcp("127.0.0.1", atoi(argument[1]))
                                                     : modbus_new_rtu(argument[1], atoi(argument[2]), 'N', 8, 1);
    if (line == NULL || modbus_set_slave(line, 1) != 0) {
        fprintf(stderr, "%s\n", modbus_strerror(errno));
        exit(1);
    }
    return line;
}

static modbus_mapping_t *table(void)
{
    modbus_mapping_t *map = modbus_mapping_new(TABLE, TABLE, TABLE, TABLE);
    for (int n = 0; n < TABLE; n++) {
        map->tab_bits[n] = map->tab_input_bits[n] = n % 2 == 0;
        map->tab_registers[n] = map->tab_input_registers[n] = 1000 + n;
    }
    return map;
}

static int serve(modbus_t *line, int is_tcp)
{
    unsigned char query[MODBUS_TCP_MAX_ADU_LENGTH];
    modbus_mapping_t *map = table();
    int door = is_tcp ? modbus_tcp_listen(line, 4) : -1;
    if (is_tcp ? door < 0 : modbus_connect(line) != 0) {
        fprintf(stderr, "%s\n", modbus_strerror(errno));
        return 1;
    }
    puts("ready");
    fflush(stdout);
    for (;;) {
        if (is_tcp && modbus_tcp_accept(line, &door) < 0)
            return 1;
        for (;;) {
            int length = modbus_receive(line, query);
            if (length > 0)
                modbus_reply(line, query, length, map);
            else if (length < 0 && is_tcp)
                break;
        }
        modbus_close(line);
    }
}

static void say(int done, const uint16_t *registers, const uint8_t *bits, int count)
{
    if (done < 0 && errno >= EMBXILFUN && errno < EMBBADCRC) {
        printf("exception %d", errno - MODBUS_ENOBASE);
    } else if (done < 0) {
        printf("failed %s", modbus_strerror(errno));
    } else {
        printf("ok");
        for (int n = 0; n < count; n++)
            printf(" %d", registers ? registers[n] : bits[n]);
    }
    puts("");
    fflush(stdout);
}

static void raw(modbus_t *line, const char *hex)
{
    uint8_t request[MODBUS_MAX_ADU_LENGTH], answer[MODBUS_MAX_ADU_LENGTH];
    int length = 0, used;
    unsigned value;
    request[length++] = 1;
    while (sscanf(hex, "%2x%n", &value, &used) == 1) {
        request[length++] = value;
        hex += used;
    }
    int done = modbus_send_raw_request(line, request, length);
    done = done < 0 ? done : modbus_receive_confirmation(line, answer);
    int before = modbus_get_header_length(line), after = before == 1 ? 2 : 0;
    if (done < 0) {
        say(done, NULL, NULL, 0);
        return;
    }
    printf("ok ");
    for (int n = before; n < done - after; n++)
        printf("%02X", answer[n]);
    puts("");
    fflush(stdout);
}

static void write_float(modbus_t *line, const char *order, int address, float value)
{
    uint16_t registers[2];
    if (strcmp(order, "abcd") == 0)
        modbus_set_float_abcd(value, registers);
    else if (strcmp(order, "dcba") == 0)
        modbus_set_float_dcba(value, registers);
    else if (strcmp(order, "badc") == 0)
        modbus_set_float_badc(value, registers);
    else
        modbus_set_float_cdab(value, registers);
    say(modbus_write_registers(line, address, 2, registers), registers, NULL, 2);
}

static void command(modbus_t *line, char *text)
{
    uint16_t registers[MOST];
    uint8_t bits[MOST];
    long v[MOST];
    int count = 0;
    char *word = strtok(text, " \n");
    if (word == NULL)
        return;
    if (strcmp(word, "raw") == 0) {
        raw(line, strtok(NULL, " \n"));
        return;
    }
    if (strcmp(word, "float") == 0) {
        char *order = strtok(NULL, " \n"), *address = strtok(NULL, " \n"), *value = strtok(NULL, " \n");
        write_float(line, order, atoi(address), strtof(value, NULL));
        return;
    }
    int function = atoi(word);
    while (count < MOST && (word = strtok(NULL, " \n")) != NULL)
        v[count++] = atol(word);
    for (int n = 1; n < count; n++) {
        registers[n] = v[n];
        bits[n] = v[n] != 0;
    }
    switch (function) {
    case 1: say(modbus_read_bits(line, v[0], v[1], bits), NULL, bits, v[1]); break;
    case 2: say(modbus_read_input_bits(line, v[0], v[1], bits), NULL, bits, v[1]); break;
    case 3: say(modbus_read_registers(line, v[0], v[1], registers), registers, NULL, v[1]); break;
    case 4: say(modbus_read_input_registers(line, v[0], v[1], registers), registers, NULL, v[1]); break;
    case 5: say(modbus_write_bit(line, v[0], v[1]), NULL, NULL, 0); break;
    case 6: say(modbus_write_register(line, v[0], v[1]), NULL, NULL, 0); break;
    case 15: say(modbus_write_bits(line, v[0], count - 1, bits + 1), NULL, NULL, 0); break;
    case 16: say(modbus_write_registers(line, v[0], count - 1, registers + 1), NULL, NULL, 0); break;
    case 22: say(modbus_mask_write_register(line, v[0], v[1], v[2]), NULL, NULL, 0); break;
    case 23: {
        uint16_t read[MODBUS_MAX_READ_REGISTERS];
        say(modbus_write_and_read_registers(line, v[2], count - 3, registers + 3, v[0], v[1], read), read, NULL, v[1]);
        break;
    }
    default: puts("failed no such command"); fflush(stdout);
    }
}

int main(int count, char **arguments)
{
    static char text[65536];
    if (count < 4)
        return 2;
    modbus_t *line = open_line(arguments + 2);
    if (strcmp(arguments[1], "server") == 0)
        return serve(line, strcmp(arguments[2], "tcp") == 0);
    /* not for the server: before it refuses with 01 or 03 it waits so long for more to come */
    modbus_set_response_timeout(line, 2, 0);
    if (modbus_connect(line) != 0) {
        fprintf(stderr, "%s\n", modbus_strerror(errno));
        return 1;
    }
    puts("ready");
    fflush(stdout);
    while (fgets(text, sizeof text, stdin))
        command(line, text);
    return 0;
}
