"""What can be set about the site: defaults and environment become one frozen object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of the site.

    Attributes:
        index: Folder of the index (``HOINGHI_INDEX``).
        title: Name of the site; empty means the usual one in the reader's language
            (``HOINGHI_TITLE``).
        cors_origins: Origins whose pages may call the endpoint, or ``*``
            (``HOINGHI_CORS_ORIGINS``, separated by spaces or commas).
        frame_ancestors: Origins that may show the pages in a frame
            (``HOINGHI_FRAME_ANCESTORS``, likewise; ``'self'`` and ``'none'`` are allowed).
        proxies: How many reverse proxies stand in front and set ``X-Forwarded-*``
            (``HOINGHI_PROXIES``).
        seconds: How long the engine may take for a question (``HOINGHI_SECONDS``).
    """

    index: Path = Path("index")
    title: str = ""
    cors_origins: tuple[str, ...] = ("*",)
    frame_ancestors: tuple[str, ...] = ("'self'",)
    proxies: int = 0
    seconds: float = 5.0

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Config:
        """Read the ``HOINGHI_*`` settings; one that is missing or empty keeps its default.

        Raises:
            ValueError: If ``HOINGHI_PROXIES`` or ``HOINGHI_SECONDS`` is not a number, or an
                origin holds a character that would break out of its header.
        """
        default = cls()
        origins = environment.get("HOINGHI_CORS_ORIGINS", "")
        ancestors = environment.get("HOINGHI_FRAME_ANCESTORS", "")
        return cls(
            index=Path(environment.get("HOINGHI_INDEX") or default.index),
            title=environment.get("HOINGHI_TITLE", ""),
            cors_origins=_origins("HOINGHI_CORS_ORIGINS", origins) or default.cors_origins,
            frame_ancestors=_origins("HOINGHI_FRAME_ANCESTORS", ancestors)
            or default.frame_ancestors,
            proxies=_count("HOINGHI_PROXIES", environment.get("HOINGHI_PROXIES") or "0"),
            seconds=_seconds(environment.get("HOINGHI_SECONDS") or str(default.seconds)),
        )


def _origins(name: str, value: str) -> tuple[str, ...]:
    origins = tuple(value.replace(",", " ").split())
    if any(";" in origin or not origin.isprintable() for origin in origins):
        raise ValueError(f"{name} holds a character that no origin has: {value!r}")
    return origins


def _count(name: str, value: str) -> int:
    if not value.isdecimal():
        raise ValueError(f"{name} must be a whole number, not {value!r}")
    return int(value)


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise ValueError(f"HOINGHI_SECONDS must be a number above 0, not {value!r}")
    return seconds
