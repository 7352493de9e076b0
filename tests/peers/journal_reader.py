#!/usr/bin/python3
"""Independent reader of WeldExam journals, written from docs/JOURNAL.md. Needs python3-cbor2 and python3-cryptography only.

    journal_reader.py --device-key BOX=HEX [--device-key …] [--file-hash HEX …] FILE
        prints JSON; exit 1 and the place of the fault when the journal is not sound to its end
    journal_reader.py --device-key BOX=HEX --batch
        reads journals as lines of hex, prints for each its number of sound blocks and `ok` or the reason
"""
import argparse
import collections
import functools
import hashlib
import io
import json
import sys

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

from journal_entries import KINDS, Fault, Fields, Newer

MAX_BLOCK = 65536
HALF_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551 // 2


def canonical(data):
    """Decodes the item at the start of data; refuses any spelling that does not encode to the same bytes again."""
    stream = io.BytesIO(data)
    try:
        value = cbor2.CBORDecoder(stream).decode()
        length = stream.tell()
        again = cbor2.dumps(value, canonical=True)
    except Exception as error:  # whatever cbor2 meets in broken bytes
        raise Fault("not CBOR: %s" % error) from None
    if again != data[:length]:
        raise Fault("not the canonical spelling")
    return value, length


def envelope(data):
    message, length = canonical(data[:MAX_BLOCK])
    if not isinstance(message, cbor2.CBORTag) or message.tag != 18 or type(message.value) is not list or len(message.value) != 4:
        raise Fault("not a tagged COSE_Sign1")
    header, unprotected, payload, signature = message.value
    if unprotected != {} or any(type(part) is not bytes for part in (header, payload, signature)):
        raise Fault("not the accepted envelope")
    protected, used = canonical(header)
    if used != len(header) or type(protected) is not dict or list(protected) != [1, 4]:
        raise Fault("protected header is not {algorithm, key id}")
    if type(protected[1]) is not int or type(protected[4]) is not bytes or len(protected[4]) != 8:
        raise Fault("protected header has other types")
    signed = b"\x84\x6aSignature1" + cbor2.dumps(header) + b"\x40" + cbor2.dumps(payload)
    return {"length": length, "payload": payload, "signed": signed, "signature": signature, "alg": protected[1], "kid": protected[4]}


@functools.lru_cache(maxsize=100_000)
def verifies(key, signed, signature):
    if len(signature) != 64:
        return False
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if s > HALF_ORDER:
        return False
    try:
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key)
        point.verify(utils.encode_dss_signature(r, s), signed, ec.ECDSA(hashes.SHA256()))
        return True
    except (InvalidSignature, ValueError):
        return False


def signed_by(key, message):
    return message["alg"] == -7 and message["kid"] == hashlib.sha256(key).digest()[:8] and verifies(key, message["signed"], message["signature"])


def certificate(data):
    message = envelope(data)
    content, used = canonical(message["payload"])
    if message["length"] != len(data) or used != len(message["payload"]):
        raise Fault("certificate has bytes left over")
    fields = Fields(content)
    result = {"box": fields.take(0, "text"), "boot": fields.take(1, "id"), "key": fields.take(2, "bytes"), "message": message}
    if not fields.done():
        raise Fault("certificate has fields left over")
    return result


def entry(item, base):
    """Name and content of one entry; the content of an unknown one is None."""
    fields = Fields(item, base)
    kind = fields.take(0, "int32")
    at = base + fields.take(1, "int")
    try:
        if kind not in KINDS:
            raise Newer()
        name, spec = KINDS[kind]
        content = fields.record(spec)
        if not fields.done():
            raise Newer()
        return kind, name, at, content
    except Newer:
        return kind, "Unknown", at, None


def block(data):
    message = envelope(data)
    content, used = canonical(message["payload"])
    if used != len(message["payload"]):
        raise Fault("payload has bytes left over")
    fields = Fields(content)
    if fields.take(0, "int32") != 1:
        raise Fault("unknown format version")
    read = {"message": message, "journal": fields.take(1, "id"), "epoch": fields.take(2, "int32"), "number": fields.take(3, "int"),
            "previous": fields.take(4, "hash") if fields.has(4) else None, "boot": None}
    if fields.has(5):
        read["boot"], read["certificate"] = fields.take(5, "id"), fields.take(6, "bytes")
    base, items = fields.take(7, "int"), fields.take(8, "list")
    read["entries"] = [entry(item, base) for item in items]
    if not fields.done() or not items or read["epoch"] < 0 or read["number"] < 0:
        raise Fault("fields left over, no entries, or negative numbers")
    if min(at for _, _, at, _ in read["entries"]) != base:
        raise Fault("the base is not the earliest time")
    read["hash"] = hashlib.sha256(data[:message["length"]]).digest()
    return read


