"""A Modbus server by pymodbus, as a peer that shares no code with ours.

usage: modbus_server.py tcp PORT | rtu DEVICE BAUD
Unit 1. Input registers 0-7 hold the captured PZEM-017 answer, holding register n holds 1000 + n, coils and discrete inputs alternate.
"""

import sys

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.device import ModbusDeviceIdentification
from pymodbus.server import StartSerialServer, StartTcpServer
from pymodbus.transaction import ModbusRtuFramer

PZEM = [0x0540, 0x000A, 0x000D, 0x0000, 0x0002, 0x0000, 0x0000, 0x0000]

unit = ModbusSlaveContext(
    di=ModbusSequentialDataBlock(0, [1, 0] * 1000),
    co=ModbusSequentialDataBlock(0, [1, 0] * 1000),
    hr=ModbusSequentialDataBlock(0, [1000 + n for n in range(2000)]),
    ir=ModbusSequentialDataBlock(0, PZEM),
    zero_mode=True,
)
context = ModbusServerContext(slaves={1: unit}, single=False)

identity = ModbusDeviceIdentification(
    info_name={"VendorName": "Pymodbus", "ProductCode": "PM", "MajorMinorRevision": "3.0", "ModelName": "M" * 200, "UserApplicationName": "U" * 200}
)

if sys.argv[1] == "tcp":
    StartTcpServer(context=context, identity=identity, address=("127.0.0.1", int(sys.argv[2])))
else:
    StartSerialServer(
        context=context, identity=identity, framer=ModbusRtuFramer, port=sys.argv[2], baudrate=int(sys.argv[3]), timeout=0.01
    )
