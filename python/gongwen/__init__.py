r"""Chinese rectification circulars (整改情况通报) as typed trees that account for every character.

Examples
--------
>>> import gongwen
>>> text = "一、整改落实情况\n\n1.关于“学习不深入”问题\n\n整改情况：一是学。二是用。"
>>> circular = gongwen.parse(text)
>>> [issue.statement for issue in circular.issues]
['学习不深入']
>>> measure = circular.measures[1]
>>> measure.id, measure.text
('s1.i1.m2', '用。')
>>> circular.source[measure.span.start:measure.span.end]
'用。'
>>> metric = gongwen.extract("盘活资产1.2亿元。").metrics[0]
>>> metric.subject, metric.value, metric.unit, metric.canonical_value
('资产', Decimal('1.2'), '亿元', Decimal('120000000'))
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from gongwen._native import (
    Action,
    Attachment,
    Change,
    Circular,
    Citation,
    Closing,
    Conservation,
    Contact,
    ContactItem,
    DateFact,
    Diagnostic,
    Encoding,
    Extraction,
    Header,
    Inspection,
    Label,
    LeftOut,
    Limits,
    Metric,
    Node,
    Origin,
    Part,
    Repair,
    Span,
    Table,
    Term,
    Title,
    __version__,
    extract,
    extract_many,
    parse,
    read,
    read_all,
    read_bytes,
)
from gongwen._native import formats as _formats
from gongwen._native import rules as _rules
from gongwen._native import schema_json as _schema_json
from gongwen.archive import Failed, Progress, Status, Summary, convert, retry, status, tables
from gongwen.corpus import Corpus
from gongwen.errors import (
    DecodeError,
    FormatError,
    GongwenError,
    LimitError,
    MissingError,
    NoOutputError,
    OptionError,
    OutputError,
    ReadError,
)
from gongwen.many import read_many
from gongwen.selection import Facts, Nodes

__all__ = [
    "Action",
    "Attachment",
    "Change",
    "Circular",
    "Citation",
    "Closing",
    "Conservation",
    "Contact",
    "ContactItem",
    "Corpus",
    "DateFact",
    "DecodeError",
    "Diagnostic",
    "Encoding",
    "Extraction",
    "Facts",
    "Failed",
    "FormatError",
    "FormatInfo",
    "GongwenError",
    "Header",
    "Inspection",
    "Label",
    "LeftOut",
    "LimitError",
    "Limits",
    "Metric",
    "MissingError",
    "NoOutputError",
    "Node",
    "Nodes",
    "OptionError",
    "Origin",
    "OutputError",
    "Part",
    "Progress",
    "ReadError",
    "Repair",
    "Rule",
    "Span",
    "Status",
    "Summary",
    "Table",
    "Term",
    "Title",
    "__version__",
    "convert",
    "explain",
    "extract",
    "extract_many",
    "formats",
    "parse",
    "read",
    "read_all",
    "read_bytes",
    "read_many",
    "retry",
    "rules",
    "schema",
    "status",
    "tables",
]


@dataclass(frozen=True)
class Rule:
    """What a diagnostic means, with a source in which it is found and one in which it is not."""

    name: str
    """Its code: ``stray-latin``."""
    severity: str
    """``error``, ``warning`` or ``info``."""
    summary: str
    """What is found."""
    reason: str
    """Why that matters."""
    example: str
    """A source in which it is found."""
    better: str
    """One in which it is not."""


def rules() -> list[Rule]:
    """List the rules of all diagnostics."""
    return [Rule(*row) for row in _rules()]


def explain(code: str) -> Rule:
    """Give the rule behind the code of a diagnostic.

    Parameters
    ----------
    code
        Its name, as in ``circular.diagnostics[0].code``.

    Raises
    ------
    KeyError
        If no diagnostic has this code.

    Examples
    --------
    >>> explain("stray-latin").severity
    'warning'
    """
    for rule in rules():
        if rule.name == code:
            return rule
    raise KeyError(code)


@dataclass(frozen=True)
class FormatInfo:
    """A format, or kind of archive, that is read."""

    name: str
    """What ``format=`` takes."""
    archive: bool
    """Whether it is an archive of files."""
    extensions: tuple[str, ...]
    """How names of such files end."""
    reads: str
    """What of it is read."""


def formats() -> list[FormatInfo]:
    """List what is read.

    Examples
    --------
    >>> [info.name for info in formats() if info.archive]
    ['zip', 'tar', 'gzip', '7z']
    """
    return [
        FormatInfo(name, archive, tuple(extensions), reads) for name, archive, extensions, reads in _formats()
    ]


def schema(of: Literal["document", "extraction", "fact"] = "document") -> dict[str, Any]:
    """Give the JSON Schema of what is written as JSON.

    Parameters
    ----------
    of
        ``document`` is what ``Circular.to_dict`` returns, ``extraction`` what ``Extraction.to_dict`` returns,
        ``fact`` a line of ``gongwen facts``.
    """
    import json

    loaded: dict[str, Any] = json.loads(_schema_json(of))
    return loaded
