"""The one style sheet of the window, filled in from a theme."""

from __future__ import annotations

import re

from camp_desk.ui.theme import Theme

_TEMPLATE = """
QWidget { color: {text}; }
QMainWindow, QDialog, QWidget[part="page"] { background: {bg}; }
QToolTip { background: {header}; color: {header_text}; border: none; padding: {6}px {8}px; }

QWidget[part="header"] { background: {header}; }
QLabel[part="brand"] { color: {header_text}; font-size: {16}px; font-weight: 700; }
QLabel[part="brand_sub"] { color: {header_muted}; font-size: {12}px; }
QTabBar[part="tabs"] { background: transparent; qproperty-drawBase: 0; }
QTabBar[part="tabs"]::tab { color: {header_muted}; background: transparent; border: none;
  border-bottom: {3}px solid transparent; padding: {3}px {16}px 0 {16}px;
  height: {50}px; font-weight: 600; font-size: {15}px; }
QTabBar[part="tabs"]::tab:selected { color: {header_text};
  border-bottom: {3}px solid {header_accent}; }
QTabBar[part="tabs"]::tab:hover:!selected { color: {header_text}; background: {header_hover}; }
QTabBar[part="tabs"]::tab:focus { color: {header_text}; background: {header_chip}; }
QToolButton[part="header_button"] { background: transparent; border: 1px solid transparent;
  border-radius: {8}px; padding: {5}px; color: {header_text}; }
QToolButton[part="header_button"]:hover { background: {header_chip}; }
QToolButton[part="header_button"]:focus { border: 2px solid {header_accent}; padding: {4}px; }
QToolButton[part="header_button"]::menu-indicator { image: none; width: 0; }
QPushButton[part="header_chip"] { background: {header_chip}; color: {header_text}; border: none;
  border-radius: {13}px; min-height: {28}px; max-height: {28}px; padding: 0 {12}px;
  font-size: {12}px; font-weight: 500; }
QPushButton[part="header_chip"]:hover { background: {header_hover}; }
QPushButton[part="header_chip"]:focus { border: 2px solid {header_accent};
  min-height: {24}px; max-height: {24}px; padding: 0 {10}px; }
QLabel[part="band"] { background: {warn_soft}; color: {warn}; font-size: {12}px; font-weight: 700;
  padding: {3}px {16}px; border-bottom: 1px solid {warn}; }

QFrame[part="card"] { background: {card}; border: 1px solid {border}; border-radius: {10}px; }
QFrame[part="rule"] { background: {border}; max-height: 1px; min-height: 1px; border: none; }
QWidget[part="heading"] { background: {card}; }
QLabel[part="title"] { font-size: {18}px; font-weight: 600; }
QLabel[part="subtitle"] { font-size: {15}px; font-weight: 600; }
QLabel[part="label"] { color: {muted}; font-size: {13}px; font-weight: 500; }
QLabel[part="hint"] { color: {muted}; font-size: {13}px; }
QLabel[part="small"] { color: {muted}; font-size: {12}px; }
QLabel[part="error"] { color: {danger}; font-size: {12}px; font-weight: 500; }
QLabel[part="figure"] { font-size: {26}px; font-weight: 700; }
QLabel[part="strong"] { font-weight: 600; }
QLabel[tone="danger"] { color: {danger}; font-weight: 600; }
QLabel[tone="warn"] { color: {warn}; font-weight: 600; }
QLabel[tone="ok"] { color: {ok}; font-weight: 600; }
QLabel[tone="info"] { color: {info}; font-weight: 600; }

QLineEdit, QComboBox, QPlainTextEdit { background: {card}; border: 1px solid {input_border};
  border-radius: {6}px; padding: 0 {10}px; min-height: {34}px; max-height: {34}px;
  selection-background-color: {primary}; selection-color: {primary_text}; }
QPlainTextEdit { padding: {6}px; max-height: {4000}px; }
QLineEdit:hover, QComboBox:hover, QPlainTextEdit:hover { border-color: {text}; }
QLineEdit:focus, QComboBox:focus { border: 2px solid {primary}; padding: 0 {9}px;
  min-height: {32}px; max-height: {32}px; }
QPlainTextEdit:focus { border: 2px solid {primary}; padding: {5}px; }
QLineEdit[invalid="true"], QComboBox[invalid="true"] { border: 2px solid {danger};
  padding: 0 {9}px; min-height: {32}px; max-height: {32}px; }
QLineEdit[part="tight"], QComboBox[part="tight"] { padding: 0 {6}px; }
QLineEdit[part="tight"]:focus, QComboBox[part="tight"]:focus,
QLineEdit[part="tight"][invalid="true"] { padding: 0 {5}px; }
QLineEdit[part="big"] { min-height: {42}px; max-height: {42}px; font-size: {16}px; }
QLineEdit[part="big"]:focus { min-height: {40}px; max-height: {40}px; }
QLineEdit:read-only, QLineEdit:disabled, QComboBox:disabled { background: {raised};
  color: {muted}; border-color: {border}; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: {28}px; subcontrol-origin: padding; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: none; padding: 0; background: transparent;
  min-height: {28}px; }
QAbstractItemView { background: {card}; outline: 0; selection-background-color: {selection};
  selection-color: {selection_text}; }
QComboBox QAbstractItemView, QListView[part="popup"] { background: {card};
  border: 1px solid {border}; padding: {4}px; }
QComboBox QAbstractItemView::item, QListView[part="popup"]::item { min-height: {30}px;
  padding: 0 {8}px; }

QPushButton { background: {card}; border: 1px solid {input_border}; border-radius: {6}px;
  padding: 0 {14}px; min-height: {34}px; max-height: {34}px; font-weight: 500; }
QPushButton:hover { background: {raised}; border-color: {text}; }
QPushButton:focus { border: 2px solid {primary}; min-height: {32}px; max-height: {32}px;
  padding: 0 {13}px; }
QPushButton:disabled { color: {faint}; border-color: {border}; background: {raised}; }
QPushButton[part="primary"] { background: {primary}; color: {primary_text};
  border: 1px solid {primary}; font-weight: 600; }
QPushButton[part="primary"]:hover { background: {primary_hover}; }
QPushButton[part="primary"]:focus { border: 2px solid {text}; }
QPushButton[part="primary"]:disabled { color: {faint}; border-color: {border};
  background: {raised}; }
QPushButton[part="danger"] { color: {danger}; border-color: {danger}; font-weight: 600; }
QPushButton[part="ghost"] { border: 1px solid transparent; background: transparent;
  color: {muted}; }
QPushButton[part="ghost"]:hover { background: {raised}; color: {text}; }
QPushButton[part="ghost"]:focus { border: 2px solid {primary}; }
QPushButton[part="link"] { text-align: left;
  border: 1px solid transparent; background: transparent; color: {primary};
  padding: 0 {6}px; min-height: {26}px; max-height: {26}px; }
QPushButton[part="link"]:hover { background: {raised}; }
QPushButton[part="link"]:focus { border: 2px solid {primary}; padding: 0 {5}px;
  min-height: {24}px; max-height: {24}px; }
QToolButton[part="icon"] { border: 1px solid transparent; border-radius: {6}px;
  background: transparent; padding: {4}px; }
QToolButton[part="icon"]:hover { background: {raised}; border-color: {border}; }
QToolButton[part="icon"]:focus { border: 2px solid {primary}; padding: {3}px; }
QPushButton[part="segment"] { border-radius: 0; padding: 0 {8}px; }
QPushButton[part="segment"][edge="first"] { border-top-START-radius: {6}px;
  border-bottom-START-radius: {6}px; }
QPushButton[part="segment"][edge="last"] { border-top-END-radius: {6}px;
  border-bottom-END-radius: {6}px; }
QPushButton[part="segment"]:focus { border: 2px solid {primary}; padding: 0 {7}px; }
QPushButton[part="segment"]:checked { background: {primary_soft}; color: {primary_soft_text};
  border: 2px solid {primary}; min-height: {32}px; max-height: {32}px; padding: 0 {7}px;
  font-weight: 600; }
QPushButton[part="segment"]:checked:focus { border: 2px solid {text}; }
QPushButton[part="chip"] { border-radius: {14}px; min-height: {28}px; max-height: {28}px;
  padding: 0 {10}px; font-size: {13}px; border-color: {border}; background: {raised}; }
QPushButton[part="chip"]:hover { border-color: {input_border}; }
QPushButton[part="chip"]:checked { background: {primary_soft}; color: {primary_soft_text};
  border: 1px solid {primary}; font-weight: 600; }
QPushButton[part="chip"]:focus { border: 2px solid {primary}; min-height: {26}px;
  max-height: {26}px; padding: 0 {9}px; border-radius: {13}px; }
QPushButton[part="tile"] { background: {card}; border: 1px solid {border}; border-radius: {10}px;
  padding: 0 {12}px; min-height: {42}px; max-height: {42}px; font-weight: 600; }
QPushButton[part="tile"]:hover { border-color: {primary}; background: {raised}; }
QPushButton[part="tile"]:focus { border: 2px solid {primary}; padding: 0 {11}px;
  min-height: {40}px; max-height: {40}px; }

QTableView { background: {card}; border: none; gridline-color: transparent; outline: 0;
  selection-background-color: {selection}; selection-color: {selection_text}; }
QTableView::item { padding: 0 {5}px; border: none; border-bottom: 1px solid {line}; }
QTableView::item:hover { background: {hover}; color: {text}; }
QTableView::item:selected { background: {selection}; color: {selection_text}; }
QHeaderView { background: {raised}; }
QHeaderView::section { background: {raised}; color: {muted}; border: none;
  border-top: 1px solid {border}; border-bottom: 1px solid {border}; padding: 0 {8}px;
  min-height: {34}px; font-size: {12}px; font-weight: 600; }
QScrollBar:vertical { background: transparent; width: {12}px; margin: 0; }
QScrollBar::handle:vertical { background: {input_border}; border-radius: {4}px;
  min-height: {40}px; margin: {2}px; }
QScrollBar:horizontal { background: transparent; height: {12}px; margin: 0; }
QScrollBar::handle:horizontal { background: {input_border}; border-radius: {4}px;
  min-width: {40}px; margin: {2}px; }
QScrollBar::handle:hover { background: {muted}; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  background: none; border: none; width: 0; height: 0; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget[part="scrolled"] { background: transparent;
  border: none; }
QMenu { background: {card}; border: 1px solid {border}; padding: {6}px; }
QMenu::item { padding: {8}px {24}px {8}px {12}px; border-radius: {5}px; }
QMenu::item:selected { background: {selection}; color: {selection_text}; }
QMenu::item:disabled { color: {faint}; }
QMenu::separator { height: 1px; background: {border}; margin: {4}px {8}px; }
QMenu::icon { padding-left: {6}px; padding-right: {6}px; }
QProgressBar { background: {track}; border: none; border-radius: {4}px; min-height: {10}px;
  max-height: {10}px; }
QProgressBar::chunk { background: {primary}; border-radius: {4}px; }
QCheckBox, QRadioButton { spacing: {8}px; min-height: {28}px; }
QRadioButton::indicator { width: {14}px; height: {14}px; border: 1px solid {input_border};
  border-radius: {7}px; background: {card}; }
QRadioButton::indicator:checked { width: {6}px; height: {6}px; border: {5}px solid {primary}; }
QRadioButton:focus { color: {primary}; }
QFrame[part="option"] { border: 1px solid transparent; border-radius: {6}px; }
QFrame[part="option"][state="on"] { background: {primary_soft}; border: 1px solid {primary}; }
QFrame[part="option"][state="focus"] { background: {primary_soft}; border: 2px solid {primary}; }
QLabel[part="toast"] { background: {header}; color: {header_text}; border-radius: {8}px;
  padding: {10}px {16}px; font-weight: 500; }
QFrame[part="banner"] { border-radius: {8}px; }
QFrame[part="banner"][tone="danger"] { background: {danger_soft}; border: 1px solid {danger}; }
QFrame[part="banner"][tone="warn"] { background: {warn_soft}; border: 1px solid {warn}; }
QFrame[part="banner"][tone="ok"] { background: {ok_soft}; border: 1px solid {ok}; }
QFrame[part="banner"][tone="info"] { background: {info_soft}; border: 1px solid {info}; }
"""


_SUNK = 1.5
"""How far below its line's middle a Latin text must stand to look centred, in pixels at 100 %.

The family's lines leave room below for Arabic letters, which are centred as they are.
"""


def style_sheet(theme: Theme, *, right_to_left: bool) -> str:
    """Return the style sheet; corners follow the direction, which Qt does not do by itself."""
    start, end = ("right", "left") if right_to_left else ("left", "right")
    down = 0 if right_to_left else theme.px(_SUNK)
    template = re.sub(
        r"padding: 0 (\{\d+\})px;", rf"padding: {down}px \1px -{down}px \1px;", _TEMPLATE
    )
    sized = re.sub(r"\{(\d+)\}", lambda found: str(theme.px(int(found[1]))), template)
    return (
        re.sub(r"\{([a-z_]+)\}", lambda found: theme.colours[found[1]], sized)
        .replace("START", start)
        .replace("END", end)
    )
