"""Words are pyvi's own: the model read here decides as pyvi does, on the same tokens."""

from __future__ import annotations

import importlib.util
import os
import pickle
import shutil
import string
import struct
import subprocess
import sys
import unicodedata
import warnings
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.articles import articles
from indexer.analysis import tokenizer
from indexer.analysis.crf import WordModel
from indexer.analysis.crfsuite import UnknownModelError, pickled_model
from indexer.analysis.filters import fold
from indexer.analysis.normalizer import normalize
from tests.analysis.texts import vietnamese

ROOT = Path(__file__).parents[2]
VARIANTS: dict[str, Callable[[str], str]] = {
    "as written": str,
    "upper": str.upper,
    "lower": str.lower,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "unmarked": fold,
    "normalized": lambda text: normalize(text).text,
}
HEAVY = {
    "dashes": "-" * 1_000_000,
    "dashes and an at": "-" * 500_000 + "@" + "-" * 500_000,
    "dots": "a." * 500_000,
    "an address that never ends": "a@" + "a." * 500_000,
    "web addresses": "a://" * 250_000,
    "underscores": "_" * 1_000_000,
    "capitals": "A" * 1_000_000,
    "digits": "1," * 500_000,
    "one word": "đ" * 1_000_000,
    "syllables": "hội nghị " * 110_000,
    "signs": "@:/.-" * 200_000,
}


@pytest.fixture(scope="module")
def pyvi() -> Callable[[str], str]:
    """pyvi itself; importing it takes a second, so once."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own invalid escapes, and scikit-learn's renames
        from pyvi import ViTokenizer
    return ViTokenizer.tokenize


@pytest.fixture(scope="module")
def model() -> WordModel:
    """pyvi's model as read here."""
    return WordModel.installed()


def joined(text: str) -> str:
    """What pyvi would print, from the spans and joins found here."""
    tokens = [text[start:end] for start, end in tokenizer.cut(text)]
    continues = tokenizer.joins(tokens)
    parts = [("_" if more else " ") + token for token, more in zip(tokens, continues, strict=True)]
    return "".join(parts)[1:] if parts else text


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_seeds_have_the_words_pyvi_finds(
    variant: str, seed_texts: dict[str, str], pyvi: Callable[[str], str]
) -> None:
    for text in seed_texts.values():
        written = VARIANTS[variant](text)
        assert joined(unicodedata.normalize("NFC", written)) == pyvi(written)


@pytest.mark.parametrize("variant", VARIANTS)
def test_articles_have_the_words_pyvi_finds(variant: str, pyvi: Callable[[str], str]) -> None:
    for article in articles(50):
        written = VARIANTS[variant](article["text"])
        assert joined(unicodedata.normalize("NFC", written)) == pyvi(written)


@given(text=vietnamese)
def test_vietnamese_has_the_words_pyvi_finds(text: str, pyvi: Callable[[str], str]) -> None:
    assert joined(unicodedata.normalize("NFC", text)) == pyvi(text)


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_has_the_words_pyvi_finds(text: str, pyvi: Callable[[str], str]) -> None:
    assert joined(unicodedata.normalize("NFC", text)) == pyvi(text)


@given(text=st.text(string.punctuation + " aA1đĐ\n", max_size=40))
def test_signs_and_abbreviations_are_cut_as_pyvi_cuts_them(
    text: str, pyvi: Callable[[str], str]
) -> None:
    assert joined(text) == pyvi(text)


@given(text=vietnamese)
def test_pyvi_asked_directly_joins_the_same_words(
    text: str, pyvi: Callable[[str], str], model: WordModel
) -> None:
    assert pyvi("hội nghị") == "hội_nghị"
    tokens = [text[start:end] for start, end in tokenizer.cut(text)]
    if tokens:
        assert tokenizer._pyvi_joins(tokens) == model.joins(tokens)


def test_with_a_model_of_another_form_words_come_from_pyvi_and_a_warning_says_so(
    tmp_path: Path,
) -> None:
    """A pyvi whose model is packed differently: it still loads it, this project cannot."""
    installed = Path(str(importlib.util.find_spec("pyvi").submodule_search_locations[0]))
    shutil.copytree(installed, tmp_path / "pyvi", ignore=shutil.ignore_patterns("__pycache__"))
    packed = tmp_path / "pyvi" / "models" / "pyvi3.pkl"
    packed.write_bytes(pickle.dumps(_Packed(packed.read_bytes())))
    code = """if True:
        import indexer
        print([token.term for token in indexer.analyze("words", "hội nghị tỉnh ủy")])
        documents = [indexer.Document("a", "hội nghị"), indexer.Document("b", "tỉnh ủy họp")]
        report = indexer.build_index(documents, "index")
        print(report.indexed, [problem.kind for problem in report.problems])
        found = indexer.Searcher.open("index").search(indexer.SearchRequest("tỉnh ủy"))
        print([hit.document.id for hit in found.hits])"""
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}", "PYTHONUTF8": "1"},
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert ran.stdout == "['hội_nghị', 'tỉnh_uỷ']\n2 ['degraded']\n['b']\n"
    assert "words are taken from pyvi itself" in ran.stderr


class _Packed:
    """Unpickles to what other pickled bytes hold."""

    def __init__(self, pickled: bytes) -> None:
        self.pickled = pickled

    def __reduce__(self) -> tuple[object, ...]:
        return pickle.loads, (self.pickled,)


@pytest.mark.parametrize("name", HEAVY)
def test_a_megabyte_that_makes_patterns_slow_is_cut(name: str) -> None:
    text = HEAVY[name]
    spans = tokenizer.cut(text)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    kept = sum(end - start for start, end in spans)
    assert kept == len(text) - text.count(" ")


@pytest.mark.parametrize(
    "model", [b"", b"lCRF" + b"\0" * 60, b"none" * 40], ids=["nothing", "other kind", "no model"]
)
def test_a_model_of_unknown_form_is_refused(model: bytes) -> None:
    with pytest.raises((UnknownModelError, struct.error)):
        WordModel("đại hội\n", model)


@pytest.mark.parametrize("name", [b"word.istitle()", b"word.lower():"])
def test_a_model_that_asks_something_else_is_refused(name: bytes) -> None:
    package = importlib.util.find_spec("pyvi").submodule_search_locations[0]
    models = Path(str(package)) / "models"
    installed = pickled_model((models / "pyvi3.pkl").read_bytes())
    other = installed.replace(name, name.replace(b"l", b"m").replace(b"w", b"v"))
    with pytest.raises(UnknownModelError, match="unknown attribute"):
        WordModel((models / "words.txt").read_text(encoding="utf-8"), other)


def test_long_tokens_are_not_remembered(model: WordModel) -> None:
    remembered = model.known.__self__  # type: ignore[attr-defined]
    model.known("a" * 100_000)
    assert all(len(token) < 100 for token in remembered)
