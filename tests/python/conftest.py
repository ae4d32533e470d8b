from pathlib import Path

import gongwen
import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def seed_path() -> Path:
    return ROOT / "seeds" / "000_d4b3ecc00157c7f9.txt"


@pytest.fixture(scope="session")
def seed(seed_path: Path) -> gongwen.Circular:
    return gongwen.read(seed_path)


@pytest.fixture(
    scope="session",
    params=sorted(p.name for p in (ROOT / "fixtures").glob("*/*") if p.suffix in {".md", ".txt"}),
)
def fixture_path(request: pytest.FixtureRequest) -> Path:
    return next((ROOT / "fixtures").glob(f"*/{request.param}"))
