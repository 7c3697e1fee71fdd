"""The five documents are what the user gave, byte for byte."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

SHA256 = {
    "000_c7d97e0f48b9f3a1.txt": "b094f72d39c7622af766d43d6c3fd315ba8dbe86cfce3116cef271048350f31f",
    "001_8f68731991dda5bb.txt": "77458174ae30ef860f5665384c8afab5a883c796870a9c7ad1753397644db334",
    "002_7735401eec862884.txt": "751ce007f6859e09deb83d8a9a7fb39da4fac14246f75441dfa7ae8c1587e29e",
    "003_e6f65e2e8a9ef842.txt": "e5f5e3c0a5f50ba6a86d7b30a43f89fe76c6fae9dd32059433af40395ab201ad",
    "004_d9390da75f2ce445.txt": "5777e367f873231c34add7b23b4638baa75981e2581e4f18b0cb14c267b0ddaa",
}


def test_the_seeds_are_these_five_files_unchanged(root: Path) -> None:
    found = {
        path.name: sha256(path.read_bytes()).hexdigest() for path in (root / "seeds").iterdir()
    }

    assert found == SHA256
