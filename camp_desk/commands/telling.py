"""Writing to whoever listens, who may hang up at any time."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TextIO

_HUNG_UP = {errno.EPIPE, errno.ESHUTDOWN, errno.EINVAL}
"""What a closed pipe is called; on Windows it is no valid argument."""


def tell(text: str, stream: TextIO | None) -> None:
    """Write a line; where nobody reads any more, do without.

    What was asked for is done all the same, and its exit code says how it went: a card that was
    to be served is served, whether or not somebody still reads the answer.

    Raises:
        OSError: Something else is wrong, such as a full disk.
    """
    try:
        print(text, file=stream, flush=True)
    except OSError as error:
        if stream is None or error.errno not in _HUNG_UP:
            raise
        hang_up(stream)


def hang_up(stream: TextIO) -> None:
    """Let a stream lead nowhere, lest Python meets the closed pipe again when it ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        stream.flush()


def last_words(stream: TextIO | None) -> None:
    """Write out what a stream still holds, if anybody reads it."""
    try:
        if stream is not None:
            stream.flush()
    except OSError:
        if stream is not None:
            hang_up(stream)