def follows(read, last, sealed, key, devices):
    """Checks chain, epoch, order and signature; returns the key of the epoch."""
    begins = last is None or read["epoch"] != last["epoch"]
    if last is None:
        if read["number"] or read["epoch"] or read["previous"] is not None:
            raise Fault("the first block is not epoch 0 number 0")
    elif read["journal"] != last["journal"] or read["number"] != last["number"] + 1 or read["epoch"] - last["epoch"] not in (0, 1):
        raise Fault("another journal, number or epoch than the next")
    elif read["previous"] != last["hash"]:
        raise Fault("does not build on the block before")
    if begins != (read["boot"] is not None):
        raise Fault("an epoch without its start, or a start inside an epoch")
    if begins:
        key = certificate(read["certificate"])
        if key["boot"] != read["boot"] or not any(signed_by(device, key["message"]) for device in devices.get(key["box"], [])):
            raise Fault("no trusted device key certified the epoch's key")
    if sealed:
        raise Fault("follows the seal")
    for place, (kind, _, _, content) in enumerate(read["entries"]):
        if (kind == 1) != (last is None and place == 0) or (kind == 19 and place != len(read["entries"]) - 1):
            raise Fault("Opened or Sealed stands where it may not")
        if kind == 1 and content is not None and content[5] != key["box"]:
            raise Fault("opened by another box than the certificate's")
    if not signed_by(key["key"], read["message"]):
        raise Fault("not signed by the epoch's key")
    return key


def root(leaves):
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return hashlib.sha256(b"\x01" + root(leaves[:split]) + root(leaves[split:])).digest()


def journal(data, devices, files=()):
    """Reads as far as the journal is sound."""
    offset, last, sealed, key, seal, leaves, kinds = 0, None, False, None, None, [], collections.Counter()
    fault = None
    while offset < len(data):
        try:
            read = block(data[offset:offset + MAX_BLOCK])
            key = follows(read, last, sealed, key, devices)
        except Fault as error:
            fault = {"block": len(leaves), "offset": offset, "reason": str(error)}
            break
        leaves.append(read["hash"])
        kinds.update(name for _, name, _, _ in read["entries"])
        kind, _, _, content = read["entries"][-1]
        sealed, seal, last = kind == 19, content if kind == 19 else None, read
        offset += read["message"]["length"]
    covered = seal is not None and seal[4] == len(leaves) - 1 and seal[5] == len(files)
    return {"journal": last["journal"].hex() if last else None, "blocks": len(leaves), "epochs": last["epoch"] + 1 if last else 0,
            "entries": dict(sorted(kinds.items())), "sha256": hashlib.sha256(data).hexdigest(), "sealed": sealed,
            "merkleOk": root(leaves[:-1] + list(files)) == seal[3] if covered else None, "fault": fault}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--device-key", action="append", default=[], metavar="BOX=HEX")
    parser.add_argument("--file-hash", action="append", default=[], metavar="HEX")
    parser.add_argument("--batch", action="store_true")
    parser.add_argument("file", nargs="?")
    given = parser.parse_args()
    devices = collections.defaultdict(list)
    for box, _, key in (pair.rpartition("=") for pair in given.device_key):
        devices[box].append(bytes.fromhex(key))
    if given.batch:
        for line in sys.stdin:
            result = journal(bytes.fromhex(line), devices)
            print(result["blocks"], result["fault"]["reason"] if result["fault"] else "ok")
        return 0
    with open(given.file, "rb") as file:
        result = journal(file.read(), devices, [bytes.fromhex(value) for value in given.file_hash])
    if not result["blocks"] and not result["fault"]:
        result["fault"] = {"block": 0, "offset": 0, "reason": "empty: not one block"}
    print(json.dumps(result, ensure_ascii=False, indent=2))
    return 1 if result["fault"] or result["merkleOk"] is False else 0


if __name__ == "__main__":
    sys.exit(main())
