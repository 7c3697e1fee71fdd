"""Measures analysis beside pyvi itself, in one run on the same texts.

    python -m benchmarks.analysis [texts.jsonl[.xz]] [--limit N] [--words gold.seg.txt]
                                  [--parity FILE] [--json FILE]

Without a file, the generator's articles. Every row is analysis from raw text, spans
included; pyvi only cuts and joins. Blocks of the rows take turns with pyvi, and processor
time is counted, so that other work on the machine touches all rows alike. Seconds differ
from machine to machine: look at the ratios.

--words: F1 of words on a file of gold words (a sentence a line, syllables of a word
joined by "_"), for pyvi and for the words chain. --parity: in how many texts of a corpus,
as it is and in other spellings, words differ from pyvi's; and bulk from single.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import sys
import time
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.articles import articles
from indexer.analysis import tokenizer
from indexer.analysis.analyzers import CHAINS, PreparedText, analyze
from indexer.analysis.bulk import BulkAnalyzer
from indexer.analysis.filters import fold

with warnings.catch_warnings():  # pyvi 0.1.1 is older than today's Python
    warnings.simplefilter("ignore")
    from pyvi import ViTokenizer

BLOCK = 500
"""Texts that one row analyses before the next row's turn."""
PYVI_SHARE = 10
"""pyvi is the same from block to block, so it does one text in so many."""
QUESTION_SYLLABLES = 12
VARIANTS: dict[str, Callable[[str], str]] = {
    "as written": str,
    "upper case": str.upper,
    "lower case": str.lower,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "unmarked": fold,
}
_SYLLABLE = re.compile(r"[^\W_]+")

Analysis = Callable[[Sequence[str]], object]


def rows() -> dict[str, Analysis]:
    """What is measured; bulk memories are cold at the start."""
    together, words = BulkAnalyzer(), BulkAnalyzer()
    alone = {name: _bulk(BulkAnalyzer(), [name]) for name in CHAINS if name != "words"}
    return {
        "bulk, words": _bulk(words, ["words"]),
        **{f"bulk, {name}": row for name, row in alone.items()},
        "bulk, all chains": _bulk(together, list(CHAINS)),
        "bulk, all chains, again": _bulk(together, list(CHAINS)),
        **{f"single, {name}": _single(name) for name in CHAINS},
    }


def _bulk(analyzer: BulkAnalyzer, chains: list[str]) -> Analysis:
    return lambda texts: analyzer.analyze_batch(texts, chains)


def _single(chain: str) -> Analysis:
    return lambda texts: [analyze(chain, text) for text in texts]


def speeds(texts: Sequence[str]) -> dict[str, float]:
    """Row to syllables a second of processor time; pyvi's is under ``pyvi``."""
    seconds = dict.fromkeys(["pyvi", *rows()], 0.0)
    measured = rows()
    share = {name: 1 if name.startswith("bulk") else PYVI_SHARE for name in seconds}
    syllables = dict.fromkeys(seconds, 0)
    for start in range(0, len(texts), BLOCK):
        block = texts[start : start + BLOCK]
        for name in seconds:
            chosen = block[:: share[name]]
            syllables[name] += sum(len(_SYLLABLE.findall(text)) for text in chosen)
            before = time.process_time()
            if name == "pyvi":
                for text in chosen:
                    ViTokenizer.tokenize(text)
            else:
                measured[name](chosen)
            seconds[name] += time.process_time() - before
    return {name: syllables[name] / seconds[name] for name in seconds}


def question_ratio(texts: Iterable[str]) -> float:
    """How much faster a question's words are found than by pyvi, once a service is warm."""
    questions = [" ".join(text.split()[:QUESTION_SYLLABLES]) for text in islice(texts, 1000)]
    ours = theirs = 0.0
    for start in range(0, len(questions), 50):
        asked = questions[start : start + 50]
        for question in asked:
            analyze("words", question)
        before = time.process_time()
        for question in asked:
            ViTokenizer.tokenize(question)
        between = time.process_time()
        for question in asked:
            analyze("words", question)
        ours += time.process_time() - between
        theirs += between - before
    return theirs / ours


def f1(lines: Iterable[str], words_of: Callable[[str], Iterable[str]]) -> float:
    """F1 of words, as sets of syllable ranges, over sentences of gold words."""
    right = found = gold = 0
    for line in lines:
        ranges = [_ranges(words) for words in (line.split(), words_of(line.replace("_", " ")))]
        right += len(ranges[0] & ranges[1])
        gold += len(ranges[0])
        found += len(ranges[1])
    return 2 * right / (gold + found)


def _ranges(words: Iterable[str]) -> set[tuple[int, int]]:
    """First syllable and end of each word, signs not counted."""
    ranges, place = set(), 0
    for word in words:
        size = len(_SYLLABLE.findall(word))
        if size:
            ranges.add((place, place + size))
        place += size
    return ranges


