import datetime
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Literal, TypeAlias, final

from typing_extensions import CapsuleType, Self

from gongwen.errors import ReadError
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
    "Repair",
    "Span",
    "Table",
    "Term",
    "Title",
    "__version__",
    "_circular",
    "_extraction",
    "_fact",
    "_node",
    "_table",
    "convert",
    "extract",
    "extract_many",
    "formats",
    "inputs",
    "keys",
    "open_table",
    "parse",
    "read",
    "read_all",
    "read_bytes",
    "retry",
    "rules",
    "run_command",
    "schema_json",
    "status",
    "tables",
]

__version__: str

_Format: TypeAlias = Literal[
    "markdown", "plain", "html", "docx", "doc", "wps", "rtf", "odt", "pdf", "ofd", "xlsx", "csv"
]

@final
class Span:
    """A stretch of a source, in code points: ``source[span.start : span.end]``."""

    def __new__(cls, start: int, end: int) -> Span: ...
    @property
    def start(self) -> int:
        """Its first code point."""
    @property
    def end(self) -> int:
        """Behind its last code point."""
    def of(self, source: str) -> str:
        """Cut it out of its source."""
    def __iter__(self) -> Iterator[int]: ...
    def __len__(self) -> int: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Label:
    """What numbers or names a node."""

    def __new__(cls, text: str, scheme: str, ordinal: int | None) -> Label: ...
    @property
    def text(self) -> str:
        """As written: （三）, 一是, 完成情况."""
    @property
    def scheme(self) -> str:
        """The kind of numbering, by its name in the JSON; ``field`` for a labelled line."""
    @property
    def ordinal(self) -> int | None:
        """Its number: 3 of （三）."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Title:
    """标题 and what it says."""

    def __new__(
        cls, text: str, issuer: str | None, subject: str | None, kind: str | None, span: Span
    ) -> Title: ...
    @property
    def text(self) -> str:
        """The whole, its lines joined."""
    @property
    def issuer(self) -> str | None:
        """The body that issues it, where the title names one."""
    @property
    def subject(self) -> str | None:
        """What it is about: 落实市委巡察反馈意见整改情况."""
    @property
    def kind(self) -> str | None:
        """文种: 通报, 报告, 公告."""
    @property
    def span(self) -> Span:
        """From its first line to its last."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Header:
    """版头: what stands above the title (GB/T 9704-2012 7.2)."""

    def __new__(
        cls,
        document_number: str | None,
        secrecy: str | None,
        urgency: str | None,
        copy_number: str | None,
        signer: str | None,
        issuer_mark: str | None,
    ) -> Header: ...
    @property
    def document_number(self) -> str | None:
        """发文字号: 新交党〔2026〕3号."""
    @property
    def secrecy(self) -> str | None:
        """密级 and its term: 机密★1年."""
    @property
    def urgency(self) -> str | None:
        """紧急程度: 特急, 加急."""
    @property
    def copy_number(self) -> str | None:
        """份号: 000012."""
    @property
    def signer(self) -> str | None:
        """签发人."""
    @property
    def issuer_mark(self) -> str | None:
        """发文机关标志: 中共某县委员会文件."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Inspection:
    """The supervision that a circular answers, as its lead tells it."""

    def __new__(
        cls,
        type: str | None,
        look_back: bool,
        team: str | None,
        inspected: str | None,
        start: datetime.date | None,
        end: datetime.date | None,
        feedback_date: datetime.date | None,
    ) -> Inspection: ...
    @property
    def type(self) -> str | None:
        """巡视, 巡察, 审计 or 督察."""
    @property
    def look_back(self) -> bool:
        """Whether it was a 回头看."""
    @property
    def team(self) -> str | None:
        """市委第六巡察组."""
    @property
    def inspected(self) -> str | None:
        """The body that was inspected."""
    @property
    def start(self) -> datetime.date | None:
        """Its first day."""
    @property
    def end(self) -> datetime.date | None:
        """Its last day."""
    @property
    def feedback_date(self) -> datetime.date | None:
        """When the findings were fed back."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Contact:
    """Phone numbers and addresses of a closing."""

    def __new__(
        cls, phones: Sequence[str], emails: Sequence[str], address: str | None, postcode: str | None
    ) -> Contact: ...
    @property
    def phones(self) -> list[str]:
        """Digits with one hyphen after the area code: 0571-86023311."""
    @property
    def emails(self) -> list[str]:
        """As written, in half width."""
    @property
    def address(self) -> str | None:
        """Postal address."""
    @property
    def postcode(self) -> str | None:
        """Six digits."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    __hash__: None  # type: ignore[assignment]

@final
class ContactItem:
    """One phone number or address of a closing, with its place."""

    def __new__(cls, kind: str, value: str, text: str, spans: Sequence[Span]) -> ContactItem: ...
    @property
    def kind(self) -> str:
        """``phone``, ``email``, ``address`` or ``postcode``."""
    @property
    def value(self) -> str:
        """As in `Contact`: 0571-86023312."""
    @property
    def text(self) -> str:
        """As written: 8602 3312."""
    @property
    def spans(self) -> list[Span]:
        """Its fragments in the source."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    __hash__: None  # type: ignore[assignment]

