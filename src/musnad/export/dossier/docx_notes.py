"""Footnotes of Word, which python-docx does not know: their part of the file, the calls, the styles that Word expects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt

NOTE_TEXT, NOTE_CALL = "footnote text", "footnote reference"  # by these names Word knows the styles as its own
CALL_STYLE = "FootnoteReference"
RULES = (("-1", "separator"), ("0", "continuationSeparator"))  # the lines above footnotes; Word wants them listed


def note_styles(file: Any) -> None:
    """Add the styles of footnotes to a document."""
    text = file.styles.add_style(NOTE_TEXT, WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = file.styles["Normal"]
    text.paragraph_format.space_after = Pt(1)
    call = file.styles.add_style(NOTE_CALL, WD_STYLE_TYPE.CHARACTER)
    call.font.superscript = True
    for style, name in ((text, "FootnoteText"), (call, CALL_STYLE)):
        style.element.set(qn("w:styleId"), name)


def called(note: int) -> Any:
    """Return the run that calls a footnote: Word numbers the calls in the order in which they stand."""
    run = _run()
    call = OxmlElement("w:footnoteReference")
    call.set(qn("w:id"), str(note))
    run.append(call)
    return run


def called_again(mark: str, number: int) -> Any:
    """Return the field that shows the number of a footnote called before, and leads there."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" NOTEREF {mark} \\f \\h ")
    run = _run()
    shown = OxmlElement("w:t")
    shown.text = str(number)
    run.append(shown)
    field.append(run)
    return field


def own_number() -> Any:
    """Return the run that shows a footnote's number before its words."""
    run = _run()
    run.append(OxmlElement("w:footnoteRef"))
    return run


def attach(file: Any, notes: Iterable[tuple[int, Any]]) -> None:
    """Add footnotes to a document: for each the number that calls it and its paragraph."""
    whole = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
    for number, kind in RULES:
        paragraph, run = OxmlElement("w:p"), OxmlElement("w:r")
        run.append(OxmlElement(f"w:{kind}"))
        paragraph.append(run)
        _note(whole, number, paragraph).set(qn("w:type"), kind)
    for called_by, paragraph in notes:
        _note(whole, str(called_by), paragraph)
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, serialize_part_xml(whole), file.part.package)
    file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    _list_rules(file.settings.element)


def _note(whole: Any, number: str, paragraph: Any) -> Any:
    note = OxmlElement("w:footnote")
    note.set(qn("w:id"), number)
    note.append(paragraph)
    whole.append(note)
    return note


def _list_rules(settings: Any) -> None:
    listed = OxmlElement("w:footnotePr")
    for number, _ in RULES:
        rule = OxmlElement("w:footnote")
        rule.set(qn("w:id"), number)
        listed.append(rule)
    settings.find(qn("w:compat")).addprevious(listed)  # the order of settings is prescribed


def _run() -> Any:
    run, properties, style = OxmlElement("w:r"), OxmlElement("w:rPr"), OxmlElement("w:rStyle")
    style.set(qn("w:val"), CALL_STYLE)
    properties.append(style)
    run.append(properties)
    return run
