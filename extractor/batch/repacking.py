"""One member of a ZIP archive → an archive of its own, without unpacking it: its bytes are copied as they stand.

The records are those of the ZIP specification (APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16).
"""

from __future__ import annotations

import struct
import zipfile
from typing import Final

from extractor.reading.limits import ReadingLimits

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")


def packed_alone(opened: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, limits: ReadingLimits) -> bytes:
    """The archive that holds `member` only; raises FileTooBig, as `name`, where what it has to copy is over the limit.

    Raises BadZipFile or struct.error where the member does not stand where the archive says.
    """
    limits.check_bytes(name, member.file_size)
    limits.check_bytes(name, member.compress_size)
    assert opened.fp is not None
    opened.fp.seek(member.header_offset)
    signature, *_, length_of_name, length_of_extra = _LOCAL.unpack(opened.fp.read(_LOCAL.size))
    if signature != b"PK\x03\x04":
        raise zipfile.BadZipFile("no member stands where the archive says")
    own_name = opened.fp.read(length_of_name)
    opened.fp.read(length_of_extra)
    packed = opened.fp.read(member.compress_size)
    # An encrypted member is checked against the time where its sizes follow, so time and flags stay as they are.
    common = (member.flag_bits, member.compress_type, _time(member), _day(member), member.CRC, len(packed))
    local = _LOCAL.pack(b"PK\x03\x04", member.extract_version, *common, member.file_size, len(own_name), 0)
    central = _CENTRAL.pack(
        *(b"PK\x01\x02", member.create_version, member.extract_version, *common, member.file_size),
        *(len(own_name), 0, 0, 0, 0, 0, 0),
    )
    start = len(local) + len(own_name) + len(packed)
    end = _END.pack(b"PK\x05\x06", 0, 0, 1, 1, len(central) + len(own_name), start, 0)
    return b"".join((local, own_name, packed, central, own_name, end))


def _time(member: zipfile.ZipInfo) -> int:
    _, _, _, hour, minute, second = member.date_time
    return hour << 11 | minute << 5 | second // 2


def _day(member: zipfile.ZipInfo) -> int:
    year, month, day, *_ = member.date_time
    return (year - 1980) << 9 | month << 5 | day
