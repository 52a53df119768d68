"""What the dialog of counts reads of the camp, and what it says of that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from camp_desk.actions.count_words import due_said
from camp_desk.domain.catalogue import Item
from camp_desk.domain.counting import Due, Stage, Tolerance
from camp_desk.domain.ids import StoreId
from camp_desk.domain.quantities import exact
from camp_desk.domain.words import N_, Words
from camp_desk.storage.count_review import Reviewed
from camp_desk.storage.counts import Count, State
from camp_desk.storage.stock import Store
from camp_desk.storage.views import Views
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.stock.amounts import sign_kept, store_name
from camp_desk.ui.widgets.columns import Column

_MOST_DUE = 3

STATES = {
    State.OPEN: (N_("Counting"), "warn"),
    State.POSTED: (N_("Posted"), "ok"),
    State.ABANDONED: (N_("Abandoned"), "info"),
}
_STAGES = {
    Stage.UNCOUNTED: (N_("To count"), "info"),
    Stage.ONCE: (N_("Counted once"), "info"),
    Stage.DIFFER: (N_("Count again"), "danger"),
    Stage.SETTLED: (N_("Agreed"), "ok"),
}


@dataclass(frozen=True, slots=True)
class CountsSeen:
    """The counts of the camp, its stores, and what should be counted in each of them."""

    today: date
    counts: Sequence[Count]
    stores: Sequence[Store]
    items: Mapping[str, Item]
    due: Mapping[StoreId, Sequence[Due]]
    tolerance: Tolerance


@dataclass(frozen=True, slots=True)
class CountSeen:
    """One count with its piles; ``waiting`` where a second person is to confirm it."""

    count: Count
    lines: Sequence[Reviewed]
    waiting: bool

    @property
    def ready(self) -> bool:
        """Tell whether every pile was counted alike by two people."""
        return all(each.standing.stage is Stage.SETTLED for each in self.lines)


def look_at_counts(views: Views) -> CountsSeen:
    """Return the counts and what is due."""
    today, stores = views.today(), views.stores()
    due = {store.id: views.books.due(store.id, today) for store in stores}
    tolerance = views.books.tolerance()
    return CountsSeen(today, views.books.counts(), stores, views.items(), due, tolerance)


def look_at_count(number: str, views: Views) -> CountSeen | None:
    """Return one count."""
    count = views.books.count(number)
    if count is None:
        return None
    return CountSeen(count, views.books.review(count), views.books.is_waiting(count))


def due_sentence(seen: CountsSeen, words: Words) -> str:
    """Return what should be counted next, store by store; "" if nothing is due."""
    said = []
    for store in seen.stores:
        due = seen.due[store.id]
        if not due:
            continue
        parts = [due_said(each, seen.items[each.item], words) for each in due[:_MOST_DUE]]
        if len(due) > _MOST_DUE:
            more = len(due) - _MOST_DUE
            parts.append(words.plural("{n} more item.", "{n} more items.", more))
        said.append(f"{store_name(store, words)}: {' '.join(parts)}")
    return "\n".join(said)


def count_columns(words: Words) -> tuple[Column[Count], ...]:
    """Return the columns of the list of counts; their cells have two lines."""
    return (
        Column(
            words("Count"),
            lambda each: f"{ltr(each.number)}\n{_named(each, words)} · {ltr(each.day.isoformat())}",
            0,
        ),
        Column(words("State"), lambda each: words(STATES[each.state][0]), 108,
               tone=lambda each: STATES[each.state][1]),
    )  # fmt: skip


def _named(count: Count, words: Words) -> str:
    return store_name(Store(count.store, count.store_name), words)


def line_columns(words: Words, items: Mapping[str, Item]) -> tuple[Column[Reviewed], ...]:
    """Return the columns of a count's piles; numbers are shown where two people agree."""

    def name(each: Reviewed) -> str:
        line = each.line
        expiry = ltr(line.expiry.isoformat()) if line.expiry else ""
        label = isolated(line.label or words("No label"))
        below = " · ".join(filter(None, (label, expiry, isolated(line.donor))))
        item = items[line.item].said(words) if line.item in items else line.item
        return f"{isolated(item)}\n{below}"

    def said(quantity: int | None, each: Reviewed) -> str:
        if quantity is None or each.standing.stage is not Stage.SETTLED:
            return ""
        return isolated(sign_kept(exact(quantity, each.unit, words)))

    def difference(each: Reviewed) -> str:
        if each.correction is None or each.standing.stage is not Stage.SETTLED:
            return ""
        sign = "+" if each.correction > 0 else ""
        return isolated(sign_kept(f"{sign}{exact(each.correction, each.unit, words)}"))

    def stage(each: Reviewed) -> tuple[str, str]:
        if each.standing.stage is Stage.SETTLED and each.correction:
            return N_("Differs"), "warn"
        return _STAGES[each.standing.stage]

    return (
        Column(words("No."), lambda each: ltr(str(each.line.serial)), 46, trailing=True),
        Column(words("Pile"), name, 0),
        Column(words("Books"), lambda each: said(each.book, each), 96, trailing=True, drop=2),
        Column(words("Counted"), lambda each: said(each.standing.counted, each), 96,
               trailing=True, drop=1),
        Column(words("Difference"), difference, 96, trailing=True),
        Column(words("State"), lambda each: words(stage(each)[0]), 122,
               tone=lambda each: stage(each)[1]),
    )  # fmt: skip


def count_said(seen: CountSeen, words: Words) -> tuple[str, str]:
    """Return what is to be done with a count, and its tone."""
    count, lines = seen.count, seen.lines
    if count.state is State.ABANDONED:
        return words("This count was abandoned; the books stayed as they were."), "info"
    wrong = sum(1 for each in lines if each.correction)
    if count.state is State.POSTED:
        said = words.plural(
            "Posted: the books of {n} pile were corrected.",
            "Posted: the books of {n} piles were corrected.", wrong,
        )  # fmt: skip
        if seen.waiting:
            return f"{said} {words('A second person is to confirm it.')}", "warn"
        return said, "ok"
    said = words("Nothing of it moves until the count has ended.")
    differ = sum(1 for each in lines if each.standing.stage is Stage.DIFFER)
    if seen.ready:
        said = words.plural(
            "Both agree on every pile; {n} differs from the books.",
            "Both agree on every pile; {n} differ from the books.", wrong,
        )  # fmt: skip
        said += " " + words("Somebody who did not count it can approve it.")
    elif differ:
        said = words.plural(
            "{n} pile was counted differently: count it again.",
            "{n} piles were counted differently: count them again.", differ,
        )  # fmt: skip
    moved = sorted({number for each in lines for number in each.moved})
    if moved:
        said += " " + words(
            "Meanwhile these came from other desks and are in the books: {documents}.",
            documents=ltr(", ".join(moved)),
        )
    return said, "ok" if seen.ready else "danger" if differ else "info"