@final
class Closing:
    """What stands after the body, 版记 among it (GB/T 9704-2012 7.3.4 to 7.4)."""

    def __new__(
        cls,
        contact: Contact,
        contacts: Sequence[ContactItem],
        signature: Sequence[str],
        date: datetime.date | None,
        note: str | None,
        cc: Sequence[str],
        printing_office: str | None,
        printing_date: datetime.date | None,
    ) -> Closing: ...
    @property
    def contact(self) -> Contact:
        """Where readers may turn."""
    @property
    def contacts(self) -> list[ContactItem]:
        """Each phone number and address of ``contact`` with its place."""
    @property
    def signature(self) -> list[str]:
        """发文机关署名: the bodies that sign."""
    @property
    def note(self) -> str | None:
        """附注, without its brackets: 此件公开发布."""
    @property
    def cc(self) -> list[str]:
        """抄送."""
    @property
    def printing_office(self) -> str | None:
        """印发机关."""
    @property
    def date(self) -> datetime.date | None:
        """成文日期."""
    @property
    def printing_date(self) -> datetime.date | None:
        """印发日期."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    __hash__: None  # type: ignore[assignment]

@final
class Attachment:
    """An attachment, by its name in the list of them or above its text."""

    def __new__(cls, ordinal: int | None, title: str, span: Span) -> Attachment: ...
    @property
    def ordinal(self) -> int | None:
        """Its number, where it has one."""
    @property
    def title(self) -> str:
        """Its name."""
    @property
    def span(self) -> Span:
        """Where the name stands."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Diagnostic:
    """Something that looks wrong, or should be known."""

    def __new__(
        cls,
        code: str,
        severity: str,
        message: str,
        span: Span,
        related: Sequence[Span],
        suggestion: str | None,
    ) -> Diagnostic: ...
    @property
    def code(self) -> str:
        """The name of its rule, which `explain` knows."""
    @property
    def severity(self) -> str:
        """``error``, ``warning`` or ``info``."""
    @property
    def message(self) -> str:
        """What was found here."""
    @property
    def span(self) -> Span:
        """Where, in the source."""
    @property
    def related(self) -> list[Span]:
        """The other places that it rests on."""
    @property
    def suggestion(self) -> str | None:
        """What to write instead, where that is clear."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    __hash__: None  # type: ignore[assignment]

@final
class Repair:
    """Something that was mended on the way from the source to the repaired text."""

    def __new__(cls, kind: str, span: Span, original: str, replacement: str) -> Repair: ...
    @property
    def kind(self) -> str:
        """What was wrong: ``page_cut``, ``page_number`` …."""
    @property
    def span(self) -> Span:
        """Where, in the source."""
    @property
    def original(self) -> str:
        """What was there."""
    @property
    def replacement(self) -> str:
        """What was made of it."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Part:
    """A stretch of text outside the body, so that nothing of the source is lost."""

    def __new__(cls, type: str, text: str, spans: Sequence[Span]) -> Part: ...
    @property
    def type(self) -> str:
        """What it is: ``title``, ``addressees``, ``contact``, ``signature`` …."""
    @property
    def text(self) -> str:
        """Its repaired text."""
    @property
    def spans(self) -> list[Span]:
        """Its fragments in the source."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    __hash__: None  # type: ignore[assignment]

@final
class Conservation:
    """The proof that every character of the source is somewhere, exactly once."""

    def __new__(
        cls, share: float, complete: bool, lost: Sequence[Span], doubled: Sequence[Span]
    ) -> Conservation: ...
    @property
    def share(self) -> float:
        """The share of characters that are kept, from 0 to 1."""
    @property
    def complete(self) -> bool:
        """Whether none is lost and none stands twice."""
    @property
    def lost(self) -> list[Span]:
        """What stands nowhere."""
    @property
    def doubled(self) -> list[Span]:
        """What stands twice."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    __hash__: None  # type: ignore[assignment]

