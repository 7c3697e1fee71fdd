"""The engines we compare ourselves with, each as its manual says it is fastest.

All get the same terms, made by our own analysis, joined by spaces and cut there again; the
same eight text fields, with positions where ours has them; the same stored original and the
same three facet values a document; one writer thread. Plain Whoosh gets the searched field
alone: with all eight a hundred thousand documents would take it hours.
"""

from __future__ import annotations

import json
import sqlite3
import warnings
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

import tantivy

from benchmarks.asking import Bare
from benchmarks.corpora import VALUES, Prepared, read_prepared
from benchmarks.engines import FIELD, HITS, Engine, Reply, Source, Stopwatch
from indexer.analysis.analyzers import ASIDE, BARE, JOINT
from indexer.schema import TEXT_FIELDS

with warnings.catch_warnings():  # Whoosh 2.7.4 is older than today's Python
    warnings.simplefilter("ignore")
    from whoosh import fields, index, query, sorting
    from whoosh.analysis import SpaceSeparatedTokenizer

MEMORY_MB = 512
"""What a writer may take, as ours."""

_MOST_VALUES = 100
_SIGNS = f"-.,:/&+@%{ASIDE}{BARE}{JOINT}"
"""What our terms hold besides letters and digits."""
_IDS = "ids.json"
"""Number to id: tantivy-py gives out numbers fast, and text only from stored documents."""
_PAGES = "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA cache_size = -524288"


def build_whoosh(source: Source, folder: Path, watch: Stopwatch) -> None:
    """Builds plain Whoosh."""
    terms = fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True)
    facets = {name: fields.ID(sortable=True) for name in VALUES}
    stored = {"id": fields.ID(stored=True), "original": fields.STORED()}
    made = index.create_in(folder, fields.Schema(**{FIELD: terms}, **facets, **stored))
    writer = made.writer(limitmb=MEMORY_MB)
    for document in watch.apart(read_prepared(source.prepared, source.count)):
        writer.add_document(
            id=document.id,
            original=document.original,
            **{FIELD: document.streams[FIELD]},
            **dict(zip(VALUES, map(str, document.facets), strict=True)),
        )
    writer.commit()


class AskedWhoosh:
    """Plain Whoosh, asked."""

    def __init__(self, folder: Path) -> None:
        self._searcher = index.open_dir(folder, readonly=True).searcher()
        self._facets = {name: sorting.FieldFacet(name, maptype=sorting.Count) for name in VALUES}

    def ask(self, query: Bare, *, facets: bool) -> Reply:
        """Answers a query."""
        found = self._searcher.search(
            _whoosh_query(query), limit=HITS, groupedby=self._facets if facets else None
        )
        counts = {name: found.groups(name) for name in VALUES} if facets else {}
        return Reply(tuple(hit["id"] for hit in islice(found, HITS)), counts)


def _whoosh_query(bare: Bare) -> query.Query:
    if bare.kind == "phrase":
        return query.Phrase(FIELD, list(bare.terms))
    group = query.Or if bare.kind == "or" else query.And
    return group([query.Term(FIELD, term) for term in bare.terms])


def build_fts5(source: Source, folder: Path, watch: Stopwatch) -> None:
    """Builds SQLite FTS5: a table a field, none with a second copy of its text."""
    folder.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(folder / "fts5.db")
    database.executescript(_PAGES)
    for name, made in TEXT_FIELDS.items():
        detail = "full" if made.positions else "none"
        database.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5(terms, content='', detail={detail}, "
            f"tokenize=\"unicode61 remove_diacritics 0 tokenchars '{_SIGNS}'\")"
        )
    database.execute("CREATE TABLE originals(number INTEGER PRIMARY KEY, original)")
    database.execute(f"CREATE TABLE facets(number INTEGER PRIMARY KEY, id, {', '.join(VALUES)})")
    documents = watch.apart(read_prepared(source.prepared, source.count))
    for number, document in enumerate(documents):
        _insert(database, number, document)
    for name in TEXT_FIELDS:
        database.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")  # noqa: S608 - our own names
    database.commit()
    database.close()


def _insert(database: sqlite3.Connection, number: int, document: Prepared) -> None:
    for name, terms in document.streams.items():
        database.execute(f"INSERT INTO {name}(rowid, terms) VALUES (?, ?)", (number, terms))  # noqa: S608 - our own names
    database.execute("INSERT INTO originals VALUES (?, ?)", (number, document.original))
    database.execute(
        "INSERT INTO facets VALUES (?, ?, ?, ?, ?)", (number, document.id, *document.facets)
    )


