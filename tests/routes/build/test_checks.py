"""Broken tables: each fault is told with file, line and cure, and nothing is written."""

from __future__ import annotations

import codecs
import csv
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from routes.build import make
from routes.build.checks import RULES, check
from routes.files.load import TABLES_DIR, load_tables
from routes.model.errors import BuildError, DataError
from routes.model.tables import Tables
from tests.routes.worldkit import WORLD, zones

Change = Callable[[Path], object]


def cell(table: str, key: str, column: str, value: str, nth: int = 0) -> Change:
    """Put a value into the nth row that begins with a key."""

    def change(folder: Path) -> None:
        path = folder / f"{table}.csv"
        header, *rows = csv.reader(io.StringIO(path.read_text("utf-8")))
        found = [row for row in rows if row[0] == key]
        assert found, f"{table} has no row {key}"
        found[nth][header.index(column)] = value
        write(path, [header, *rows])

    return change


def figure(quantity: str, column: str, value: str) -> Change:
    """Put a value into the first figure of a quantity."""

    def change(folder: Path) -> None:
        path = folder / "figures.csv"
        header, *rows = csv.reader(io.StringIO(path.read_text("utf-8")))
        row = next(row for row in rows if row[header.index("quantity")] == quantity)
        row[header.index(column)] = value
        write(path, [header, *rows])

    return change


def twice(table: str, key: str, **cells: str) -> Change:
    """Append a row like the first that begins with a key, but for some cells."""

    def change(folder: Path) -> None:
        path = folder / f"{table}.csv"
        header, *rows = csv.reader(io.StringIO(path.read_text("utf-8")))
        row = next(row for row in rows if row[0] == key)
        write(path, [header, *rows, [cells.get(c, v) for c, v in zip(header, row, strict=True)]])

    return change


def text(name: str, old: str, new: str) -> Change:
    """Replace text in a file once."""

    def change(folder: Path) -> None:
        content = (folder / name).read_text("utf-8")
        assert old in content
        (folder / name).write_text(content.replace(old, new, 1), "utf-8")

    return change


def swapped(table: str, key: str, nth: int) -> Change:
    """Swap latitude and longitude of the nth row that begins with a key."""

    def change(folder: Path) -> None:
        path = folder / f"{table}.csv"
        header, *rows = csv.reader(io.StringIO(path.read_text("utf-8")))
        row = [row for row in rows if row[0] == key][nth]
        lat, lon = header.index("lat"), header.index("lon")
        row[lat], row[lon] = row[lon], row[lat]
        write(path, [header, *rows])

    return change


def renamed(table: str, old: str, new: str) -> Change:
    """Give a row of a table another id, and all cells that have the old one, too."""
    return cell(table, old, f"{table.removesuffix('s')}_id", new)


def header_only(table: str) -> Change:
    """Take every row from a table."""

    def change(folder: Path) -> None:
        path = folder / f"{table}.csv"
        path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")

    return change


def gone(name: str) -> Change:
    return lambda folder: (folder / name).unlink()


def latin_1(folder: Path) -> None:
    path = folder / "legs.csv"
    path.write_bytes(path.read_bytes().replace("–".encode(), b"\x96", 1))