@final
class Node:
    """A node of the tree: a section, an issue, a measure, a paragraph, or a table, row or cell."""

    def _repr_html_(self) -> str: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object, /) -> Self: ...
    @property
    def type(self) -> str:
        """``section``, ``issue``, ``measure``, ``paragraph``, ``table``, ``row`` or ``cell``."""
    @property
    def id(self) -> str:
        """The path of ordinals with a letter for the type: ``s2.1.i3.m4``."""
    @property
    def label(self) -> Label | None:
        """Its number or name, as written."""
    @property
    def heading(self) -> str | None:
        """Its heading without the label."""
    @property
    def statement(self) -> str | None:
        """Of an issue the problem alone: 主体责任压得不实 of 关于“主体责任压得不实”问题."""
    @property
    def role(self) -> str | None:
        """What a section is for: ``organization``, ``rectification``, ``plan`` or ``other``."""
    @property
    def status(self) -> str | None:
        """Of an issue, where the text tells it: ``completed``, ``mostly_completed`` …."""
    @property
    def text(self) -> str | None:
        """The repaired text of a leaf; None where the node has children."""
    @property
    def full_text(self) -> str:
        """The text of the node and all below it, headings and labels among it."""
    @property
    def span(self) -> Span | None:
        """From its first character to its last, with all below it."""
    @property
    def spans(self) -> list[Span]:
        """Its fragments in the source: several where a page break or line end had cut it."""
    @property
    def origin(self) -> Origin | None:
        """Where it begins in its file."""
    @property
    def children(self) -> Nodes:
        """The nodes below it, in their order."""
    @property
    def parent(self) -> Node | None:
        """The node above; `None` at the top."""
    @property
    def circular(self) -> Circular:
        """The circular that it is part of."""
    @property
    def facts(self) -> Facts[Metric | DateFact | Citation | Action | Term]:
        """All facts in it and below it, in the order of the text."""
    @property
    def metrics(self) -> Facts[Metric]:
        """Figures in it and below it."""
    @property
    def dates(self) -> Facts[DateFact]:
        """Dates in it and below it."""
    @property
    def citations(self) -> Facts[Citation]:
        """Documents named in it and below it."""
    @property
    def actions(self) -> Facts[Action]:
        """What was done about people, cases or money, in it and below it."""
    @property
    def terms(self) -> Facts[Term]:
        """Quoted expressions in it and below it."""
    def walk(self) -> Iterator[Node]:
        """Iterate over the node and all below it, in the order of the text."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Change:
    """A change of a figure: 由7.8%下降到1.2%."""

    def __new__(cls, from_: Decimal, to: Decimal) -> Change: ...
    @property
    def from_(self) -> Decimal:
        """The value before, in the unit of the metric."""
    @property
    def to(self) -> Decimal:
        """The value after."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class _Fact:
    """What all facts share."""

    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object, /) -> Self: ...
    @property
    def type(self) -> str:
        """``metric``, ``date``, ``citation``, ``action`` or ``term``."""
    def context(self, width: int = 30) -> str:
        """Give the words around it: ``width`` characters on each side, within its paragraph, … where cut."""
    def distance(self, words: str, *, within: int | None = None) -> int | None:
        """Count the characters to the nearest of these words in its paragraph; 0 where they touch."""
    @property
    def id(self) -> str:
        """The type and a number: ``metric8``."""
    @property
    def node(self) -> str | None:
        """The id of the node it stands in; None in the closing, and where there is no tree."""
    @property
    def text(self) -> str:
        """Its words, lines joined."""
    @property
    def span(self) -> Span:
        """From its first character to its last."""
    @property
    def spans(self) -> list[Span]:
        """Its fragments in the source."""
    @property
    def origin(self) -> Origin | None:
        """Where it stands in its file."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Metric(_Fact):
    """A figure: what is counted or measured, how much, and in what unit."""

    @property
    def subject(self) -> str:
        """The noun phrase that is counted, without its verb: 党组会 of 召开党组会7次."""
    @property
    def value(self) -> Decimal:
        """As written, without separators: 3.92 of 3.92亿元."""
    @property
    def value_to(self) -> Decimal | None:
        """Upper end of a range: 5 of 3—5个."""
    @property
    def unit(self) -> str:
        """As written: 次, 万元, 台（套）; empty for a fraction."""
    @property
    def kind(self) -> str:
        """What is measured: ``count``, ``percentage``, ``money``, ``length`` …."""
    @property
    def canonical_value(self) -> Decimal | None:
        """The value in the canonical unit; None where that has too many digits."""
    @property
    def canonical_unit(self) -> str:
        """元 for 万元, 米 for 公里, % for ‰."""
    @property
    def qualifier(self) -> str:
        """How exact it is: ``exact``, ``about``, ``over``, ``under``, ``at_least`` or ``at_most``."""
    @property
    def target(self) -> bool:
        """Whether it is a goal that is named, not a result."""
    @property
    def change(self) -> Change | None:
        """From which value to which, where the text tells both."""
    @property
    def period(self) -> str | None:
        """How often: 每季度."""

@final
class DateFact(_Fact):
    """A date or a range of dates."""

    @property
    def start(self) -> datetime.date:
        """First day."""
    @property
    def end(self) -> datetime.date | None:
        """Last day; None where it is open (2025年以来)."""
    @property
    def precision(self) -> str:
        """The smallest unit that is named: ``day``, ``month``, ``quarter`` or ``year``."""
    @property
    def inferred(self) -> bool:
        """Whether the year was taken from the context, since the text leaves it out."""

@final
class Citation(_Fact):
    """A document that the text names in 《》."""

    @property
    def title(self) -> str:
        """Without the outer 《》."""
    @property
    def kind(self) -> str | None:
        """办法, 条例, 通知 …, from its last word."""
    @property
    def document_number(self) -> str | None:
        """发文字号 in the brackets behind it."""
    @property
    def act(self) -> str | None:
        """What was done with it: ``issued``, ``formulated``, ``revised``, ``studied`` …."""
    @property
    def first_mention(self) -> str | None:
        """The id of the citation that names the title first, for one that names it again."""

@final
class Action(_Fact):
    """Something done about people, cases or money."""

    @property
    def kind(self) -> str:
        """One of a closed list: 党纪处分, 诫勉, 追缴资金 …."""
    @property
    def sanction(self) -> str | None:
        """As written, where it is narrower than the kind: 党内警告."""
    @property
    def count(self) -> Decimal:
        """How many, or how much; 0 is kept."""
    @property
    def unit(self) -> str:
        """人, 人次, 万元."""

@final
class Term(_Fact):
    """A quoted expression."""

    @property
    def term(self) -> str:
        """Without its quotation marks: 一岗双责."""

@final
class Extraction:
    """The facts of a text that need not be a circular."""

    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object, /) -> Self: ...
    @property
    def source(self) -> str:
        """The text as it was given."""
    @property
    def text(self) -> str:
        """The repaired text, lines joined."""
    @property
    def reference_date(self) -> datetime.date | None:
        """The day that 今年 and 12月4日 were seen from."""
    @property
    def facts(self) -> Facts[Metric | DateFact | Citation | Action | Term]:
        """All facts, in the order of the text."""
    @property
    def metrics(self) -> Facts[Metric]:
        """Figures with their subjects."""
    @property
    def dates(self) -> Facts[DateFact]:
        """Days, months, years and ranges of them."""
    @property
    def citations(self) -> Facts[Citation]:
        """Documents in 《》."""
    @property
    def actions(self) -> Facts[Action]:
        """What was done about people, cases and money."""
    @property
    def terms(self) -> Facts[Term]:
        """Expressions in “”."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def to_json(self) -> str:
        """Give it as JSON text, spans in code points."""
    def to_dict(self) -> dict[str, Any]:
        """Give it as what `to_json` describes, parsed."""

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

    def __new__(
        cls,
        part: str | None,
        element: str | None,
        page: int | None,
        area: tuple[float, float, float, float] | None,
    ) -> Origin: ...
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
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    __hash__: None  # type: ignore[assignment]

