"""The files of an office suite are zip packages; here they become the same bytes every time."""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from boundary_advisor.render.document import LANGUAGE, one_line

AUTHOR = "boundary-advisor"

_PROPERTIES = "docProps/core.xml"
_DAY = "2000-01-01T00:00:00Z"  # of no meaning: the same document is the same file on any day
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a zip can tell
_UNIX = 3  # the system a zip says it was made on
_MODE = 0o644 << 16
_CORE = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties\
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"\
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"\
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>\
<cp:lastModifiedBy>{author}</cp:lastModifiedBy><dc:language>{language}</dc:language>\
<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified></cp:coreProperties>"""


def steady(package: bytes, title: str) -> bytes:
    """Rewrite a package so that its bytes follow from what it holds, and from nothing else.

    Args:
        package: A zip package with document properties, as a library saved it.
        title: The title that its properties are to tell.

    Returns:
        The same package with its files in order, with fixed days, and with fixed properties.
    """
    core = _CORE.format(title=escape(one_line(title)), author=AUTHOR, language=LANGUAGE, day=_DAY)
    out = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            data = core.encode() if name == _PROPERTIES else old.read(name)
            new.writestr(_entry(name), data)
    return out.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _ZIP_DAY)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = _MODE
    return entry
