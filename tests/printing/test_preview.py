import io

import pytest
from PIL import Image as Picture

from camp_desk.printing.pages import A4, About, Pages
from camp_desk.printing.pen import Pen
from camp_desk.printing.preview import page_count, render


@pytest.fixture
def corner() -> bytes:
    """Two pages; on the second the upper left quarter is black."""
    out = io.BytesIO()
    with Pages(out, A4, About("Corner", "", "en")) as pages:
        pages.end_page()
        Pen(pages, right_to_left=False).rect(0, 0, 105, 148.5)
        pages.end_page()
    return out.getvalue()


def test_pages_are_counted(corner: bytes) -> None:
    assert page_count(corner) == 2


def test_a_page_is_a_picture_of_its_size_on_white_paper(corner: bytes) -> None:
    image = render(corner, 1, 72)
    assert (image.width, image.height) == (596, 842)
    assert len(image.rgba) == 4 * image.width * image.height
    assert image.rgba[:4] == b"\0\0\0\xff"
    assert image.rgba[-4:] == b"\xff\xff\xff\xff"


def test_the_png_holds_the_same_picture(corner: bytes) -> None:
    image = render(corner, 1, 30)
    with Picture.open(io.BytesIO(image.png())) as opened:
        assert opened.size == (image.width, image.height)
        assert opened.tobytes() == image.rgba


@pytest.mark.parametrize("page", [-1, 2])
def test_a_page_that_is_not_there_is_refused(corner: bytes, page: int) -> None:
    with pytest.raises(IndexError):
        render(corner, page, 30)
