"""Packed data (RFC 1950, 1951) that is looked through to its end without being kept."""

from __future__ import annotations

import zlib

ZLIB_HEADER = 2
"""Bytes before the packed data (RFC 1950)."""
MOST_NESTED = 32
"""Forms in forms that are looked through; deeper ones are a loop or an attack, and no page that somebody reads."""
UNPACKED_AT_ONCE = 1 << 20
"""Bytes: a stream that unpacks to gigabytes is looked through in pieces."""


def unpacks_whole(packed: bytes) -> bool:
    """Does it unpack to its end?

    The checksum behind the data is not looked at: many programs leave it out, and all the words are there.
    """
    unpacker, packed = zlib.decompressobj(-zlib.MAX_WBITS), packed[ZLIB_HEADER:]
    try:
        while packed and not unpacker.eof:
            unpacker.decompress(packed, UNPACKED_AT_ONCE)
            packed = unpacker.unconsumed_tail
        while not unpacker.eof and unpacker.decompress(b"", UNPACKED_AT_ONCE):
            pass  # what was taken in and waited behind the limit
    except zlib.error:
        return False
    return unpacker.eof
