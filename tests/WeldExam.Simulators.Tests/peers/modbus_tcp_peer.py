"""A master that others wrote: talks every function to a simulated device (tables as unit 2) and says whether all agree."""
import sys

from pymodbus.client import ModbusTcpClient

UNIT = 2
client = ModbusTcpClient("127.0.0.1", port=int(sys.argv[1]))
assert client.connect()


def check(answer):
    assert not answer.isError(), answer
    return answer


check(client.write_coil(1, True, slave=UNIT))
check(client.write_coils(4, [True, False, True], slave=UNIT))
assert check(client.read_coils(0, 8, slave=UNIT)).bits == [False, True, False, False, True, False, True, False]
assert check(client.read_discrete_inputs(0, 8, slave=UNIT)).bits == [False, False, False, True, False, False, False, False]
check(client.write_register(10, 65535, slave=UNIT))
check(client.write_registers(11, [1, 2, 3], slave=UNIT))
assert check(client.read_holding_registers(10, 4, slave=UNIT)).registers == [65535, 1, 2, 3]
assert check(client.read_input_registers(4, 1, slave=UNIT)).registers == [4711]
assert client.read_holding_registers(99, 2, slave=UNIT).exception_code == 2
assert client.read_holding_registers(0, 1, slave=77).exception_code == 11
client.close()
print("all functions agree")
