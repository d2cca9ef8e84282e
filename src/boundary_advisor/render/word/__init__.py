"""Word files: the one place that imports python-docx, which is an extra; `render.docx` asks for it.

`file` makes the package, `blocks` and `tables` write what stands in it, `styles` and `numbers` say
how it looks and counts, and `xml` reaches what python-docx has no words for.
"""
