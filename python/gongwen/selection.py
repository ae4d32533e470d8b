"""Lists of nodes and of facts that can be asked for some of them.

They are lists in all else: ``circular.issues`` gives `Nodes`, ``circular.metrics`` gives `Facts`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, overload

__all__ = ["Facts", "Nodes"]

if TYPE_CHECKING:
    from typing import SupportsIndex

    from gongwen._native import Node, _Fact

    _NodeList = list[Node]
    _AnyFact = TypeVar("_AnyFact", bound=_Fact, covariant=False)
else:
    _NodeList = list
    _AnyFact = TypeVar("_AnyFact")


def _has(thing: object, wanted: dict[str, Any]) -> bool:
    return all(getattr(thing, name) == value for name, value in wanted.items())


class Nodes(_NodeList):
    r"""Nodes in document order.

    Examples
    --------
    >>> import gongwen
    >>> text = "一、整改情况\n\n1.关于“学习不深入”问题\n\n整改情况：一是学。该问题已完成整改。\n"
    >>> gongwen.parse(text).issues(status="completed")
    [<issue s1.i1: 学习不深入>]
    """

    @overload
    def __getitem__(self, at: SupportsIndex, /) -> Node: ...

    @overload
    def __getitem__(self, at: slice, /) -> Nodes: ...

    def __getitem__(self, at: SupportsIndex | slice, /) -> Node | Nodes:
        """Give one, or for a slice a list that can be asked as well."""
        return Nodes(super().__getitem__(at)) if isinstance(at, slice) else super().__getitem__(at)

    def __call__(self, **attributes: object) -> Nodes:
        """Give those with these attributes: ``issues(status="in_progress")``, ``sections(role="plan")``.

        Raises
        ------
        AttributeError
            For an attribute that nodes have not.
        """
        return Nodes(node for node in self if _has(node, attributes))


class Facts(list[_AnyFact]):
    """Facts in the order of the text.

    Examples
    --------
    >>> import gongwen
    >>> found = gongwen.extract("走访群众45户，响应率、满意率分别达到99%、91%。")
    >>> [metric.value for metric in found.metrics.near("满意率")]
    [Decimal('91'), Decimal('45'), Decimal('99')]
    >>> [metric.text for metric in found.metrics(unit="%")]
    ['99%', '91%']
    """

    @overload
    def __getitem__(self, at: SupportsIndex, /) -> _AnyFact: ...

    @overload
    def __getitem__(self, at: slice, /) -> Facts[_AnyFact]: ...

    def __getitem__(self, at: SupportsIndex | slice, /) -> _AnyFact | Facts[_AnyFact]:
        """Give one, or for a slice a list that can be asked as well."""
        return Facts(super().__getitem__(at)) if isinstance(at, slice) else super().__getitem__(at)

    def __call__(self, **attributes: object) -> Facts[_AnyFact]:
        """Give those with these attributes: ``metrics(unit="%", target=False)``, ``actions(kind="诫勉")``.

        Raises
        ------
        AttributeError
            For an attribute that these facts have not.
        """
        return Facts(fact for fact in self if _has(fact, attributes))

    def near(self, words: str, *, within: int = 30) -> Facts[_AnyFact]:
        """Give those that stand near words, the nearest first.

        A figure whose subject holds the words comes before all others: of 响应率、满意率分别达到99%、91% the
        one near 满意率 is 91%.

        Parameters
        ----------
        words
            What to look for, as written.
        within
            How many characters may stand between, in the same paragraph.
        """
        found: list[tuple[bool, int, _AnyFact]] = []
        for fact in self:
            about = words in getattr(fact, "subject", "")
            distance = 0 if about else fact.distance(words, within=within)
            if distance is not None:
                found.append((not about, distance, fact))
        found.sort(key=lambda item: item[:2])
        return Facts(fact for _, _, fact in found)
