"""``hoinghi extract``: what a document says of itself, without an index."""

from __future__ import annotations

from pathlib import Path

from tests.cli.commands import Command, objects

THAI_NGUYEN = "001_8f68731991dda5bb"
FACETS = {"province", "year", "conference", "term", "kind", "level"}


def test_extract_prints_an_object_a_document(hoinghi: Command, seeds: Path) -> None:
    code, out, err = hoinghi("extract", seeds, "--json")
    assert (code, err) == (0, "")
    bodies = objects(out)
    assert [(b["province"], b["year"], b["conference"]) for b in bodies] == [
        ("Bắc Kạn", 2023, 12),
        ("Thái Nguyên", 2023, 24),
        ("Bắc Kạn", 2020, None),
        ("Bắc Kạn", 2023, None),
        ("Sơn La", 2020, 21),
    ]
    for body in bodies:
        assert body.keys() == {"id", "title", "date", "published", "period", "evidence", *FACETS}
        assert {f for f in (*FACETS, "period", "date") if body[f] is not None} >= body[
            "evidence"
        ].keys()


def test_extract_explains_what_else_was_read(hoinghi: Command, seeds: Path) -> None:
    code, out, _ = hoinghi("extract", seeds / f"{THAI_NGUYEN}.txt", "--json", "--explain")
    assert code == 0
    (body,) = objects(out)
    won = {c["facet"]: c["value"] for c in body["candidates"] if c["won"]}
    assert (won["conference"], won["province"]) == (24, "Thái Nguyên")
    assert {"facet", "value", "rule", "weight", "won", "why", "spans"} == body["candidates"][
        0
    ].keys()


def test_extract_shows_where_it_read_each_value(hoinghi: Command, seeds: Path) -> None:
    code, out, _ = hoinghi("extract", seeds / f"{THAI_NGUYEN}.txt")
    assert code == 0
    assert out.startswith(THAI_NGUYEN)
    assert "province: Thái Nguyên (suy đoán)  “Thái Nguyên” (name alone)\n" in out
    assert "conference: 24  " in out


def test_extract_says_what_it_could_not_read(hoinghi: Command, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\0")
    (tmp_path / "good.txt").write_text("Hội nghị", encoding="utf-8")
    code, out, err = hoinghi("extract", tmp_path, "--json")
    assert (code, [body["id"] for body in objects(out)]) == (4, ["good"])
    assert "rejected" in err