class AskedFts5:
    """SQLite FTS5, asked; counts by GROUP BY, a statement a facet."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "fts5.db", check_same_thread=False)
        self._database.executescript("PRAGMA cache_size = -131072; PRAGMA mmap_size = 8589934592")
        found = f"FROM {FIELD} JOIN facets ON number = {FIELD}.rowid WHERE {FIELD} MATCH ?"
        self._hits = f"SELECT id {found} ORDER BY rank LIMIT {HITS}"
        self._counts = {name: f"SELECT {name}, count(*) {found} GROUP BY {name}" for name in VALUES}

    def ask(self, query: Bare, *, facets: bool) -> Reply:
        """Answers a query."""
        match = (_match(query),)
        ids = tuple(row[0] for row in self._database.execute(self._hits, match))
        counts = {}
        if facets:
            for name, statement in self._counts.items():
                rows = self._database.execute(statement, match)
                counts[name] = dict(rows)
        return Reply(ids, counts)


def _match(bare: Bare) -> str:
    joint = {"or": " OR ", "and": " AND ", "phrase": " + "}[bare.kind]
    return joint.join('"' + term.replace('"', '""') + '"' for term in bare.terms)


def _tantivy_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name, made in TEXT_FIELDS.items():
        kept = "position" if made.positions else "freq"
        builder.add_text_field(name, tokenizer_name="whitespace", index_option=kept)
    builder.add_unsigned_field("number", fast=True)
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("original", stored=True)
    for name in VALUES:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def build_tantivy(source: Source, folder: Path, watch: Stopwatch) -> None:
    """Builds tantivy."""
    folder.mkdir(parents=True, exist_ok=True)
    made = tantivy.Index(_tantivy_schema(), str(folder))
    writer = made.writer(heap_size=MEMORY_MB * 1_000_000, num_threads=1)
    ids: list[str] = []
    for document in watch.apart(read_prepared(source.prepared, source.count)):
        row = tantivy.Document()
        row.add_unsigned("number", len(ids))
        row.add_text("id", document.id)
        row.add_bytes("original", document.original.encode())
        ids.append(document.id)
        for name, terms in document.streams.items():
            row.add_text(name, terms)
        for name, value in zip(VALUES, document.facets, strict=True):
            row.add_text(name, str(value))
        writer.add_document(row)
    writer.commit()
    writer.wait_merging_threads()
    (folder / _IDS).write_text(json.dumps(ids), "utf-8")


class AskedTantivy:
    """Tantivy, asked; counts by one aggregation over the matching documents."""

    def __init__(self, folder: Path) -> None:
        made = tantivy.Index.open(str(folder))
        self._schema, self._searcher = made.schema, made.searcher()
        self._ids: list[str] = json.loads((folder / _IDS).read_text("utf-8"))
        self._facets = {name: {"terms": {"field": name, "size": _MOST_VALUES}} for name in VALUES}

    def ask(self, query: Bare, *, facets: bool) -> Reply:
        """Answers a query."""
        asked = self._query(query)
        hits = self._searcher.search(asked, HITS, count=False).hits
        numbers = self._searcher.fast_field_values("number", [address for _, address in hits])
        counts = self._counts(asked) if facets else {}
        return Reply(tuple(self._ids[int(number or 0)] for number in numbers), counts)

    def _counts(self, asked: tantivy.Query) -> Mapping[str, Mapping[str, int]]:
        found = self._searcher.aggregate(asked, self._facets)
        return {
            name: {bucket["key"]: bucket["doc_count"] for bucket in found[name]["buckets"]}
            for name in VALUES
        }

    def _query(self, bare: Bare) -> tantivy.Query:
        if bare.kind == "phrase":
            return tantivy.Query.phrase_query(self._schema, FIELD, list(bare.terms))
        occur = tantivy.Occur.Should if bare.kind == "or" else tantivy.Occur.Must
        terms = [tantivy.Query.term_query(self._schema, FIELD, t, "freq") for t in bare.terms]
        return tantivy.Query.boolean_query([(occur, term) for term in terms])


PEERS = {
    "plain Whoosh": Engine(build_whoosh, AskedWhoosh, "plain Whoosh"),
    "SQLite FTS5": Engine(build_fts5, AskedFts5, "SQLite FTS5"),
    "tantivy": Engine(build_tantivy, AskedTantivy, "tantivy"),
}
