"""The two pictures that documents carry, a portrait and a QR code, in the forms that their makers take."""

from __future__ import annotations

import base64
import io
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.images.photo import derive

if TYPE_CHECKING:
    import segno

INK = "#1e1a17"
_QUIET, _PIXELS = 4, 12


def portrait_of(photo: bytes) -> bytes:
    """The photograph as a JPEG of at most 960 × 1200 pixels, 4:5, without EXIF. Raises UnreadablePhoto."""
    return derive(photo)["portrait-large"]


def as_svg(portrait: bytes) -> str:
    """A JPEG inside an SVG: Typst takes a picture that lies in no file only as text."""
    width, height = _size(portrait)
    data = base64.b64encode(portrait).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{data}"/></svg>'
    )


@lru_cache(maxsize=4)
def qr_svg(link: str) -> str:
    """A QR code (ISO/IEC 18004, level M: 15 % may be soiled) of dark modules on nothing, without its quiet zone."""
    out = io.BytesIO()
    _code(link).save(out, kind="svg", border=0, dark=INK, xmldecl=False, omitsize=True)
    return out.getvalue().decode()


def qr_png(link: str) -> bytes:
    """The same as a PNG with 12 pixels to a module and the quiet zone of four that the standard asks for."""
    from PIL import Image, ImageColor

    modules = _code(link).matrix
    side = len(modules)
    image = Image.new("P", (side + 2 * _QUIET, side + 2 * _QUIET))
    image.putpalette((255, 255, 255, *ImageColor.getrgb(INK)))
    image.paste(Image.frombytes("P", (side, side), b"".join(modules)), (_QUIET, _QUIET))
    out = io.BytesIO()
    image.resize((image.width * _PIXELS, image.height * _PIXELS), Image.Resampling.NEAREST).save(out, "PNG", bits=1)
    return out.getvalue()


@lru_cache(maxsize=4)
def _code(link: str) -> segno.QRCode:
    """All documents of an exemplar carry one code; choosing the best of eight masks takes a fifth of a press kit."""
    import segno

    return segno.make_qr(link, error="m", boost_error=False)


def _size(jpeg: bytes) -> tuple[int, int]:
    from PIL import Image

    with Image.open(io.BytesIO(jpeg)) as image:
        return image.size