@final
class Encoding:
    """An encoding, and why it was taken."""

    def __new__(cls, name: str, reason: str, replaced: int) -> Encoding: ...
    @property
    def name(self) -> str:
        """Its name in the Encoding Standard."""
    @property
    def reason(self) -> Literal["option", "byte_order_mark", "declared", "valid", "detected"]:
        """What it was told from."""
    @property
    def replaced(self) -> int:
        """How many stretches of bytes were no text in it and became U+FFFD."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class LeftOut:
    """Text that a file shows and the circular leaves out."""

    def __new__(cls, reason: str, text: str, origin: Origin) -> LeftOut: ...
    @property
    def reason(self) -> str:
        """Why: ``navigation``, ``page_number``, ``deleted`` …."""
    @property
    def text(self) -> str:
        """What it says."""
    @property
    def origin(self) -> Origin:
        """Where it stands in the file."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    __hash__: None  # type: ignore[assignment]

@final
class Circular:
    """One parsed circular; it never changes."""

    def _repr_html_(self) -> str: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object, /) -> Self: ...
    @property
    def source(self) -> str:
        """The decoded source that all spans point into."""
    @property
    def text(self) -> str:
        """The repaired text: the source without markup, its sentences joined, a line a paragraph."""
    @property
    def name(self) -> str | None:
        """Where it was read from; of a member ``archive.zip!/member``."""
    @property
    def format(self) -> str:
        """How it was read: ``markdown``, ``docx``, ``pdf`` …."""
    @property
    def encoding(self) -> Encoding | None:
        """The encoding of its bytes, and why it was taken."""
    @property
    def left_out(self) -> list[LeftOut]:
        """What the file shows and the text leaves out."""
    @property
    def header(self) -> Header:
        """版头."""
    @property
    def title(self) -> Title | None:
        """标题; None where none was found."""
    @property
    def addressees(self) -> list[str]:
        """主送机关."""
    @property
    def inspection(self) -> Inspection | None:
        """The supervision that it answers, as the lead tells it."""
    @property
    def body(self) -> Nodes:
        """The topmost nodes of the tree."""
    @property
    def sections(self) -> Nodes:
        """All sections, in the order of the text."""
    @property
    def issues(self) -> Nodes:
        """All issues, in the order of the text."""
    @property
    def measures(self) -> Nodes:
        """All measures, in the order of the text."""
    @property
    def facts(self) -> Facts[Metric | DateFact | Citation | Action | Term]:
        """All facts, in the order of the text."""
    @property
    def metrics(self) -> Facts[Metric]:
        """Figures with their subjects."""
    @property
    def dates(self) -> Facts[DateFact]:
        """Days, months, years and ranges of them."""
    @property
    def citations(self) -> Facts[Citation]:
        """Documents in 《》."""
    @property
    def actions(self) -> Facts[Action]:
        """What was done about people, cases and money."""
    @property
    def terms(self) -> Facts[Term]:
        """Expressions in “”."""
    def walk(self) -> Iterator[Node]:
        """Iterate over all nodes of the body, in the order of the text."""
    def find(self, id: str) -> Node | None:
        """Give the node of an id, ``s1.2.i3`` or without the letter of its section ``1.2.i3``."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    @property
    def closing(self) -> Closing:
        """What stands after the body."""
    @property
    def attachments(self) -> list[Attachment]:
        """附件."""
    @property
    def parts(self) -> list[Part]:
        """What of the text stands outside the body."""
    @property
    def repairs(self) -> list[Repair]:
        """What was mended, in the order of the source."""
    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What looks wrong, or should be known."""
    def conservation(self) -> Conservation:
        """Compute the proof that no character is lost."""
    def to_json(self) -> str:
        """Give it as JSON text, spans in code points."""
    def to_dict(self) -> dict[str, Any]:
        """Give it as what `to_json` describes, parsed."""
    def to_markdown(self) -> str:
        """Give it as a clean circular: right depths, whole sentences, full-width brackets."""
    def to_tree(self, *, width: int = 100, color: bool = False) -> str:
        """Draw it for a terminal."""

