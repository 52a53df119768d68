"""What stands in the window fits into it: no text is cut, nothing lies over anything else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from camp_desk import shipped
from camp_desk.domain.words import Words
from camp_desk.ui.allocation.dialogs import ConfirmDialog, Question
from camp_desk.ui.allocation.panel import AllocationPanel
from camp_desk.ui.allocation.plan import NeedRow, PlanNow
from camp_desk.ui.allocation.serve import Decision
from camp_desk.ui.arrivals.panel import ArrivalsPanel
from camp_desk.ui.findings.decisions import ConfirmPanel, RowPanel
from camp_desk.ui.frame import Frame, Tab
from camp_desk.ui.lists.preview import PreviewPage
from camp_desk.ui.look import Look, dress
from camp_desk.ui.stock.forecast import Forecast
from camp_desk.ui.stock.panel import ItemRow, ItemStory, StockNow, StockPanel
from camp_desk.ui.theme import Theme
from camp_desk.ui.widgets.banners import Banner, Toast
from camp_desk.ui.widgets.boxes import Card, Scrolled, column, row
from camp_desk.ui.widgets.buttons import Button, Tools
from camp_desk.ui.widgets.columns import Columns
from camp_desk.ui.widgets.labels import ElidedLabel, Label
from camp_desk.ui.widgets.tables import Table

TODAY = date(2014, 6, 12)
WINDOWS = {
    "1366x768-en": (1366, 768, 1.0, "en"),
    "1366x768-ar-125": (1366, 768, 1.25, "ar"),
    "1024x600-ar": (1024, 600, 1.0, "ar"),
    "1024x600-en-125": (1024, 600, 1.25, "en"),
    "1024x600-ckb-125": (1024, 600, 1.25, "ckb"),
}
LIST = "List 1 · General food distribution · 2014-06-12, 7 days · open, 28 of 100 served"
SENTENCE = (
    "At today’s use the stock of Wheat flour lasts until 2014-06-29. Ask for 4.35 t (87 × 50 kg):"
    " enough for 30 days together with what is there."
)


@pytest.fixture(params=WINDOWS)
def window(request: pytest.FixtureRequest, qapp: QApplication, dressed: Look) -> Iterator[Frame]:
    """The window of a demonstration with all three tabs filled, in a size and a text size."""
    width, height, scale, language = WINDOWS[request.param]
    look = Look(Theme(scale=scale), Words(language, shipped.translations(language)))
    dress(qapp, look)
    words = look.words
    arrivals = ArrivalsPanel(look, lambda: TODAY, lambda: datetime(2014, 6, 12))
    stock, allocation = StockPanel(look), AllocationPanel(look, lambda: TODAY)
    stock.show_stock(
        StockNow([ItemRow("wheat", "Wheat flour", "Cereals", "5.77 t", "356 kg", 17, "Enough")])
    )
    coming = tuple(max(0.0, 5.8 - 0.34 * day) for day in range(31))
    stock.show_story(ItemStory("Wheat flour", (), Forecast((6.6, 5.8), coming, "t"), SENTENCE))
    allocation.serve.offer_lists((("1", LIST),), "1")
    allocation.plan.offer((("a", LIST),), (("A", "A"), ("B", "B")))
    needs = [NeedRow("Vegetable oil", "35 g", "33.3 kg", "811 kg")] * 3
    allocation.plan.show_plan(PlanNow("207 households · 951 people", needs, can_freeze=True))
    tabs = (
        Tab("users", words("Arrivals"), arrivals),
        Tab("package", words("Stock"), stock),
        Tab("clipboard-list", words("Allocation"), allocation),
    )
    frame = Frame(look, "Khazir demonstration camp", tabs, [], demonstration=True)
    frame.say_findings(12)
    frame.say_saved(busy=False, at="14:02")
    frame.resize(width, height)
    frame.show()
    yield frame
    shiboken6.delete(frame)  # before the look changes: every widget alive is styled anew
    dress(qapp, dressed)


def shown(window: QWidget) -> list[QWidget]:
    """Return every widget that is shown."""
    return [each for each in window.findChildren(QWidget) if each.isVisible()]


def place(widget: QWidget, window: QWidget) -> QRect:
    """Return where a widget stands in its window."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def scrolls(widget: QWidget) -> bool:
    """Tell whether a widget can be brought into sight by scrolling."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QAbstractScrollArea):
        above = above.parentWidget()
    return above is not None


def test_on_every_tab_all_texts_have_room(window: Frame) -> None:
    assert window.width() in {1366, 1024}, "something is wider than the window"
    for at in range(3):
        window.header.tabs.setCurrentIndex(at)
        QApplication.processEvents()
        for each in shown(window):
            text = f"tab {at}: {each.accessibleName()}"
            if isinstance(each, QPushButton):
                assert each.accessibleName(), "a button has no name"
                assert each.width() >= each.sizeHint().width(), text
            if isinstance(each, Label) and not isinstance(each, ElidedLabel):
                needed = each.heightForWidth(each.width()) if each.wordWrap() else 0
                assert each.height() >= needed, text + each.text()
                assert each.wordWrap() or each.width() >= each.sizeHint().width() - 1, each.text()
            if not scrolls(each):
                assert window.rect().contains(place(each, window)), text
            if isinstance(each, Table):
                assert each.horizontalScrollBar().maximum() == 0, text


def test_no_card_lies_over_another(window: Frame) -> None:
    for at in range(3):
        window.header.tabs.setCurrentIndex(at)
        QApplication.processEvents()
        cards = [place(each, window) for each in shown(window) if isinstance(each, Card)]
        for n, card in enumerate(cards):
            assert not any(card.intersects(other) for other in cards[n + 1 :])


def test_the_header_shows_every_tab_and_the_number_of_findings(window: Frame) -> None:
    tabs = window.header.tabs
    assert all(tabs.rect().contains(tabs.tabRect(at)) for at in range(3))
    assert "12" in window.header.findings.text()
    line = [each for each in window.header.findChildren(QWidget) if each.isVisible()]
    places = [place(each, window) for each in line if each.parentWidget() is window.header]
    for n, one in enumerate(places):
        assert not any(one.intersects(other) for other in places[n + 1 :])


@pytest.mark.parametrize("window", [each for each in WINDOWS if "-ckb" not in each], indirect=True)
def test_a_name_has_room_for_three_words(window: Frame) -> None:
    for at in (0, 2):
        window.header.tabs.setCurrentIndex(at)
        QApplication.processEvents()
        tables = [each for each in shown(window) if isinstance(each, Table)]
        assert tables
        for table in tables:
            model = table.model()
            assert isinstance(model, Columns)
            name = next(n for n, each in enumerate(model.columns) if not each.width)
            assert table.columnWidth(name) >= window._look.px(170)


def in_sight(typed: QWidget, room: QAbstractScrollArea, heading: QWidget) -> bool:
    """Tell whether a field and its heading stand in a scrolled room, one below the other."""
    window = room.window()
    sight, field, above = (place(each, window) for each in (room.viewport(), typed, heading))
    return sight.contains(field) and sight.contains(above) and not field.intersects(above)


def test_the_member_that_is_typed_stands_in_sight_below_its_headings(
    qtbot: QtBot, window: Frame
) -> None:
    panel = window.stack.widget(0)
    assert isinstance(panel, ArrivalsPanel)
    members = panel.form.members
    (room,) = [each for each in panel.form.findChildren(Scrolled) if each.isAncestorOf(members)]
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for letter in "abcdefg":
        typed = members.last.own
        typed.setFocus()
        QTest.keyClicks(typed, f"Name{letter}")
        qtbot.waitUntil(partial(in_sight, typed, room, members.heading), timeout=1000)


def test_tab_goes_from_the_place_to_the_members_and_then_to_saving(
    qtbot: QtBot, look: Look
) -> None:
    panel = ArrivalsPanel(look, lambda: TODAY, lambda: datetime(2014, 6, 12))
    qtbot.addWidget(panel)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    form = panel.form
    form.members.last.own.setText("Sara")
    form.members.last.edited.emit()
    first, second = form.members.rows
    qtbot.waitUntil(second.isVisible)
    form.head.shelter.setFocus()
    seen: list[QWidget | None] = [QApplication.focusWidget()]
    while not form.save.hasFocus() and len(seen) < 20:
        QTest.keyClick(panel, Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen[1:6] == [first.own, first.sex, first.age, first.relation, second.own]
    assert seen[-1] is form.save


def test_words_give_way_in_their_order_and_come_back(qtbot: QtBot, look: Look) -> None:
    first, second = Button(look, "Lesser", "x"), Button(look, "Greater", "check")
    title = Label(look, "Title", "title")
    window = QWidget()
    tools = Tools(look, (title, 1), first, second, giving_way=(first, second), title=title)
    tools.setParent(window)
    qtbot.addWidget(window)
    window.show()
    wide = tools.sizeHint().width()
    for width, words in ((wide, (True, True)), (wide - 1, (False, True)), (1, (False, False))):
        tools.resize(width, 40)
        assert (bool(first.text()), bool(second.text())) == words
    assert title.isHidden()
    assert second.accessibleName() == "Greater"
    tools.resize(wide, 40)
    assert second.text()
    assert not title.isHidden()


def test_a_long_sentence_of_the_toast_stays_inside_the_window(qtbot: QtBot, look: Look) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    window.show()
    toast = Toast(look, window)
    toast.say(SENTENCE)
    assert window.rect().contains(toast.geometry())
    toast.say("Saved.")
    assert toast.width() < 200


def test_the_toast_stands_at_the_end_of_the_lists_foot_and_lets_the_mouse_through(
    qtbot: QtBot, look: Look
) -> None:
    window, card, foot = QWidget(), QWidget(), Label(look, "3 people")
    qtbot.addWidget(window)
    window.resize(800, 600)
    card.setLayout(column(look, None, row(look, foot, None)))
    window.setLayout(row(look, card, 300, gap=0))
    window.show()
    toast = Toast(look, window)
    toast.stand_on([card])
    toast.say("Saved.")
    assert card.geometry().contains(toast.geometry())
    assert not toast.geometry().intersects(foot.geometry().translated(card.pos()))
    assert toast.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_a_long_sentence_of_the_toast_as_many_days_as_the_table() -> None:
    coming = tuple(max(0.0, 17.5 - day) for day in range(31))
    assert Forecast((17.5,), coming, "t").empty_in == 18
    assert Forecast((17.5,), coming, "t", cover=17).empty_in == 17
    assert Forecast((90.0,), (90.0, 89.0), "t", cover=90).empty_in is None


def test_a_banners_button_stands_below_where_the_sentence_needs_the_room(
    qtbot: QtBot, look: Look
) -> None:
    banner = Banner(look, loud=True)
    qtbot.addWidget(banner)
    banner.resize(900, 60)
    banner.say("ok", SENTENCE, "Handed over (Enter)")
    banner.show()
    assert banner.button.geometry().left() > banner._text.geometry().right()
    banner.resize(300, 300)
    qtbot.waitUntil(lambda: banner.button.geometry().top() > banner._text.geometry().bottom())


@pytest.mark.parametrize("language", ["en", "ar"])
def test_dialogs_fit_the_smallest_screen_with_larger_text(
    language: str, qapp: QApplication, qtbot: QtBot, look: Look, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(lambda: dress(qapp, look))
    large = Look(Theme(scale=1.25), Words(language, shipped.translations(language)))
    dress(qapp, large)
    preview, decisions = PreviewPage(large), [ConfirmPanel(large), RowPanel(large)]
    question = Question(
        "Freeze?", "snowflake", SENTENCE, [("Wheat flour", "7.99 t")] * 9, "Yes", "T"
    )
    confirm = ConfirmDialog(large, question)
    for widget in (preview, *decisions, confirm):
        qtbot.addWidget(widget)
    assert preview.minimumSizeHint().width() <= 1000 - 2 * large.px(16)
    assert all(each.minimumSizeHint().width() < 500 for each in decisions)
    assert confirm.minimumSizeHint().height() <= 576


def test_what_is_to_be_handed_over_is_read_whole_on_the_smallest_screen_with_larger_text(
    qapp: QApplication, qtbot: QtBot, look: Look, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(lambda: dress(qapp, look))
    large = Look(Theme(scale=1.25))
    dress(qapp, large)
    panel = AllocationPanel(large, lambda: date(2014, 6, 12))
    qtbot.addWidget(panel)
    panel.serve.offer_lists([("a", "List 1 · General food distribution")], "a")
    panel.setFixedSize(1024, 530)
    panel.show()
    items = " · ".join(f"Item {n} of eight 1.085 kg" for n in range(8))
    panel.serve.show_decision(
        Decision("ok", f"Give to Karim, 5 people:\n{items}", can_confirm=True)
    )
    text = panel.serve.decision._text
    qtbot.waitUntil(lambda: text.height() >= text.heightForWidth(text.width()))
    assert not panel.serve.search.isVisible()
    panel.serve.show_decision(None)
    assert panel.serve.search.isVisible()
