"""The entries of docs/JOURNAL.md §5 and the sample columns of §6, as tables and the code that reads them."""


class Fault(Exception):
    """Not what the format allows."""


class Newer(Exception):
    """Something that only a newer version names."""


CODES = {"journal kind": 6, "quality": 10, "state": 3, "clock source": 3, "role": 5, "end reason": 6, "mark": 5,
         "interruption": 7, "signatory": 3, "mode": 2, "channel kind": 2, "power": 4, "output cause": 9, "doubt": 3, "waveform": 2, "draw method": 3, "form": 3, "staff fault": 8}

CARD = [(0, "int32"), (1, "text"), (2, "int32"), (3, "text"), (4, "text"), (5, "text"), (6, "decimal"), (7, "decimal")]
CHANNEL = [(0, "int32"), (1, "text"), (2, "text"), (3, "code channel kind"), (4, "text"), (5, "int32"), (6, "int32"), (7, "int"),
           (8, "span"), (9, "range"), (10, "range"), (11, "code power"), (12, "day?"), (13, "hash"), (14, "code waveform?")]
PART = [(0, "id"), (1, "text"), (2, "text"), (3, "text"), (4, "text"), (5, "hash"), (6, "int32"), (7, ["text"]), (8, "int32"),
        (9, "code mode"), (10, "flag"), (11, ("?", CARD)), (12, "id?"), (13, ["hash"]), (14, [CHANNEL]), (15, "text?"), (16, "code form?"),
        (20, ("?", [[(0, "text"), (1, "id"), (2, "hash"), (3, "day")]]))]
PERSON = [(0, "text"), (1, "code role")]

KINDS = {
    1: ("Opened", [(2, "code journal kind"), (3, "text"), (4, "text"), (5, "text"), (6, ("?", PART))]),
    2: ("Samples", [(2, "columns"), (3, "marks?")]),
    3: ("InputChanged", [(2, "int32"), (3, "code state"), (4, "int"), (5, "code quality")]),
    4: ("DeviceStateChanged", [(2, "text"), (3, "flag"), (4, "code quality"), (5, "text")]),
    5: ("ClockAnchor", [(2, "utc"), (3, "code clock source"), (4, "span")]),
    6: ("IdentityChecked", [(2, "flag"), (3, [[(0, "text"), (1, "flag"), (2, "text"), (3, "text")]]), (4, ["text"])]),
    7: ("Assigned", [(2, [[(0, "text"), (1, "code role")]])]),
    8: ("StartState", [(2, [[(0, "text"), (1, "flag"), (2, "text?")]])]),
    9: ("SubjectStarted", [(2, "id"), (3, "text")]),
    10: ("SubjectEnded", [(2, "id"), (3, "text"), (4, "code end reason")]),
    11: ("Marked", [(2, "id"), (3, "text"), (4, "text"), (5, "text?"), (6, "code mark"), (7, "int32"), (8, "int?"), (9, "text")]),
    12: ("Overridden", [(2, "id"), (3, "text"), (4, "text"), (5, "text"), (6, "text"), (7, "int32"), (8, "text")]),
    13: ("Interrupted", [(2, "code interruption"), (3, "text")]),
    14: ("Resumed", [(2, "code interruption"), (3, "int"), (4, "text")]),
    15: ("Concluded", [(2, "bytes"), (3, "hash"), (4, "text?")]),
    16: ("Signed", [(2, "id"), (3, "code signatory"), (4, "text"), (5, "hash")]),
    17: ("SignedWithObjection", [(2, "id"), (3, "code signatory"), (4, "text"), (5, "hash"), (6, ["text"]), (7, "text")]),
    18: ("RefusedToSign", [(2, "id"), (3, "code signatory"), (4, "text"), (5, "hash"), (6, "text")]),
    19: ("Sealed", [(2, "hash"), (3, "hash"), (4, "int"), (5, "int32"), (6, ["text"]), (7, "text?")]),
    20: ("SittingClosed", [(2, "id"), (3, [[(0, "id"), (1, "hash"), (2, "hash")]]), (4, "bytes"), (5, "hash")]),
    21: ("FileAdopted", [(2, "text"), (3, "text"), (4, "hash")]),
    22: ("ReadinessChecked", [(2, "text"), (3, "flag"), (4, ["text"])]),
    23: ("OutputSet", [(2, "text"), (3, "code state"), (4, "code state"), (5, "code output cause"), (6, "text"), (7, "text"), (8, "id?")]),
    24: ("InputDoubted", [(2, ["int32"]), (3, "code doubt"), (4, "text")]),
    25: ("OtherRigCurrent", [(2, "int32"), (3, "text"), (4, "code state")]),
    26: ("TaskDrawn", [(2, "id"), (3, "text"), (4, "text"), (5, "hash"), (6, "code draw method"), (7, "hash"), (8, ["text"]), (9, "int32?"), (10, "text"),
                       (11, "text?"), (12, "text")]),
    30: ("StaffDrawn", [(2, "hash"), (3, "id"), (4, [PERSON]), (5, [PERSON])]),
    31: ("StaffJudged", [(2, "hash"), (3, "int32"), (4, "flag"), (5, "text?"), (6, "day"), (7, "day"),
                         (8, [[(0, "text"), (1, "code staff fault"), (2, "text")]])]),
    32: ("Voided", [(2, "id"), (3, "text"), (4, "id"), (5, "hash"), (6, "text")]),
}