def parse(
    text: str,
    *,
    name: str | None = None,
    format: Literal["markdown", "plain"] | None = None,
    facts: bool = True,
    reference_date: datetime.date | str | None = None,
) -> Circular:
    """Parse a text. Never fails: any string gives a tree and diagnostics.

    Parameters
    ----------
    text
        Markdown or plain text.
    name
        Kept for the output: a path.
    format
        How it is written; told from the content by default.
    facts
        Whether to read metrics, dates, citations, actions and terms.
    reference_date
        The day that 今年 and 12月4日 are seen from; that of signature by default.

    Raises
    ------
    ValueError
        For a format or date that does not exist.
    """

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
def extract(text: str, *, reference_date: datetime.date | str | None = None) -> Extraction:
    """Read the facts of any text: a sentence, a cell, a column of lines.

    Parameters
    ----------
    text
        The text; it need not be a circular.
    reference_date
        The day that 今年 and 12月4日 are seen from; without one, such dates are left out.
    """

def extract_many(
    texts: Iterable[str], *, reference_date: datetime.date | str | None = None
) -> list[Extraction]:
    """Read the facts of many texts, each as of `extract`, with all processors."""

def schema_json(of: str) -> str: ...
def rules() -> list[tuple[str, str, str, str, str, str]]: ...

