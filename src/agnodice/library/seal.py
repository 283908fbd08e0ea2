"""A checksum inside the edition, so that a damaged file is never read from: one wrong bit could be a wrong number.

It stands where SQLite leaves room for an application's own number (PRAGMA user_version, bytes 60 to 63 of the file).
"""

from zlib import crc32

_FROM, _TO = 60, 64


def sealed(data: bytes) -> bytes:
    """The file with its checksum in it."""
    return data[:_FROM] + _checksum(data).to_bytes(_TO - _FROM, "big") + data[_TO:]


def is_sealed(data: bytes | memoryview) -> bool:
    """Whether the file is as it was when it was sealed."""
    return len(data) > _TO and bytes(data[_FROM:_TO]) == _checksum(data).to_bytes(_TO - _FROM, "big")


def _checksum(data: bytes | memoryview) -> int:
    view = memoryview(data)
    return crc32(view[_TO:], crc32(view[:_FROM]))
