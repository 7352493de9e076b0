/* What the kernel's own headers say about the structures and numbers that GPIO inputs use. */
#include <linux/gpio.h>
#include <stddef.h>
#include <stdio.h>

int main(void)
{
    printf("GetLine %lu\nGetValues %lu\n", (unsigned long)GPIO_V2_GET_LINE_IOCTL, (unsigned long)GPIO_V2_LINE_GET_VALUES_IOCTL);
    printf("LineValues %zu %zu\n", sizeof(struct gpio_v2_line_values), offsetof(struct gpio_v2_line_values, mask));
    printf("LineAttribute %zu %zu %zu\n", sizeof(struct gpio_v2_line_config_attribute), offsetof(struct gpio_v2_line_config_attribute, attr.flags),
           offsetof(struct gpio_v2_line_config_attribute, mask));
    printf("LineConfig %zu %zu %zu\n", sizeof(struct gpio_v2_line_config), offsetof(struct gpio_v2_line_config, num_attrs),
           offsetof(struct gpio_v2_line_config, attrs));
    printf("LineRequest %zu %zu %zu %zu %zu %zu\n", sizeof(struct gpio_v2_line_request), offsetof(struct gpio_v2_line_request, consumer),
           offsetof(struct gpio_v2_line_request, config), offsetof(struct gpio_v2_line_request, num_lines),
           offsetof(struct gpio_v2_line_request, event_buffer_size), offsetof(struct gpio_v2_line_request, fd));
    printf("LineEvent %zu %zu %zu %zu\n", sizeof(struct gpio_v2_line_event), offsetof(struct gpio_v2_line_event, id),
           offsetof(struct gpio_v2_line_event, offset), offsetof(struct gpio_v2_line_event, seqno));
    printf("MostLines %d\nMostAttributes %d\n", GPIO_V2_LINES_MAX, GPIO_V2_LINE_NUM_ATTRS_MAX);
    printf("Flags %llu %llu %llu %llu %llu %llu\n", (unsigned long long)GPIO_V2_LINE_FLAG_INPUT, (unsigned long long)GPIO_V2_LINE_FLAG_EDGE_RISING,
           (unsigned long long)GPIO_V2_LINE_FLAG_EDGE_FALLING, (unsigned long long)GPIO_V2_LINE_FLAG_BIAS_PULL_UP,
           (unsigned long long)GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN, (unsigned long long)GPIO_V2_LINE_FLAG_BIAS_DISABLED);
    printf("FlagsAttribute %d\nEvents %d %d\n", GPIO_V2_LINE_ATTR_ID_FLAGS, GPIO_V2_LINE_EVENT_RISING_EDGE, GPIO_V2_LINE_EVENT_FALLING_EDGE);
    return 0;
}
