"""Msgpack with bounds: what comes from outside is a value of ours or a ValueError."""

from __future__ import annotations

import threading
from typing import cast

import msgpack
import zstandard

VALUES_AT_MOST = 8_000_000
"""Values in one packed thing: an empty list is one byte packed and some 60 in memory."""


def pack(value: object) -> bytes:
    """Return the value packed: None, booleans, numbers, text, bytes, lists and dicts of them."""
    return cast("bytes", msgpack.packb(value))


def unpack(untrusted: bytes, *, values: int = VALUES_AT_MOST) -> object:
    """Return what was packed; memory stays in proportion to ``values``.

    Dict keys are text or bytes.  Msgpack's extension types are refused: we write none.

    Raises:
        ValueError: It is not msgpack, has something after its end, or holds too many values.
    """
    budget = _Budget(values)
    try:
        return cast(
            "object",
            msgpack.unpackb(
                untrusted,
                list_hook=budget.count,
                object_hook=budget.count,
                ext_hook=_no_extension,
                timestamp=1,  # the one extension type that has no hook: a plain number
                max_array_len=values,
                max_map_len=values,
            ),
        )
    except (msgpack.UnpackException, TypeError, OverflowError, RecursionError) as error:
        raise ValueError(str(error)) from error


class TooMuch(ValueError):
    """It says of itself that it is larger than what is allowed."""


class _Machines(threading.local):
    """One of each for a thread: making them takes longer than most uses, sharing them is unsafe."""

    def __init__(self) -> None:
        self.compressor = zstandard.ZstdCompressor(level=3)
        self.decompressor = zstandard.ZstdDecompressor()


_machines = _Machines()


def deflate(data: bytes) -> bytes:
    """Return the bytes compressed (zstd), their size written in front."""
    return _machines.compressor.compress(data)


def inflate(untrusted: bytes, *, at_most: int) -> bytes:
    """Return what was compressed; not more than ``at_most`` bytes of memory are asked for.

    The size written in front decides before anything is decompressed.  (The library's own
    ``max_output_size`` does not count where such a size is given.)

    Raises:
        TooMuch: It would be larger.
        ValueError: It is not whole, has something after its end, or does not say its size.
    """
    size = inflated_size(untrusted)
    if size > at_most:
        raise TooMuch(size)
    try:
        return _machines.decompressor.decompress(untrusted, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error


def inflated_size(untrusted: bytes) -> int:
    """Return the size that is written in front of what was compressed.

    Raises:
        ValueError: It does not say its size.
    """
    try:
        size = zstandard.get_frame_parameters(untrusted).content_size
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error
    if size == zstandard.CONTENTSIZE_UNKNOWN:
        raise ValueError("size not given")
    return size


class _Budget:
    """Counts the values in lists and dicts, and stops at the last one allowed."""

    def __init__(self, values: int) -> None:
        self._left = values

    def count(self, values: list[object] | dict[object, object]) -> object:
        self._left -= len(values) + 1
        if self._left < 0:
            raise ValueError("more values than are allowed")
        return values


def _no_extension(code: int, _untrusted: bytes) -> object:
    raise ValueError(f"extension type {code}")
