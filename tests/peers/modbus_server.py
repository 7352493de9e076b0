"""A Modbus server by pymodbus, as a peer that shares no code with ours.

usage: modbus_server.py tcp PORT | rtu DEVICE BAUD
Input registers 0-7 hold the captured PZEM-017 answer, holding register n holds 1000 + n, coils and discrete inputs alternate.
"""

import sys

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.server import StartSerialServer, StartTcpServer
from pymodbus.transaction import ModbusRtuFramer

PZEM = [0x0540, 0x000A, 0x000D, 0x0000, 0x0002, 0x0000, 0x0000, 0x0000]

unit = ModbusSlaveContext(
    di=ModbusSequentialDataBlock(0, [1, 0] * 8),
    co=ModbusSequentialDataBlock(0, [1, 0] * 8),
    hr=ModbusSequentialDataBlock(0, [1000 + n for n in range(64)]),
    ir=ModbusSequentialDataBlock(0, PZEM),
    zero_mode=True,
)
context = ModbusServerContext(slaves={1: unit}, single=False)

if sys.argv[1] == "tcp":
    StartTcpServer(context=context, address=("127.0.0.1", int(sys.argv[2])))
else:
    StartSerialServer(context=context, framer=ModbusRtuFramer, port=sys.argv[2], baudrate=int(sys.argv[3]), timeout=0.01)
