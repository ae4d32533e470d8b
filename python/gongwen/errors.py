"""What goes wrong: one class a kind of failure, all of them `GongwenError`.

Where Python has an exception of its own for the same thing, the class is one of that as well: a file that is
not there is a `FileNotFoundError`, an option that does not exist a `ValueError`.
"""

from __future__ import annotations

from typing import Any

__all__ = [
    "DecodeError",
    "FormatError",
    "GongwenError",
    "LimitError",
    "MissingError",
    "NoOutputError",
    "OptionError",
    "OutputError",
    "ReadError",
]


class GongwenError(Exception):
    """Any failure of this package; the message names the file and the place, and says what to do.

    Attributes
    ----------
    path : str | None
        The file, folder or member of an archive that it is about.
    code : str | None
        Name of the kind of failure, as in the table ``errors``: ``limit``, ``damaged``, ``not_found`` ….
    """

    path: str | None
    code: str | None

    def __init__(self, message: str, *, path: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.code = code

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), self.message, self.path, self.code)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return (self.message, self.path, self.code) == (other.message, other.path, other.code)

    def __hash__(self) -> int:
        return hash((type(self), self.message, self.path, self.code))


class ReadError(GongwenError, OSError):
    """A file could not be read."""


class MissingError(ReadError, FileNotFoundError):
    """No file has this name."""


class FormatError(ReadError):
    """A file of a kind that is not read, with a password, or an archive where one document was asked for."""


class DecodeError(ReadError):
    """A file so damaged that nothing of it can be read, or a scan without a text layer."""


class LimitError(ReadError):
    """A file that would cost more than `Limits` allow."""


class OutputError(GongwenError, OSError):
    """An output that cannot be written, or that another run is writing to."""


class OptionError(GongwenError, ValueError):
    """An option with a value that there is not: a format, an encoding, a pattern, a date."""


class NoOutputError(OptionError):
    """A folder that is no output of `convert`, or one without the files that were asked for."""


def _again(kind: type[GongwenError], message: str, path: str | None, code: str | None) -> GongwenError:
    """Make an exception again from its pickle: those of Python keep no keywords."""
    return kind(message, path=path, code=code)
