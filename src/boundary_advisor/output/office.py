"""The zip package that a Word or an Excel file is."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from boundary_advisor.views.document import LANGUAGE, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

_AUTHOR = "boundary-advisor"

_DAY = "2000-01-01T00:00:00Z"  # without meaning: the same document is the same file on any day

_ZIP_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip entry can have

_UNIX = 3  # the system that a zip entry says it was made on

_MODE = 0o644 << 16

_PROPERTIES = "docProps/core.xml"

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


def write_package(parts: Mapping[str, str | bytes], title: str) -> bytes:
    """Zip the parts of an Office file, by name, so that its bytes do not depend on the clock."""
    core = _CORE.format(title=escape(one_line(title)), author=_AUTHOR, language=LANGUAGE, day=_DAY)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in sorted({**parts, _PROPERTIES: core}.items()):
            entry = ZipInfo(name, _ZIP_DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _MODE
            package.writestr(entry, content)
    return out.getvalue()
