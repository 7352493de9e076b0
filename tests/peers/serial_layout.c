/* What the kernel's own headers say about the structures and numbers that the serial port uses. */
#include <asm/ioctls.h>
#include <asm/termbits.h>
#include <linux/serial.h>
#include <linux/tty_flags.h>
#include <stddef.h>
#include <stdio.h>

int main(void)
{
    printf("GetTermios %d\nSetTermios %d\n", TCGETS, TCSETS);
    printf("GetTermios2 %u\nSetTermios2 %u\n", (unsigned)TCGETS2, (unsigned)TCSETS2);
    printf("GetSerial %d\nSetSerial %d\nSetRs485 %d\n", TIOCGSERIAL, TIOCSSERIAL, TIOCSRS485);
    printf("Termios %zu %zu\n", sizeof(struct termios2), offsetof(struct termios2, c_ospeed));
    printf("SerialStruct %zu %zu\n", sizeof(struct serial_struct), offsetof(struct serial_struct, flags));
    printf("Rs485Struct %zu %zu\n", sizeof(struct serial_rs485), offsetof(struct serial_rs485, delay_rts_after_send));
    printf("LowLatency %u\nEnabled %d\nHighOnSend %d\nHighAfterSend %d\n", ASYNC_LOW_LATENCY, SER_RS485_ENABLED, SER_RS485_RTS_ON_SEND,
           SER_RS485_RTS_AFTER_SEND);
    printf("OtherSpeed %d\n", BOTHER);
    return 0;
}