def parity(texts: Sequence[str]) -> dict[str, int]:
    """Variant to texts whose words differ from pyvi's; ``bulk`` to chains that differ."""
    differ = dict.fromkeys(VARIANTS, 0)
    differ["bulk"] = 0
    analyzer = BulkAnalyzer()
    for start in range(0, len(texts), BLOCK):
        block = texts[start : start + BLOCK]
        for name, variant in VARIANTS.items():
            written = [variant(text) for text in block]
            differ[name] += sum(_joined(text) != ViTokenizer.tokenize(text) for text in written)
            differ["bulk"] += bulk_differences(analyzer, written)
        _tell(f"\r{min(start + BLOCK, len(texts)):,} of {len(texts):,}: {differ}")
    _tell("\n")
    return differ


def bulk_differences(analyzer: BulkAnalyzer, texts: Sequence[str]) -> int:
    """In how many chains the bulk columns of texts differ from their single tokens."""
    prepared = [PreparedText(text) for text in texts]
    differ = 0
    for name, columns in analyzer.analyze_batch(texts).items():
        expected = [
            (token.term, token.start, token.end, number)
            for number, text in enumerate(prepared)
            for token in CHAINS[name].tokens(text)
        ]
        differ += list(columns.rows()) != expected
    return differ


def _joined(text: str) -> str:
    """What pyvi would print, from the tokens and joins of the project."""
    composed = unicodedata.normalize("NFC", text)
    tokens = [composed[start:end] for start, end in tokenizer.cut(composed)]
    joins = tokenizer.joins(tokens)
    parts = [("_" if more else " ") + token for token, more in zip(tokens, joins, strict=True)]
    return "".join(parts)[1:] if parts else composed


def read_texts(path: Path | None, limit: int | None) -> list[str]:
    """The texts of a JSONL file, compressed or not; the generator's without one."""
    if path is None:
        return [article["text"] for article in articles(limit or 3000)]
    return list(islice(_texts(path), limit))


def _texts(path: Path) -> Iterator[str]:
    if path.suffix == ".xz":
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)
    else:
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)


def _tell(text: str) -> None:
    sys.stderr.write(text)


def words_found(gold: Path) -> dict[str, float]:
    """F1 of words: pyvi's, the tokenizer's on the same text, and the words chain's.

    The chain reads lower case, so that a phrase has the same words alone and in its
    sentence, and pays for it with names it cannot tell from words.
    """
    lines = gold.read_text(encoding="utf-8").splitlines()
    return {
        "pyvi": f1(lines, lambda line: ViTokenizer.tokenize(line).split()),
        "tokenizer": f1(lines, lambda line: _joined(line).split()),
        "words chain": f1(lines, lambda line: [token.term for token in analyze("words", line)]),
    }


def table(speed: Mapping[str, float], question: float, found: Mapping[str, float]) -> str:
    """The figures to be read by people."""
    lines = [f"{'':<28}{'syllables/s':>14}{'of pyvi':>10}"]
    lines += [
        f"{name:<28}{speed[name]:>14,.0f}{speed[name] / speed['pyvi']:>10.1f}" for name in speed
    ]
    lines.append(f"{'a question, words':<28}{'':>14}{question:>10.1f}")
    lines += [f"{'F1 of words, ' + name:<28}{value:>14.4f}" for name, value in found.items()]
    return "\n".join(lines)


def main() -> None:
    """Prints a table; with --json, writes the same figures to a file."""
    parser = argparse.ArgumentParser(prog="benchmarks.analysis", description=main.__doc__)
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE.jsonl[.xz]")
    parser.add_argument("--limit", type=int, metavar="N", help="read only the first N texts")
    parser.add_argument("--words", type=Path, metavar="FILE", help="sentences of gold words")
    parser.add_argument("--parity", type=Path, metavar="FILE", help="only compare with pyvi")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    options = parser.parse_args()
    if options.parity:
        texts = read_texts(options.parity, options.limit)
        figures: dict[str, object] = {"texts": len(texts), "differences": parity(texts)}
        print(f"{len(texts):,} texts; differences: {figures['differences']}")
    else:
        texts = read_texts(options.file, options.limit)
        speed, question = speeds(texts), question_ratio(texts)
        found = words_found(options.words) if options.words else {}
        print(f"{len(texts):,} texts\n{table(speed, question, found)}")
        ratios = {name: speed[name] / speed["pyvi"] for name in speed}
        figures = {"texts": len(texts), "syllables_per_second": speed, "ratio_to_pyvi": ratios}
        figures |= {"question_ratio": question, "f1": found}
    if options.json:
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