def write(path: Path, rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    path.write_text(out.getvalue(), "utf-8")


BROKEN: dict[str, tuple[Change, str]] = {
    "unknown tail": (
        cell("legs", "aktau_baku", "tail", "aktua_port"),
        (
            r"legs\.csv line \d+: tail 'aktua_port' is no row of places\.csv; "
            r"nearest name: 'aktau_port'"
        ),
    ),
    "a tail like nothing": (
        cell("legs", "aktau_baku", "tail", "xqzw"),
        r"legs\.csv line \d+: tail 'xqzw' is no row of places\.csv; add it as a row of places\.csv",
    ),
    "legs that do not meet": (
        cell(
            "corridors",
            "cpc",
            "leg_ids",
            "cpc_tengiz_atyrau cpc_kropotkin_terminal cpc_terminal_moorings|cpc_atyrau_kropotkin",
        ),
        (
            r"corridors\.csv line 2: 'cpc_kropotkin_terminal' begins at 'kropotkin', but "
            r"'cpc_tengiz_atyrau' before it ends at 'atyrau'; put the legs in order"
        ),
    ),
    "unknown leg": (
        cell("corridors", "btc", "leg_ids", "btcc"),
        r"corridors\.csv line \d+: leg_ids 'btcc' is no row of legs\.csv; nearest name: 'btc'",
    ),
    "a leg in no corridor": (
        cell("corridors", "btc", "leg_ids", "baku_supsa"),
        r"legs\.csv line \d+: leg 'btc' is in no corridor and would not be drawn; add it",
    ),
    "duplicate id": (
        twice("places", "atyrau"),
        r"places\.csv line \d+: place_id 'atyrau' stands in line \d+, too; give each row an id",
    ),
    "an area that its claimant controls": (
        cell("areas", "crimea", "controller", "UA"),
        r"areas\.csv line 2: 'crimea' is controlled and claimed by UA; name two states",
    ),
    "an area of another controller than the world has": (
        cell("areas", "northern_cyprus", "controller", "GR"),
        r"areas\.csv line 7: the world has northern_cyprus with TR, not GR; run: make world",
    ),
    "an area that the world does not have": (
        twice("areas", "crimea", area_id="golan"),
        r"areas\.csv line 8: the world has no zone of golan; run: make world",
    ),
    "latitude out of range": (
        cell("waypoints", "btc", "lat", "91"),
        r"waypoints\.csv line \d+: lat '91': .*less than or equal to 90; correct the cell",
    ),
    "longitude out of range": (
        cell("places", "tengiz", "lon", "190"),
        r"places\.csv line 2: lon '190': .*less than or equal to 180; correct the cell",
    ),
    "percent over 100": (
        cell("stakes", "cpc_company", "percent", "124"),
        r"stakes\.csv line 2: percent '124': .*less than or equal to 100; correct the cell",
    ),
    "stakes over the whole": (
        cell("stakes", "cpc_company", "percent", "34"),
        r"stakes\.csv line \d+: the stakes in 'cpc_company' sum to 1\d\d(\.\d+)? %; keep one set",
    ),
    "stakes over the whole at a time in the past": (
        text("stakes.csv", "Equinor,,NO,company,8.71,", "Equinor,,NO,company,9.71,"),
        (
            r"stakes\.csv line \d+: the stakes in 'btc_company' until 2024-11-29 sum to 101 %; "
            r"keep one set"
        ),
    ),
    "an operator without owners": (
        cell("stakes", "ktz", "subject_id", "tcdd"),
        (
            r"operators\.csv line \d+: operator 'ktz' has no owner in stakes\.csv; add its "
            r"owners, or write not_known in owners"
        ),
    ),
    "owners that are said to be unknown": (
        cell("operators", "ktz", "owners", "not_known"),
        (
            r"operators\.csv line \d+: owners of 'ktz' are not_known, but stakes\.csv has some; "
            r"write listed"
        ),
    ),
    "a line that is owned": (
        cell("stakes", "ktz", "subject_id", "dostyk_moiynty"),
        (
            r"stakes\.csv line \d+: subject_id 'dostyk_moiynty' is a line, which owners do not "
            r"hold; name its operator"
        ),
    ),
    "an unknown operator that is owned": (
        cell("stakes", "ktz", "subject_id", "ktzz"),
        r"stakes\.csv line \d+: subject_id 'ktzz' is no row of operators\.csv or .*: 'ktz'",
    ),
    "an owner whose own owners are not there": (
        cell("stakes", "munaitas", "owner_id", "kaztransoyl"),
        (
            r"stakes\.csv line \d+: owner_id 'kaztransoyl' is no row of stakes\.csv with owners; "
            r"nearest name: 'kaztransoil'"
        ),
    ),
    "a joint holder of nobody": (
        cell("stakes", "ncoc", "owner_id", ""),
        (
            r"stakes\.csv line \d+: 'partners of Kashagan' is held jointly, but nobody says by "
            r"whom; give it a row of operators\.csv"
        ),
    ),
    "owners that hold each other": (
        cell("stakes", "kazmunaygas", "owner_id", "kaztransoil"),
        (
            r"stakes\.csv line \d+: owners hold each other: kazmunaygas of kaztransoil of "
            r"kazmunaygas; take one owner_id out"
        ),
    ),
    "a share given up before it was held": (
        text("stakes.csv", "2020-10-07,2024-11-29", "2020-10-07,2019"),
        r"stakes\.csv line \d+: 'AzBTC \(SOCAR\)' held its share until 2019, stated 2020-10-07",
    ),
    "a day that does not exist": (
        cell("events", "btk-opened-2017-10-30", "date", "2017-02-30"),
        r"events\.csv line \d+: date '2017-02-30': .*day (is )?out of range.*; correct the cell",
    ),
    "unknown source": (
        cell("figures", "btc", "source_id", "bp_bct"),
        r"figures\.csv line \d+: source_id 'bp_bct' is no row of sources\.csv; nearest name: '",
    ),
    "unknown quote": (
        cell("events", "corridor-talks-2022", "quote_id", "trans-caspian-talk-2022"),
        r"events\.csv line \d+: quote_id .* nearest name: 'trans-caspian-talks-2022'",
    ),
    "an event that rests on nothing": (
        cell("events", "corridor-talks-2022", "quote_id", ""),
        r"events\.csv line \d+: has neither quote_id nor source_id; name what it rests on",
    ),
    "unknown operator": (
        cell("legs", "bolshoy_chagan_samara", "operator", "kaztransoil|transnett"),
        (
            r"legs\.csv line \d+: operator 'transnett' is no row of operators\.csv; "
            r"nearest name: 'transneft'"
        ),
    ),
    "an operator's state that is no code": (
        cell("operators", "cpc_company", "states", "KZ,RU"),
        r"operators\.csv line \d+: states 'KZ,RU': .*'KZ,RU' is no code of a state; separate",
    ),
    "unknown subject": (
        cell("figures", "btc", "subject_id", "btcc"),
        r"figures\.csv line \d+: subject_id 'btcc' is no row of .*; nearest name: 'btc'",
    ),
    "a stretch that is no part of its corridor": (
        cell("stretches", "btk", "leg_ids", "baku_alat tbilisi_akhalkalaki"),
        (
            r"stretches\.csv line 2: leg_ids 'baku_alat tbilisi_akhalkalaki' are no stretch of "
            "'btk'; name legs that follow each other in one branch"
        ),
    ),
    "a stretch of an unknown corridor": (
        cell("stretches", "btk", "subject_id", "btx"),
        r"stretches\.csv line 2: subject_id 'btx' is no row of corridors\.csv; nearest name: 'btk'",
    ),
    "a stretch and another way": (
        cell("stretches", "btk", "other_way_en", "a bypass"),
        r"stretches\.csv line 2: has both leg_ids and other_way_en, or neither; name the legs",
    ),
    "a service by a leg that there is not": (
        cell("services", "border_brest", "leg_ids", "moscow_malaszewitz"),
        r"services\.csv line \d+: leg_ids 'moscow_malaszewitz' is no row of legs\.csv; nearest",
    ),
    "a service by a leg of oil": (
        cell("services", "border_brest", "leg_ids", "btc"),
        r"services\.csv line \d+: leg 'btc' of service 'border_brest' carries no cargo",
    ),
    "a service without numbers": (
        cell("services", "border_brest", "service_id", "border_breast"),
        r"services\.csv line \d+: service 'border_breast' has no days or price in figures\.csv",
    ),
    "a passage out of order": (
        cell("quotes", "rotterdam-2022", "seq", "9"),
        r"quotes\.csv line 9: quote 'rotterdam-2022' has seq 9; in the article it is passage 8",
    ),
    "unknown subject of a quote": (
        cell("quotes", "cpc-2022-07-05", "subject_ids", "cpc|tengis"),
        r"quotes\.csv line \d+: subject_ids 'tengis' .*; nearest name: 'tengiz'",
    ),
    "unknown endnote": (
        cell("quotes", "cpc-2022-07-05", "endnote", "xlvi"),
        r"quotes\.csv line \d+: endnote 'xlvi' is no row of endnotes\.csv; nearest name: '",
    ),
    "twin figures without a note": (
        twice("figures", "cpc", value="1"),
        r"figures\.csv line \d+: is equal to line \d+ in all but the value; say in the note",
    ),
    "an unknown unit": (
        cell("figures", "cpc", "unit", "Mtt/y"),
        r"figures\.csv line 2: unit 'Mtt/y' is not on the list; nearest name: 'Mt/y'",
    ),
    "a unit like nothing": (
        cell("figures", "cpc", "unit", "furlong"),
        r"figures\.csv line 2: unit 'furlong' is not on the list; write one of Mt, .*bbl/d",
    ),
    "a unit of another dimension": (
        cell("figures", "cpc", "unit", "Mt"),
        r"figures\.csv line 2: unit 'Mt' of 'length_km' is no unit of length; correct the unit",
    ),
    "a figure of more than 100 %": (
        figure("stake_percent:Transneft", "value", "124"),
        r"figures\.csv line \d+: value 124 % of 'stake_percent:Transneft' is not from 0 to 100; c",
    ),
    "a figure of less than nothing": (
        figure("share_of_kazakh_exports", "value", "-80"),
        r"figures\.csv line \d+: value -80 % of 'share_of_kazakh_exports' is not from 0 to 100; c",
    ),
    "a period with a day that does not exist": (
        cell("figures", "cpc", "period", "2022-02-30"),
        r"figures\.csv line 2: period '2022-02-30': .*day (is )?out of range.*; correct the cell",
    ),
    "a span with a month that does not exist": (
        cell("figures", "cpc", "period", "2022-01..2022-13"),
        r"figures\.csv line 2: period '2022-01\.\.2022-13': .*month must be in 1\.\.12.*; correct",
    ),
    "a span that ends before it begins": (
        cell("figures", "cpc", "period", "2023-05..2022-06"),
        r"figures\.csv line 2: period .* '2022-06' comes before '2023-05'; correct the cell",
    ),
    "words with a date that does not exist": (
        cell("figures", "cpc", "period", "before 2022-06-31"),
        r"figures\.csv line 2: period 'before 2022-06-31': .*; correct the cell",
    ),
    "a statement on a day that does not exist": (
        cell("figures", "cpc", "as_of", "2023-02-29"),
        r"figures\.csv line 2: as_of '2023-02-29': .*day (is )?out of range.*; correct the cell",
    ),
    "a gap in the waypoints": (
        cell("waypoints", "btc", "seq", "7", nth=4),
        r"waypoints\.csv line \d+: seq 7 of leg 'btc' follows 4; write 5",
    ),
    "a waypoint that claims to be known better than its evidence": (
        cell("waypoints", "btc", "wider_km", "0.5", nth=2),
        r"waypoints\.csv line \d+: wider_km 0\.5 of '.+' is not wider than the \S+ km of its evid",
    ),
    "waypoints of no leg": (
        cell("waypoints", "btc", "leg_id", "btcc"),
        r"waypoints\.csv line \d+: leg_id 'btcc' is no row of legs\.csv; nearest name: 'btc'",
    ),
    "a leg without waypoints": (
        twice("legs", "btc", leg_id="btc_two"),
        r"legs\.csv line \d+: leg 'btc_two' has fewer than two waypoints; add its points",
    ),
    "a use of no line": (
        cell("uses", "baku_supsa", "element_id", "baku_supsaa"),
        r"uses\.csv line \d+: element_id 'baku_supsaa' is no row of legs\.csv, .*; nearest name",
    ),
    "a use by no field": (
        cell("uses", "tengiz_alat", "origin_id", "tengis"),
        r"uses\.csv line \d+: origin_id 'tengis' is no row of gates\.csv; nearest name: 'tengiz'",
    ),
    "a use of none, and how much": (
        cell("uses", "baku_supsa", "figures", "baku_supsa:length_km:socar_supsa"),
        r"uses\.csv line \d+: carried is no, yet figures say how much; write yes, or clear",
    ),
    "a use by no figure": (
        cell("uses", "batumi_loading", "figures", "btc:oil:nobody"),
        r"uses\.csv line \d+: 'btc:oil:nobody' is no rows of figures\.csv; name one",
    ),
    "a report by no figure": (
        cell("backtest", "storm_2023", "figures", "btc:oil:nobody"),
        r"backtest\.csv line \d+: 'btc:oil:nobody' is no rows of figures\.csv; name one",
    ),
    "a report of what a leg carried, without the leg": (
        cell("backtest", "kropotkinskaya_2025", "element_id", ""),
        r"backtest\.csv line \d+: is held against carried with element_id ''; name a leg",
    ),
    "a report of a closure of nothing": (
        cell("backtest", "spm1_2026_lost", "closures", ""),
        r"backtest\.csv line \d+: is held against no_way with closures ''; write what was closed",
    ),
    "a direction of no leg": (
        cell("directions", "kenkiyak_atyrau", "leg_id", "kenkiyak_atyra"),
        r"directions\.csv line \d+: leg_id 'kenkiyak_atyra' is no row of legs\.csv; nearest",
    ),
    "a direction that ends before it begins": (
        cell("directions", "kenkiyak_atyrau", "until", "2001"),
        r"directions\.csv line \d+: until 2001 is before since 2003-03; put the dates in order",
    ),
    "directions of one time": (
        cell("directions", "kenkiyak_atyrau", "until", "2023"),
        r"directions\.csv line \d+: the time of leg 'kenkiyak_atyrau' overlaps the row before it",
    ),
    "a transfer from a leg that does not arrive": (
        cell("transfers", "atyrau_rail_loading", "from_legs", "btc"),
        r"transfers\.csv line \d+: from_legs 'btc' does not arrive at 'atyrau' so; name some of",
    ),
    "a subject on the card of no corridor": (
        cell("subjects", "ceyhan_rotterdam", "corridor_id", "roterdam"),
        r"subjects\.csv line \d+: corridor_id 'roterdam' is no row of corridors\.csv; nearest",
    ),
    "a leg far from its tail": (
        cell("waypoints", "btc", "lon", "48"),
        r"legs\.csv line \d+: leg 'btc' ends \d+\.\d km from its tail 'sangachal'; bring its way",
    ),
    "wrong header": (
        text("places.csv", "lat,lon", "lon,lat"),
        r"places\.csv line 1: header is place_id,.*lon,lat.*; write place_id,.*lat,lon",
    ),
    "not UTF-8": (latin_1, r"legs\.csv line \d+: is not UTF-8 \(.*\); save it as UTF-8"),
    "a cell too many": (
        text("subjects.csv", "sea,,\n", "sea,,,\n"),
        r"subjects\.csv line \d+: has more or fewer cells than the header; quote cells",
    ),
    "a cell too few": (
        text("subjects.csv", "sea,,\n", "sea,\n"),
        r"subjects\.csv line \d+: has more or fewer cells than the header; quote cells",
    ),
    "a lost quotation mark": (
        text("legs.csv", '"CPC, Tengiz–Atyrau"', '"CPC, Tengiz–Atyrau'),
        r"legs\.csv line \d+: .*; ",
    ),
    "a blank that must be filled": (
        cell("legs", "btc", "tail", ""),
        r"legs\.csv line \d+: tail is blank: field required; fill in the cell",
    ),
    "a word that is none of those allowed": (
        cell("legs", "btc", "mode", "tube"),
        r"legs\.csv line \d+: mode 'tube': .*'pipeline', 'rail' or 'sea'; correct the cell",
    ),
    "a number that is none": (
        cell("figures", "cpc", "value", "nan"),
        r"figures\.csv line 2: value 'nan': .*written in digits.*; correct the cell",
    ),
    "a number without end": (
        cell("figures", "cpc", "value", "inf"),
        r"figures\.csv line 2: value 'inf': .*written in digits.*; correct the cell",
    ),
    "a number as Python writes it": (
        cell("figures", "cpc", "value", "1_511"),
        r"figures\.csv line 2: value '1_511': .*written in digits.*; correct the cell",
    ),
    "a number in the digits of another script": (
        cell("figures", "cpc", "value", "٥"),
        r"figures\.csv line 2: value '٥': .*written in digits.*; correct the cell",
    ),
    "a sign that nobody sees": (
        cell("legs", "btc", "name_en", "Baku\0Ceyhan"),
        r"legs\.csv line \d+: name_en .* holds the control character '\\x00'; delete it",
    ),
    "a terminal that is no place": (
        cell("transfers", "cpc_loading", "terminal_id", "novorossisk"),
        r"transfers\.csv line \d+: terminal_id 'novorossisk' is no row of places\.csv; nearest",
    ),
    "a table that is missing": (
        gone("stakes.csv"),
        r"stakes\.csv: is missing; restore it from the repository",
    ),
    "a step out of order": (
        cell("story", "3", "step", "4"),
        r"story\.csv line 4: step 4 stands where step 3 should; number the steps 1 to n",
    ),
    "a step with a passage that is not there": (
        cell("story", "1", "quote_ids", "cpc-2022-3"),
        r"story\.csv line 2: quote_ids 'cpc-2022-3' is no row of quotes\.csv; nearest name: 'cpc-",
    ),
    "a step with a typed number": (
        cell("story", "1", "says_map", "It crosses Russia for 1,031 km."),
        r"story\.csv line 2: says_map: has a typed number; let it be computed",
    ),
    "a step that asks for what is no corridor": (
        cell("story", "1", "says_map", "{cpcc.soil} in Russia."),
        r"story\.csv line 2: says_map: 'cpcc' is no corridor; nearest name: 'cpc'",
    ),
    "no date": (gone("DATE"), r"DATE: is missing; write the tables' date into it"),
    "a date that does not exist": (
        lambda folder: (folder / "DATE").write_text("2026-02-30\n"),
        r"DATE line 1: holds no date that exists; write the tables' date as YYYY-MM-DD",
    ),
    "a quote that is not in the text": (
        cell("quotes", "cpc-2022-07-05", "text", "ostensibly on orders from Moscow"),
        (
            r"quotes\.csv line \d+: quote 'cpc-2022-07-05' is not the passage that stands in .*"
            r"; copy it as printed, then: python -m routes quotes --article FILE --record"
        ),
    ),
    "a quote that nobody looked up": (
        twice("quotes", "cpc-2022-07-05", quote_id="cpc-new"),
        r"quotes\.csv line \d+: quote 'cpc-new' is not the passage that stands in the article",
    ),
    "no digests": (gone("quote_digests.json"), r"quote_digests\.json: is missing; write it anew"),
    "damaged digests": (
        lambda folder: (folder / "quote_digests.json").write_text('[{"quote_id": 1}]'),
        r"quote_digests\.json: holds no list of digests; write it anew",
    ),
    "a sea leg over land": (
        cell("waypoints", "aktau_baku", "lon", "53.5", nth=2),
        r"legs\.csv line \d+: sea leg 'aktau_baku' lies on land for \d+\.\d\d km; move its way",
    ),
    "a land pipeline out at sea": (
        cell("waypoints", "btc", "lon", "51.3", nth=2),
        r"legs\.csv line \d+: land leg 'btc' lies more than 12 nm off the coast for .* km; move",
    ),
    "latitude and longitude swapped": (
        swapped("waypoints", "btc", nth=20),
        r"waypoints\.csv line \d+: '.*' of leg 'btc' is a detour: [\d,]+ km by it",
    ),
    "a line far from its published length": (
        figure("length_km", "value", "15110"),
        r"figures\.csv line \d+: 'cpc' was published as 15,110 km, its line has 1,4\d\d km; corre",
    ),
    "a place in another state": (
        cell("places", "ceyhan_terminal", "country", "RU"),
        r"places\.csv line \d+: 'ceyhan_terminal' does not lie in RU, but in TR; correct country",
    ),
    "a port of no state": (
        cell("places", "ceyhan_terminal", "country", ""),
        r"places\.csv line \d+: country of 'ceyhan_terminal' is blank, yet .*; write TR, or corre",
    ),
    "a code of no state": (
        cell("places", "ceyhan_terminal", "country", "XX"),
        r"places\.csv line \d+: country 'XX' is the code of no state; write ISO 3166-1",
    ),
    "a code in small letters": (
        cell("places", "ceyhan_terminal", "country", "Tr"),
        r"places\.csv line \d+: country 'Tr': is not written as it must be: two capitals; correct",
    ),
    "states that a line does not touch": (
        cell("legs", "btc", "states", "AZ|GE|RU|TR"),
        r"legs\.csv line \d+: leg 'btc' touches AZ\|GE\|TR as drawn, states says AZ\|GE\|RU\|TR; ",
    ),
    "a corridor with the name of another layer": (
        renamed("corridors", "btc", "feeders"),
        r"corridors\.csv line \d+: corridor_id 'feeders' is the name of another file of the layers",
    ),
    "a branch of no leg": (
        cell("corridors", "btc", "leg_ids", "btc|"),
        r"corridors\.csv line \d+: leg_ids 'btc\|': a branch has no leg.*; correct the cell",
    ),
    "a branch that stands twice": (
        cell("corridors", "btc", "leg_ids", "btc|btc"),
        r"corridors\.csv line \d+: corridor 'btc' has 'btc' twice; write each branch and leg once",
    ),
    "a story of a header alone": (
        header_only("story"),
        r"story\.csv line 1: has no row; restore it",
    ),
    "events of a header alone": (
        header_only("events"),
        r"events\.csv line 1: has no row; restore it",
    ),
    "capacities of a header alone": (
        header_only("capacities"),
        r"capacities\.csv line 1: has no row; restore it",
    ),
    "a value below nothing": (
        cell("figures", "cpc", "value", "-5"),
        r"figures\.csv line 2: value -5 of 'length_km' is less than nothing; correct the sign",
    ),
    "a value beyond any": (
        figure("throughput", "value", "99999999999999"),
        r"figures\.csv line \d+: value 1e\+14 .* of 'throughput' is beyond any such figure; corre",
    ),
    "a value with an exponent": (
        cell("figures", "cpc", "value", "1e308"),
        r"figures\.csv line 2: value '1e308': .*written in digits.*; correct the cell",
    ),
    "a leg that ends before it begins": (
        cell("legs", "baku_supsa", "until", "1997"),
        r"legs\.csv line \d+: leg 'baku_supsa' was in service since 1999-04 until 1997; put the d",
    ),
    "a leg that is idle since no date": (
        cell("legs", "baku_supsa", "until", ""),
        r"legs\.csv line \d+: leg 'baku_supsa' is idle since no date; write its last day",
    ),
    "a leg of the year 3022": (
        cell("legs", "btc", "since", "3022"),
        r"legs\.csv line \d+: since '3022' lies after the tables' own date, 20\d\d-\d\d-\d\d; cor",
    ),
    "yes and no for one state": (
        twice("jurisdictions", "btc", answer="yes"),
        r"jurisdictions\.csv line \d+: 'btc' and RU: 'yes', line \d+ 'no'; keep the one that holds",
    ),
    "capacities of one year twice": (
        twice("capacities", "cpc_tengiz_atyrau"),
        r"capacities\.csv line \d+: .* of 'cpc_tengiz_atyrau' in \d{4} stands in line \d+, too; l",
    ),
    "a gate that no leg of its goods touches": (
        cell("gates", "kumkol", "goods", "cargo"),
        r"gates\.csv line \d+: gate 'kumkol': no leg of cargo begins at 'kumkol'; correct its pla",
    ),
    "a transfer that nothing comes to": (
        cell("transfers", "ceyhan_loading", "from_modes", "rail"),
        r"transfers\.csv line \d+: transfer 'ceyhan_loading': no leg of oil by rail; correct its ",
    ),
    "a corridor in which nothing goes on": (
        cell("legs", "alat_tbilisi", "mode", "pipeline"),
        r"corridors\.csv line \d+: nothing goes on from '.*' to '.*'; correct their goods or modes",
    ),
    "lanes judged as one": (
        cell("corridors", "rotterdam", "verdict_rule", "own"),
        r"corridors\.csv line \d+: corridor 'rotterdam' is judged 'own'; write depends: its branch",
    ),
    "a pipeline judged by lanes": (
        cell("corridors", "cpc", "verdict_rule", "depends"),
        r"corridors\.csv line \d+: corridor 'cpc' is judged 'depends'; write own: its branches ar",
    ),
    "a date less precise than it says": (
        cell("events", "btk-opened-2017-10-30", "date_precision", "month"),
        r"events\.csv line \d+: date '2017-10-30' is written to the day, date_precision is 'month'",
    ),
    "a number stated before its time": (
        figure("throughput", "period", "2030"),
        r"figures\.csv line \d+: 'throughput' of 2030 was stated in .*, before it; correct a date",
    ),
    "a step whose map asks for no corridor": (
        cell("story", "1", "view", "routes=cpcc&avoid=RU"),
        r"story\.csv line 2: view: routes 'cpcc' names no corridor; nearest name: 'cpc'",
    ),
    "a step whose map is no query": (
        cell("story", "1", "view", "cpc"),
        r"story\.csv line 2: view 'cpc' is no query; write name=value&name=value",
    ),
    "a byte order mark": (
        lambda folder: (folder / "gates.csv").write_bytes(
            codecs.BOM_UTF8 + (folder / "gates.csv").read_bytes()
        ),
        r"gates\.csv line 1: begins with a byte order mark, as Excel writes it; save it as UTF-8 w",
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the committed tables to a folder of the test's own."""
    path = tmp_path / "geodata" / "tables"
    shutil.copytree(TABLES_DIR, path)
    return path


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_table_is_told_and_nothing_is_written(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change, message = BROKEN[name]
    change(folder)
    out = folder.parent / "layers"
    out.mkdir()
    (out / "cpc.geojson").write_text("old")
    (out / "renamed.geojson").write_text("old, and not built any more")
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    monkeypatch.setattr(make, "load_zones", lambda _, borders: zones(borders))
    with pytest.raises((DataError, BuildError)) as caught:
        make.build(folder, WORLD, out, folder.parent / "static", folder.parent / "docs")
    told = str(caught.value).splitlines()
    assert any(re.match(r"geodata/tables/" + message, line) for line in told), told
    assert {p.name for p in out.iterdir()} == {"cpc.geojson", "renamed.geojson"}
    assert (out / "cpc.geojson").read_text() == "old"
    assert {p.name for p in folder.parent.iterdir()} == {"tables", "layers"}
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_the_line_told_is_the_line_in_the_file(folder: Path) -> None:
    cell("figures", "btc", "source_id", "bp_bct", nth=3)(folder)
    (fault,) = check(load_tables(folder))
    lines = (folder / "figures.csv").read_text("utf-8").splitlines()
    assert fault.line
    assert "bp_bct" in lines[fault.line - 1]


def test_every_fault_is_told_at_once(folder: Path) -> None:
    cell("figures", "baku_novorossiysk", "source_id", "bp_bct")(folder)
    cell("legs", "btc", "head", "ceyhan")(folder)
    assert len(check(load_tables(folder))) == 2


def test_the_committed_tables_have_no_fault(tables: Tables) -> None:
    assert len(RULES) >= 11
    assert [str(fault) for fault in check(tables)] == []


def test_two_sources_of_one_number_are_no_twins(folder: Path) -> None:
    twice("figures", "cpc", value="1", note="as the second table has it")(folder)
    assert check(load_tables(folder)) == []
