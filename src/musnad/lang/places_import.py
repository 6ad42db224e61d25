"""Importers of places: GeoNames dumps, tables of OCHA P-codes, and any table with a header."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from musnad.lang.gazetteer import KINDS
from musnad.lang.places_own import HEADER, Cells, OwnPlace, read_own, split, text_of
from musnad.model.errors import FormatError

Shape = Literal["geonames", "pcodes", "csv"]
DUMP = (
    "geonameid",
    "name",
    "asciiname",
    "alternatenames",
    "lat",
    "lon",
    "class",
    "code",
    "country",
    "cc2",
    "admin1",
    "admin2",
    "admin3",
    "admin4",
    "people",
    "elevation",
    "dem",
    "timezone",
    "changed",
)
# What tables in the wild call the fields, folded to lower case.
CALLED = {
    "name": ("name", "name_ar", "names", "ar_names", "arabic", "arabic_name"),
    "others": ("others", "old_name_ar", "alternatenames", "alternates"),
    "kind": ("kind", "type", "level"),
    "country": ("country", "iso", "countrycode", "country_code"),
    "within": ("within", "parent_ar", "chain_ar", "governorate", "admin1name_ar", "adm1_ar"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "long", "lng", "longitude", "x"),
    "people": ("people", "population", "pop"),
    "geonames": ("geonames", "geonameid", "geonames_id"),
    "pcode": ("pcode", "p_code", "p-code"),
}
LEVELS = {"0": "country", "1": "governorate", "2": "district", "3": "subdistrict", "4": "village"}
CODES = {
    "ADM1": "governorate",
    "ADM2": "district",
    "ADM3": "subdistrict",
    "AIRB": "airfield",
    "AIRP": "airfield",
    "AIRF": "airfield",
    "ISL": "island",
    "DAM": "dam",
    "MT": "mountain",
    "MTS": "mountain",
    "STM": "river",
    "RGN": "region",
    "CMP": "camp",
    "CMPRF": "camp",
    "PRT": "port",
    "PPLX": "neighbourhood",
    "BDG": "bridge",
    "OILF": "field",
    "PRN": "prison",
    "PCLI": "country",
}
ARABIC = re.compile("[\u0621-\u064a\u064b-\u0652\u0640 '()-]+")
ALIAS = re.compile("[_/،]")
TIDY = re.compile(r"\s*[-(].*$")  # «عفرين - مركز» and «عفرين (ناحية)» are «عفرين»


def import_places(
    file: Path, shape: Shape, *, mapping: Mapping[str, str] | None = None, country: str = ""
) -> list[OwnPlace]:
    """Read the places of a file; rows without an Arabic name or a point are left out.

    Args:
        file: The table, UTF-8.
        shape: ``geonames``: a dump of 19 columns without a header; ``pcodes``, ``csv``: a table with a header.
        mapping: Field to column, where the column's name does not tell.
        country: ISO code for rows that do not say it.

    Raises:
        FormatError: The file is malformed; the message names line and column.
    """
    if shape == "geonames":
        return list(_dump(file))
    return list(_table(file, dict(mapping or {}), country, shape))


def add_places(new: Iterable[OwnPlace], file: Path) -> int:
    """Add places to a person's own table, made if it is not there; return how many were not in it yet."""
    known = read_own(file) if file.exists() else []
    held = set(known)
    fresh = [place for place in dict.fromkeys(new) if place not in held]
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    part.write_text("\n".join([HEADER, *(place.line() for place in [*known, *fresh])]) + "\n", encoding="utf-8")
    part.replace(file)
    return len(fresh)


def _dump(file: Path) -> Iterator[OwnPlace]:
    for cells in split(str(file), text_of(file).split("\n"), DUMP, "\t", first=1):
        names = _arabic([cells.text("name"), *cells.text("alternatenames").split(",")])
        people = cells.count("people")
        lat, lon = round(cells.degrees("lat", 90), 5), round(cells.degrees("lon", 180), 5)
        kind = CODES.get(cells.text("code")) or (_size(people) if cells.text("class") == "P" else "")
        if names and kind:
            yield OwnPlace(names, kind, cells.needed("country"), "", lat, lon, people, cells.needed("geonameid"))


def _table(file: Path, mapping: Mapping[str, str], country: str, shape: Shape) -> Iterator[OwnPlace]:
    text = text_of(file)
    header, _, _ = text.partition("\n")
    mark = "\t" if "\t" in header else ";" if header.count(";") > header.count(",") else ","
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        columns = [name.strip().lower() for name in next(lines, [])]
        fields = _fields(str(file), columns, mapping, shape)
        for row in lines:
            if len(row) != len(columns):
                column = min(len(row), len(columns)) + 1
                raise FormatError(
                    f"{file}: line {lines.line_num}, column {column}: {len(row)} columns where {len(columns)} are wanted"
                )
            place = _place(Cells(str(file), lines.line_num, ((f, n + 1, row[n]) for f, n in fields.items())), country)
            if place is not None:
                yield place
    except csv.Error as error:
        raise FormatError(f"{file}: line {lines.line_num}, column 1: {error}") from error


def _fields(file: str, columns: list[str], mapping: Mapping[str, str], shape: Shape) -> dict[str, int]:
    """Return the number of the column of each field."""
    fields = {}
    for field, called in CALLED.items():
        wanted = (mapping[field].lower(),) if field in mapping else called
        if found := [columns.index(name) for name in wanted if name in columns]:
            fields[field] = found[0]
        elif field in mapping:
            raise FormatError(f"{file}: line 1: no column {mapping[field]!r}; there are {', '.join(columns)}")
    needed = ("name", "lat", "lon", "pcode") if shape == "pcodes" else ("name", "lat", "lon")
    if missing := [field for field in needed if field not in fields]:
        raise FormatError(
            f"{file}: line 1, column {len(columns)}: no column for {', '.join(missing)}; "
            f"tell it with --map {missing[0]}=COLUMN"
        )
    return fields


def _place(cells: Cells, country: str) -> OwnPlace | None:
    names = _arabic([*cells.text("name").split("|"), cells.text("others")])
    if not names or not (cells.text("lat") or cells.text("lon")):
        return None
    pcode = cells.text("pcode")
    where = cells.text("country") or country or (pcode[:2] if pcode[:2].isalpha() else "")
    if not where:
        cells.fail("country", "is not told; give it with --country")
    kind = cells.text("kind") or "village"
    kind = LEVELS.get(kind, kind)
    if kind not in KINDS:
        cells.fail("kind", f"{kind!r} is none of {', '.join(KINDS)}, nor a level 0 to 4")
    within = cells.text("within").split(" - ")[-1]
    return OwnPlace(
        names,
        kind,
        where.upper(),
        within,
        round(cells.degrees("lat", 90), 5),
        round(cells.degrees("lon", 180), 5),
        cells.count("people"),
        cells.text("geonames"),
        pcode,
    )


def _arabic(names: Iterable[str]) -> tuple[str, ...]:
    """Return the Arabic ones among names; «معارة النعسان_معارة الحاسكي» is two, «مدينة حلب : حي عزة» is what follows."""
    each = (part for name in names for part in ALIAS.split(name.rpartition(":")[2]))
    tidy = (TIDY.sub("", " ".join(name.split())) for name in each)
    return tuple(dict.fromkeys(name for name in tidy if len(name) > 1 and ARABIC.fullmatch(name)))


def _size(people: int) -> str:
    return "city" if people >= 30_000 else "town" if people >= 5_000 else "village"