LENGTHS = {"id": 16, "hash": 32}


def check(value):
    """Only the types of §2, all through."""
    if type(value) is int:
        if not -(1 << 63) <= value < 1 << 63:
            raise Fault("integer beyond 64 bits")
    elif type(value) is list:
        for item in value:
            check(item)
    elif type(value) is dict:
        for key, item in value.items():
            if type(key) is not int or not 0 <= key < 1 << 63:
                raise Fault("a map key that is not an unsigned integer")
            check(item)
    elif type(value) not in (bytes, str):
        raise Fault("a type that journals do not use")
    return value


class Fields:
    """One map, its fields taken in rising order."""

    def __init__(self, item, base=0):
        if type(check(item)) is not dict:
            raise Fault("not a map")
        self.left, self.base = list(item.items()), base

    def done(self):
        return not self.left

    def has(self, key):
        return bool(self.left) and self.left[0][0] == key

    def take(self, key, kind):
        if not self.has(key):
            raise Fault("field %d is missing" % key)
        return scalar(self.left.pop(0)[1], kind, self.base)

    def record(self, spec):
        read = {}
        for key, kind in spec:
            optional = kind[0] == "?" if type(kind) is tuple else type(kind) is str and kind.endswith("?")
            if optional:
                kind = kind[1] if type(kind) is tuple else kind[:-1]
                if not self.has(key):
                    continue
            elif type(kind) is tuple:
                kind = kind[1]
            if not self.has(key):
                raise Fault("field %d is missing" % key)
            if kind == "marks":
                marks(self.left[0][1], read[2])
            read[key] = value_of(self.left.pop(0)[1], kind, self.base, is_list=type(kind) is list and type(kind[0]) is not tuple)
        return read


def value_of(value, kind, base, is_list):
    if is_list:
        inner = kind[0]
        return [value_of(item, inner, base, False) for item in scalar(value, "list", base)]
    if type(kind) is list:
        fields = Fields(value, base)
        read = fields.record(kind)
        if not fields.done():
            raise Newer()
        return read
    return scalar(value, kind, base)


