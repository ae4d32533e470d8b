import datetime
import os
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any, Literal, TypeAlias, final

from typing_extensions import CapsuleType

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
    "DateFact",
    "Diagnostic",
    "Encoding",
    "Extraction",
    "Header",
    "Inspection",
    "Label",
    "LeftOut",
    "Limits",
    "Metric",
    "Node",
    "Origin",
    "Part",
    "ReadError",
    "Repair",
    "Span",
    "Table",
    "Term",
    "Title",
    "__version__",
    "convert",
    "extract",
    "extract_many",
    "formats",
    "keys",
    "parse",
    "read",
    "read_all",
    "read_bytes",
    "retry",
    "rules",
    "schema_json",
    "status",
    "tables",
]

__version__: str

_Format: TypeAlias = Literal[
    "markdown", "plain", "html", "docx", "doc", "wps", "rtf", "odt", "pdf", "ofd", "xlsx", "csv"
]

class ReadError(OSError): ...

@final
class Span:
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    def of(self, source: str) -> str: ...
    def __iter__(self) -> Iterator[int]: ...
    def __len__(self) -> int: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Label:
    @property
    def text(self) -> str: ...
    @property
    def scheme(self) -> str: ...
    @property
    def ordinal(self) -> int | None: ...

@final
class Title:
    @property
    def text(self) -> str: ...
    @property
    def issuer(self) -> str | None: ...
    @property
    def subject(self) -> str | None: ...
    @property
    def kind(self) -> str | None: ...
    @property
    def span(self) -> Span: ...

@final
class Header:
    @property
    def document_number(self) -> str | None: ...
    @property
    def secrecy(self) -> str | None: ...
    @property
    def urgency(self) -> str | None: ...
    @property
    def copy_number(self) -> str | None: ...
    @property
    def signer(self) -> str | None: ...
    @property
    def issuer_mark(self) -> str | None: ...

@final
class Inspection:
    @property
    def type(self) -> str | None: ...
    @property
    def look_back(self) -> bool: ...
    @property
    def team(self) -> str | None: ...
    @property
    def inspected(self) -> str | None: ...
    @property
    def start(self) -> datetime.date | None: ...
    @property
    def end(self) -> datetime.date | None: ...
    @property
    def feedback_date(self) -> datetime.date | None: ...

@final
class Contact:
    @property
    def phones(self) -> list[str]: ...
    @property
    def emails(self) -> list[str]: ...
    @property
    def address(self) -> str | None: ...
    @property
    def postcode(self) -> str | None: ...

