"""The gazetteer's tables agree with each other, and places of one's own are read with care."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

from musnad.lang.gazetteer import FILES, KINDS, gazetteer, key_of, read_entry
from musnad.lang.pack import pack_file
from musnad.lang.places_import import add_places, import_places
from musnad.lang.places_own import HEADER, OwnPlace, read_own, with_own
from musnad.model.errors import FormatError

HEAD = "name_ar,lat,lon,country\n"


def test_the_tables_are_those_that_the_script_made() -> None:
    told = tomllib.loads(pack_file("gazetteer/SOURCES.toml").read_text(encoding="utf-8"))["sha256"]

    made = {stem: hashlib.sha256(pack_file(f"gazetteer/{FILES[stem]}").read_bytes()).hexdigest() for stem in told}

    assert made == told


def test_every_name_of_every_place_is_in_the_index() -> None:
    places = gazetteer()

    lost = [name for n in range(len(places.lines)) for name in places.entry(n).names
            if len(key_of(name)) > 1 and str(n) not in places.index.get(key_of(name), "").split()]

    assert lost == []


def test_every_place_is_on_earth_and_its_container_comes_before_it() -> None:
    places = gazetteer()
    for n in range(len(places.lines)):
        entry = places.entry(n)
        assert -90 <= entry.lat <= 90, entry
        assert -180 <= entry.lon <= 180, entry
        assert entry.parent < n, entry
        assert entry.kind in KINDS, entry


def test_every_sure_name_is_in_the_index() -> None:
    places = gazetteer()

    assert [f for f, rests in places.sure.items() for rest in rests if not places.knows(key_of(" ".join((f, *rest))))] == []


def test_rows_written_by_hand_are_all_there() -> None:
    places = gazetteer()
    for file in pack_file("gazetteer/hand").iterdir():
        if file.name in {"common.tsv", "countries.tsv"}:
            continue
        for line in file.read_text(encoding="utf-8").splitlines()[1:]:
            assert places.named(line.split("\t")[0].split("|")[0]), line


@pytest.mark.parametrize(("a", "b"), [("كفر نبل", "كفرنبل"), ("سوريا", "سورية"), ("اللطامنة", "لطامنة"), ("إدلب", "ادلب")])
def test_spellings_of_one_name_share_a_key(a: str, b: str) -> None:
    assert key_of(a) == key_of(b)


@pytest.mark.parametrize(("name", "countries"), [("دوما", {"SY", "PS", "DE"}), ("طرابلس", {"LY", "LB"})])
def test_an_ambiguous_name_keeps_all_its_places(name: str, countries: set[str]) -> None:
    assert {e.country for e in gazetteer().named(name)} >= countries


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (HEAD + "قرية,35.1,36.2,SY\nضيعة,3x,36.2,SY\n", "line 3, column 2 (lat): '3x' is no number"),
        (HEAD + "قرية,95.1,36.2,SY\n", "line 2, column 2 (lat): 95.1 is not between -90 and 90"),
        (HEAD + "قرية,35.1,36.2\n", "line 2, column 4: 3 columns where 4 are wanted"),
        (HEAD + "قرية,35.1,36.2,\n", "line 2, column 4 (country)"),
        ("name,lat\nقرية,35.1\n", "line 1, column 2: no column for lon"),
    ],
)
def test_a_malformed_table_is_refused_with_line_and_column(tmp_path: Path, text: str, where: str) -> None:
    file = tmp_path / "places.csv"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(FormatError) as refused:
        import_places(file, "csv")

    assert where in str(refused.value)


def test_a_short_line_of_a_dump_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "SY.txt"
    file.write_text("1\tName\n", encoding="utf-8")

    with pytest.raises(FormatError, match="line 1, column 3: 2 columns where 19 are wanted"):
        import_places(file, "geonames")


def test_bytes_that_are_no_utf8_are_refused_with_their_line(tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_bytes(HEAD.encode() + b"\xff\xfe,1,2,SY\n")

    with pytest.raises(FormatError, match="line 2: byte 24"):
        import_places(file, "csv")


def test_a_dump_of_geonames_is_read(tmp_path: Path) -> None:
    names, point = ["7", "Qarya", "Qarya", "Karja,قرية السلام"], ["35.5", "36.5"]
    cells = [*names, *point, "P", "PPL", "SY", "", "12", "", "", "", "700", "", "9", "z", "d"]
    file = tmp_path / "SY.txt"
    file.write_text("\t".join(cells) + "\n", encoding="utf-8")

    assert import_places(file, "geonames") == [OwnPlace(("قرية السلام",), "village", "SY", "", 35.5, 36.5, 700, "7", "")]


def test_a_column_may_be_told(tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text("what,lat,lon\nعين الوادي,35.1,36.2\n", encoding="utf-8")

    (place,) = import_places(file, "csv", mapping={"name": "what"}, country="SY")

    assert place.names == ("عين الوادي",)


def test_adding_twice_adds_nothing(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    place = OwnPlace(("عين الوادي",), "village", "SY", "إدلب", 35.1, 36.2)

    assert (add_places([place], own), add_places([place], own)) == (1, 0)
    assert read_own(own) == [place]


def test_an_own_place_is_found_and_knows_its_governorate() -> None:
    places = with_own([OwnPlace(("عين الوادي",), "village", "SY", "إدلب", 35.1, 36.2, pcode="C1")])
    (entry,) = places.named("عين الوادي")

    assert entry.pcode == "C1"
    assert places.chain(entry) == ("عين الوادي", "إدلب", "سوريا")


def test_an_own_row_of_a_known_place_gives_it_the_p_code() -> None:
    known = next(e for e in gazetteer().named("خان شيخون"))
    places = with_own([OwnPlace(("خان شيخون",), "town", "SY", "إدلب", known.lat, known.lon, pcode="C9")])

    assert [(e.geonames, e.pcode) for e in places.named("خان شيخون")] == [(known.geonames, "C9")]


def test_an_own_table_with_another_header_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(HEADER.replace("names", "name") + "\n", encoding="utf-8")

    with pytest.raises(FormatError, match="line 1, column 1: the header is not"):
        read_own(own)


def test_public_tables_are_imported(shared: Path, tmp_path: Path) -> None:
    folder = shared / "data/places"
    villages = import_places(folder / "syria_places.tsv", "csv", country="SY")
    areas = import_places(folder / "syria_admin_names.tsv", "pcodes", country="SY")
    own = tmp_path / "own.tsv"
    add_places([*villages, *areas], own)
    places = with_own(read_own(own))

    assert len(villages) > 5900
    assert {e.pcode for e in places.named("إدلب")} >= {"SY07"}


def test_a_line_reads_back() -> None:
    entry = read_entry(3, "دوما|دومة\tcity\tSY\t1\t33.5\t36.4\t111864\t170592\t\tg")

    assert (entry.names, entry.parent, entry.people, entry.precision) == (("دوما", "دومة"), 1, 111864, "settlement")
