"""A Modbus client by pymodbus, as a peer that shares no code with ours; its commands are those of modbus_peer.c.

usage: modbus_client.py tcp PORT | rtu DEVICE BAUD | ascii DEVICE BAUD
Beyond those of modbus_peer.c:
  43 ACCESS OBJECT                     answers "ok ID=VALUE ...", following up while more follows
  put FORMAT BYTES WORDS ADDRESS VALUE   writes a value; FORMAT u16 s16 u32 s32 u64 s64 float double string, BYTES and WORDS big or little
"""

import sys

from pymodbus.client import ModbusSerialClient, ModbusTcpClient
from pymodbus.constants import Endian
from pymodbus.mei_message import ReadDeviceInformationRequest
from pymodbus.payload import BinaryPayloadBuilder
from pymodbus.transaction import ModbusAsciiFramer, ModbusRtuFramer

ORDER = {"big": Endian.Big, "little": Endian.Little}
ADD = {
    "u16": "add_16bit_uint", "s16": "add_16bit_int", "u32": "add_32bit_uint", "s32": "add_32bit_int",
    "u64": "add_64bit_uint", "s64": "add_64bit_int", "float": "add_32bit_float", "double": "add_64bit_float", "string": "add_string",
}

if sys.argv[1] == "tcp":
    client = ModbusTcpClient("127.0.0.1", port=int(sys.argv[2]), timeout=2)
else:
    framer = ModbusAsciiFramer if sys.argv[1] == "ascii" else ModbusRtuFramer
    client = ModbusSerialClient(sys.argv[2], framer=framer, baudrate=int(sys.argv[3]), timeout=2)


def put(form, byte_order, word_order, address, value):
    builder = BinaryPayloadBuilder(byteorder=ORDER[byte_order], wordorder=ORDER[word_order])
    if form != "string":
        value = float(value) if form in ("float", "double") else int(value)
    getattr(builder, ADD[form])(value)
    return client.write_registers(int(address), builder.to_registers(), slave=1)


def identify(access, first):
    found, follows = {}, True
    while follows:
        reply = client.execute(ReadDeviceInformationRequest(access, first, unit=1))
        if reply.isError():
            return reply
        found.update(reply.information)
        first, follows = reply.next_object_id, reply.more_follows
    return " ".join(f"{number}={value.decode()}" for number, value in found.items())


def ask(words):
    if words[0] == "put":
        return put(*words[1:])
    function, *v = map(int, words)
    if function == 1:
        return client.read_coils(v[0], v[1], slave=1)
    if function == 2:
        return client.read_discrete_inputs(v[0], v[1], slave=1)
    if function == 3:
        return client.read_holding_registers(v[0], v[1], slave=1)
    if function == 4:
        return client.read_input_registers(v[0], v[1], slave=1)
    if function == 5:
        return client.write_coil(v[0], bool(v[1]), slave=1)
    if function == 6:
        return client.write_register(v[0], v[1], slave=1)
    if function == 15:
        return client.write_coils(v[0], [bool(value) for value in v[1:]], slave=1)
    if function == 16:
        return client.write_registers(v[0], v[1:], slave=1)
    if function == 22:
        return client.mask_write_register(address=v[0], and_mask=v[1], or_mask=v[2], unit=1)
    if function == 23:
        return client.readwrite_registers(read_address=v[0], read_count=v[1], write_address=v[2], write_registers=v[3:], unit=1)
    return identify(v[0], v[1])


def tell(words):
    reply = ask(words)
    if isinstance(reply, str):
        return f"ok {reply}"
    if hasattr(reply, "exception_code"):
        return f"exception {reply.exception_code}"
    if reply.isError():
        return f"failed {reply}"
    values = getattr(reply, "registers", None)
    if values is None:
        values = [int(bit) for bit in getattr(reply, "bits", [])][: int(words[2]) if words[0] in ("1", "2") else 0]
    if words[0] in ("16", "15"):
        values = []
    return " ".join(["ok", *map(str, values)])


if not client.connect():
    sys.exit("cannot connect")
print("ready", flush=True)
for line in sys.stdin:
    try:
        print(tell(line.split()), flush=True)
    except Exception as fault:  # what pymodbus itself refuses to send
        print(f"failed {fault}", flush=True)
