"""Data bases and tools of the host among the images of services."""

import pytest

from dlint.api import ComposeFile, ComposeService, Source
from dlint.model.compose.known_images import manages_host, store_of


def service(text: str) -> ComposeService:
    (found,) = ComposeFile(Source(f"services:\n  a: {{{text}}}\n", "compose.yaml")).services
    return found


@pytest.mark.parametrize(
    ("text", "kind", "directories"),
    [
        ("image: 'postgres:17'", "postgres", ("/var/lib/postgresql/data",)),
        ("image: 'postgres:18-alpine'", "postgres", ("/var/lib/postgresql",)),
        ("image: postgres", "postgres", ("/var/lib/postgresql", "/var/lib/postgresql/data")),
        ("image: 'pgvector/pgvector:pg16'", "postgres", ("/var/lib/postgresql", "/var/lib/postgresql/data")),
        ("image: mysql", "mysql", ("/var/lib/mysql",)),
        ("image: 'redis:8', command: redis-server --appendonly yes", "redis", ("/data",)),
    ],
)
def test_stores(text: str, kind: str, directories: tuple[str, ...]) -> None:
    store = store_of(service(text))
    assert store is not None
    assert (kind, directories) == (store.kind, store.directories)


@pytest.mark.parametrize("text", ["image: redis", "image: nginx", "image: mysql, build: .", "build: ."])
def test_what_keeps_nothing(text: str) -> None:
    assert store_of(service(text)) is None


def test_tools_of_the_host() -> None:
    assert manages_host(service("image: 'traefik:v3'"))
    assert not manages_host(service("image: python"))
    assert not manages_host(service("image: traefik, build: ."))