def scalar(value, kind, base):
    expected = {"text": str, "bytes": bytes, "id": bytes, "hash": bytes, "columns": bytes, "marks": bytes, "list": list, "range": list, "decimal": list}.get(kind, int)
    if type(value) is not expected:
        raise Fault("expected %s" % kind)
    if kind in LENGTHS and len(value) != LENGTHS[kind]:
        raise Fault("expected %s of %d bytes" % (kind, LENGTHS[kind]))
    if kind == "columns":
        return columns(value, base)
    if kind in ("range", "decimal") and (len(value) != 2 or any(type(part) is not int for part in value)):
        raise Fault("a pair has two integers")
    if kind == "range":
        return [scalar(part, "span", base) for part in value]
    if kind == "decimal":
        exponent, mantissa = value
        if not -28 <= exponent <= 9 or (mantissa % 10 == 0 and value != [0, 0]):
            raise Fault("decimal not in its normal form")
    if kind.startswith("code "):
        if not -(1 << 31) <= value < 1 << 31:
            raise Fault("code beyond 32 bits")
        if not 0 <= value < CODES[kind[5:]]:
            raise Newer()
    limits = {"int32": (-(1 << 31), (1 << 31) - 1), "flag": (0, 1), "day": (0, 3652058), "utc": (0, 253402300799999999),
              "span": (-922337203685477580, 922337203685477580)}.get(kind)
    if limits and not limits[0] <= value <= limits[1]:
        raise Fault("%s out of range" % kind)
    return value


def marks(data, read):
    """Field 3 of Samples: which rows repeat."""
    if type(data) is not bytes:
        raise Fault("expected marks")
    rows = len(read[0][1]) if read else 0
    length = (rows + 7) // 8
    if len(data) != length * len(read) or not any(data):
        raise Fault("marks of repeats that do not fit their samples")
    for column, (_, qualities, _) in enumerate(read):
        for bit in range(8 * length):
            if data[column * length + bit // 8] >> bit % 8 & 1 and (bit >= rows or qualities[bit] != 0):
                raise Fault("a mark of a repeat where there is no value")


class Numbers:
    def __init__(self, data):
        self.data, self.at = data, 0

    def next(self, most=(1 << 64) - 1):
        start, value = self.at, 0
        while True:
            if self.at >= len(self.data) or self.at - start > 9:
                raise Fault("sample columns end too early")
            part = self.data[self.at]
            value |= (part & 0x7F) << (7 * (self.at - start))
            self.at += 1
            if part < 0x80:
                break
        if value > most or (part == 0 and self.at - start > 1):
            raise Fault("a number in sample columns that is too large or too long")
        return value

    def signed(self):
        value = self.next()
        return (value >> 1) ^ -(value & 1)


def wrap(value):
    return (value + (1 << 63)) % (1 << 64) - (1 << 63)


def columns(data, base):
    """§6. Returns [(channel, qualities, values)]."""
    numbers, read = Numbers(data), []
    rows, count = numbers.next(4096), numbers.next(64)
    time, step = base, 0
    for row in range(rows):
        coded = numbers.signed()
        step = coded if row < 2 else wrap(step + coded)
        before, time = time, wrap(time + step)
        if row and time <= before:
            raise Fault("sample times do not rise")
    for _ in range(count):
        channel, runs = numbers.next((1 << 31) - 1), numbers.next(rows)
        if read and channel <= read[-1][0]:
            raise Fault("channels do not rise")
        qualities, before = [0] * rows if runs == 0 else [], None
        for _ in range(runs):
            quality = numbers.next((1 << 31) - 1)
            if quality > 9:
                raise Newer()
            length = numbers.next(rows - len(qualities))
            if quality == before or length == 0:
                raise Fault("quality runs are not the shortest")
            qualities += [quality] * length
            before = quality
        if len(qualities) != rows or (runs == 1 and before == 0):
            raise Fault("quality runs do not fill the column in the one way")
        value, values = 0, []
        for quality in qualities:
            value = wrap(value + numbers.signed()) if quality == 0 else value
            values.append(value if quality == 0 else None)
        read.append((channel, qualities, values))
    if numbers.at != len(data):
        raise Fault("bytes after the last column")
    return read