@final
class ContactItem:
    @property
    def kind(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def spans(self) -> list[Span]: ...

@final
class Closing:
    @property
    def contact(self) -> Contact: ...
    @property
    def contacts(self) -> list[ContactItem]: ...
    @property
    def signature(self) -> list[str]: ...
    @property
    def note(self) -> str | None: ...
    @property
    def cc(self) -> list[str]: ...
    @property
    def printing_office(self) -> str | None: ...
    @property
    def date(self) -> datetime.date | None: ...
    @property
    def printing_date(self) -> datetime.date | None: ...

@final
class Attachment:
    @property
    def ordinal(self) -> int | None: ...
    @property
    def title(self) -> str: ...
    @property
    def span(self) -> Span: ...

@final
class Diagnostic:
    @property
    def code(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def span(self) -> Span: ...
    @property
    def related(self) -> list[Span]: ...
    @property
    def suggestion(self) -> str | None: ...

@final
class Repair:
    @property
    def kind(self) -> str: ...
    @property
    def span(self) -> Span: ...
    @property
    def original(self) -> str: ...
    @property
    def replacement(self) -> str: ...

@final
class Part:
    @property
    def type(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def spans(self) -> list[Span]: ...

@final
class Conservation:
    @property
    def share(self) -> float: ...
    @property
    def complete(self) -> bool: ...
    @property
    def lost(self) -> list[Span]: ...
    @property
    def doubled(self) -> list[Span]: ...

@final
class Node:
    @property
    def type(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def label(self) -> Label | None: ...
    @property
    def heading(self) -> str | None: ...
    @property
    def statement(self) -> str | None: ...
    @property
    def role(self) -> str | None: ...
    @property
    def status(self) -> str | None: ...
    @property
    def text(self) -> str | None: ...
    @property
    def full_text(self) -> str: ...
    @property
    def span(self) -> Span | None: ...
    @property
    def spans(self) -> list[Span]: ...
    @property
    def origin(self) -> Origin | None: ...
    @property
    def children(self) -> list[Node]: ...
    @property
    def parent(self) -> Node | None: ...
    def walk(self) -> Iterator[Node]: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Change:
    @property
    def from_(self) -> Decimal: ...
    @property
    def to(self) -> Decimal: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class _Fact:
    @property
    def type(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def node(self) -> str | None: ...
    @property
    def text(self) -> str: ...
    @property
    def span(self) -> Span: ...
    @property
    def spans(self) -> list[Span]: ...
    @property
    def origin(self) -> Origin | None: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Metric(_Fact):
    @property
    def subject(self) -> str: ...
    @property
    def value(self) -> Decimal: ...
    @property
    def value_to(self) -> Decimal | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def canonical_value(self) -> Decimal | None: ...
    @property
    def canonical_unit(self) -> str: ...
    @property
    def qualifier(self) -> str: ...
    @property
    def target(self) -> bool: ...
    @property
    def change(self) -> Change | None: ...
    @property
    def period(self) -> str | None: ...

@final
class DateFact(_Fact):
    @property
    def start(self) -> datetime.date: ...
    @property
    def end(self) -> datetime.date | None: ...
    @property
    def precision(self) -> str: ...
    @property
    def inferred(self) -> bool: ...

@final
class Citation(_Fact):
    @property
    def title(self) -> str: ...
    @property
    def kind(self) -> str | None: ...
    @property
    def document_number(self) -> str | None: ...
    @property
    def act(self) -> str | None: ...
    @property
    def first_mention(self) -> str | None: ...

@final
class Action(_Fact):
    @property
    def kind(self) -> str: ...
    @property
    def sanction(self) -> str | None: ...
    @property
    def count(self) -> Decimal: ...
    @property
    def unit(self) -> str: ...

@final
class Term(_Fact):
    @property
    def term(self) -> str: ...

@final
class Extraction:
    @property
    def source(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def reference_date(self) -> datetime.date | None: ...
    @property
    def facts(self) -> list[Metric | DateFact | Citation | Action | Term]: ...
    @property
    def metrics(self) -> list[Metric]: ...
    @property
    def dates(self) -> list[DateFact]: ...
    @property
    def citations(self) -> list[Citation]: ...
    @property
    def actions(self) -> list[Action]: ...
    @property
    def terms(self) -> list[Term]: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

@final
class Limits:
    """Bounds on what one file may cost; whatever is not given is as usual."""

    def __new__(
        cls,
        *,
        bytes: int | None = None,
        unpacked_bytes: int | None = None,
        ratio: int | None = None,
        members: int | None = None,
        nesting: int | None = None,
        depth: int | None = None,
        pages: int | None = None,
        cells: int | None = None,
        seconds: int | None = None,
    ) -> Limits: ...
    @property
    def bytes(self) -> int:
        """Bytes of the file."""
    @property
    def unpacked_bytes(self) -> int:
        """Bytes that it unpacks to."""
    @property
    def ratio(self) -> int:
        """How many times its packed size a part may unpack to, once it is larger than a mebibyte."""
    @property
    def members(self) -> int:
        """Members of an archive, or parts of a package."""
    @property
    def nesting(self) -> int:
        """Archives inside archives."""
    @property
    def depth(self) -> int:
        """Elements of XML or HTML inside one another."""
    @property
    def pages(self) -> int:
        """Pages of a PDF or OFD."""
    @property
    def cells(self) -> int:
        """Cells of all tables of a document."""
    @property
    def seconds(self) -> int:
        """Time for one document."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Origin:
    """Where a stretch of the text stands in its file."""

    @property
    def part(self) -> str | None:
        """The part of a package: ``word/document.xml``."""
    @property
    def element(self) -> str | None:
        """The element in it: ``tbl[1]/tr[2]/tc[3]``."""
    @property
    def page(self) -> int | None:
        """The page, from 1."""
    @property
    def area(self) -> tuple[float, float, float, float] | None:
        """Left, top, width and height on the page, in points from its upper left corner."""

@final
class Encoding:
    """An encoding, and why it was taken."""

    @property
    def name(self) -> str:
        """Its name in the Encoding Standard."""
    @property
    def reason(self) -> Literal["option", "byte_order_mark", "declared", "valid", "detected"]:
        """What it was told from."""
    @property
    def replaced(self) -> int:
        """How many stretches of bytes were no text in it and became U+FFFD."""

@final
class LeftOut:
    """Text that a file shows and the circular leaves out."""

    @property
    def reason(self) -> str:
        """Why: ``navigation``, ``page_number``, ``deleted`` …."""
    @property
    def text(self) -> str:
        """What it says."""
    @property
    def origin(self) -> Origin:
        """Where it stands in the file."""

@final
class Circular:
    @property
    def source(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def name(self) -> str | None: ...
    @property
    def format(self) -> str: ...
    @property
    def encoding(self) -> Encoding | None: ...
    @property
    def left_out(self) -> list[LeftOut]: ...
    @property
    def header(self) -> Header: ...
    @property
    def title(self) -> Title | None: ...
    @property
    def addressees(self) -> list[str]: ...
    @property
    def inspection(self) -> Inspection | None: ...
    @property
    def body(self) -> list[Node]: ...
    @property
    def sections(self) -> list[Node]: ...
    @property
    def issues(self) -> list[Node]: ...
    @property
    def measures(self) -> list[Node]: ...
    @property
    def facts(self) -> list[Metric | DateFact | Citation | Action | Term]: ...
    @property
    def metrics(self) -> list[Metric]: ...
    @property
    def dates(self) -> list[DateFact]: ...
    @property
    def citations(self) -> list[Citation]: ...
    @property
    def actions(self) -> list[Action]: ...
    @property
    def terms(self) -> list[Term]: ...
    def walk(self) -> Iterator[Node]: ...
    @property
    def closing(self) -> Closing: ...
    @property
    def attachments(self) -> list[Attachment]: ...
    @property
    def parts(self) -> list[Part]: ...
    @property
    def repairs(self) -> list[Repair]: ...
    @property
    def diagnostics(self) -> list[Diagnostic]: ...
    def conservation(self) -> Conservation: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...
    def to_markdown(self) -> str: ...
    def to_tree(self, *, width: int = 100, color: bool = False) -> str: ...

def parse(
    text: str,
    *,
    name: str | None = None,
    format: Literal["markdown", "plain"] | None = None,
    facts: bool = True,
    reference_date: datetime.date | str | None = None,
) -> Circular: ...
def read(
    path: str | os.PathLike[str],
    *,
    format: _Format | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
    facts: bool = True,
    reference_date: datetime.date | str | None = None,
) -> Circular:
    """Read one file, whatever its format, and parse it.

    Parameters
    ----------
    path
        The file; an archive where it holds one document.
    format
        What the file is; told from its content by default.
    encoding
        Of text and web pages, by its name in the Encoding Standard; told from the bytes by default.
    limits
        Bounds on what the file may cost.
    facts
        Whether to read metrics, dates, citations, actions and terms.
    reference_date
        The day that 今年 and 12月4日 are seen from; that of signature by default.

    Raises
    ------
    ReadError
        If the file cannot be read; the message names it, the place in it, and what to do.
    """

def read_bytes(
    data: bytes,
    *,
    name: str = "-",
    format: _Format | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
    facts: bool = True,
    reference_date: datetime.date | str | None = None,
) -> Circular:
    """Read the bytes of one file, whatever its format, and parse it; see `read`."""

def read_all(
    path: str | os.PathLike[str],
    *,
    format: _Format | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
    facts: bool = True,
    reference_date: datetime.date | str | None = None,
) -> list[Circular | ReadError]:
    """Read all documents of a file: itself, or the members of an archive in their order.

    A member that cannot be read is its error, as an object, in its place; see `read`.
    """

def formats() -> list[tuple[str, bool, list[str], str]]: ...
def extract(text: str, *, reference_date: datetime.date | str | None = None) -> Extraction: ...
def extract_many(
    texts: Iterable[str], *, reference_date: datetime.date | str | None = None
) -> list[Extraction]: ...
def schema_json(of: str) -> str: ...
def rules() -> list[tuple[str, str, str, str, str, str]]: ...

@final
class Table:
    """Rows of one table, read by whatever takes the Arrow PyCapsule interface: pyarrow, polars, pandas,
    duckdb."""

    @property
    def name(self) -> str: ...
    @property
    def num_rows(self) -> int: ...
    @property
    def column_names(self) -> list[str]: ...
    def __len__(self) -> int: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> CapsuleType: ...
    def __arrow_c_schema__(self) -> CapsuleType: ...

_Summary: TypeAlias = tuple[int, int, int, int, int, int, int, bool]

def convert(
    paths: list[str],
    output: str,
    to: list[str],
    include: list[str],
    exclude: list[str],
    hidden: bool,
    force: bool,
    bom: bool,
    captions: bool,
    fail_fast: bool,
    jobs: int | None,
    part_rows: int | None,
    encoding: str | None,
    limits: Limits | None,
    progress: Callable[..., object] | None,
) -> _Summary: ...
def retry(
    output: str,
    fail_fast: bool,
    jobs: int | None,
    part_rows: int | None,
    encoding: str | None,
    limits: Limits | None,
    progress: Callable[..., object] | None,
) -> _Summary: ...
def status(output: str) -> tuple[int, int, int, int, int, int, list[tuple[str, str, str, str]]]: ...
def tables(
    files: list[tuple[str, bytes]], copies: set[str] | None, encoding: str | None, limits: Limits | None
) -> list[Table]: ...
def keys(files: list[tuple[str, bytes]], limits: Limits | None) -> list[tuple[str, str]]: ...