@final
class Table:
    """Rows of one table, read by whatever takes the Arrow PyCapsule interface: pyarrow, polars, pandas,
    duckdb."""

    def _repr_html_(self) -> str: ...
    @property
    def name(self) -> str:
        """Which table it is."""
    @property
    def num_rows(self) -> int:
        """How many rows it has."""
    @property
    def column_names(self) -> list[str]:
        """Its columns, in their order."""
    def column(self, name: str) -> list[Any]:
        """Give the values of one column; dates are `datetime.date`, what is missing is `None`."""
    def to_pylist(self, limit: int | None = None) -> list[dict[str, Any]]:
        """Give the rows as dictionaries, without any library."""
    def to_arrow(self) -> Any:
        """Give a `pyarrow.Table`."""
    def to_pandas(self) -> Any:
        """Give a `pandas.DataFrame`; pandas reads Arrow by pyarrow, which must be installed as well."""
    def to_polars(self) -> Any:
        """Give a `polars.DataFrame`."""
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
def open_table(output: str | os.PathLike[str], name: str, folder: object | None = None) -> Table: ...
def inputs(paths: list[str], include: list[str], exclude: list[str], hidden: bool) -> list[str]: ...
def run_command(arguments: list[str]) -> int: ...
def keys(files: list[tuple[str, bytes]], limits: Limits | None) -> list[tuple[str, str]]: ...
def _circular(document: str, facts: bool, reference_date: datetime.date | None) -> Circular: ...
def _node(circular: Circular, index: int) -> Node: ...
def _fact(owner: Circular | Extraction, id: str) -> Metric | DateFact | Citation | Action | Term: ...
def _extraction(text: str, reference_date: datetime.date | None) -> Extraction: ...
def _table(name: str, bytes: bytes) -> Table: ...
