"""Rows of whole numbers kept as one whole number each, 64 bits to a number, so that Python adds whole rows at once.

Used where an edition is built, for what is learnt there (teaching.py, library/learning.py).
"""

from collections.abc import Iterable
from struct import Struct

LANE = 64  # bits
_HALF = 1 << LANE - 1
_FRACTION, _EXPONENT_OF_ONE = 52, 1023  # of a float's own bits (IEEE 754)


class Lanes:
    """Rows of so many numbers, each from -2**63 to 2**63 - 1; they may be added, subtracted, multiplied by a number."""

    def __init__(self, count: int, unit_bits: int = 0) -> None:
        """`unit_bits`: how many bits of a number are less than 1 where it is told as a float."""
        self._struct, self._floats = Struct(f"<{count}q"), Struct(f"<{count}d")
        self._bits = [LANE * place for place in range(count)]
        self._halves = sum(_HALF << bits for bits in self._bits)  # a negative number would borrow from the next lane:
        # with its half added it is none, and flipping that half's bit makes it what the machine calls a signed number
        middle = (_EXPONENT_OF_ONE + _FRACTION - unit_bits << _FRACTION) + (1 << _FRACTION - 1)
        self._middles = sum(middle << bits for bits in self._bits)

    def row(self, numbers: Iterable[int]) -> int:
        """The numbers as a row."""
        packed = self._struct.pack(*numbers)
        return (int.from_bytes(packed, "little") ^ self._halves) - self._halves

    def at(self, place: int, number: int) -> int:
        """A row with a number at one place, and zeros."""
        return number << self._bits[place]

    def numbers(self, row: int) -> list[int]:
        """The numbers of a row."""
        packed = (row + self._halves ^ self._halves).to_bytes(self._struct.size, "little")
        return list(self._struct.unpack(packed))

    def floats(self, row: int) -> list[float]:
        """The numbers of a row, each less than 2**51 either way, as exact floats in units, all with the same large
        number added: added to the bits of that float, a number becomes the last bits of another.
        """
        return list(self._floats.unpack((row + self._middles).to_bytes(self._floats.size, "little")))
