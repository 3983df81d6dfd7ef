"""The scripts that an image starts."""

from pathlib import Path

from dlint.model.entrypoint.scripts import entrypoint_scripts
from tests.model.dockerfiles import read


def test_entrypoint_scripts(tmp_path: Path) -> None:
    (tmp_path / "docker").mkdir()
    script = '#!/bin/sh\nset -e\nif [ "$1" = web ]; then\n    gunicorn app\nelse\n    exec "$@"\nfi\n'
    (tmp_path / "docker" / "run.sh").write_text(script)
    text = "FROM python:3.13-slim\nWORKDIR /app\nCOPY docker docker\n"
    for command in ('["./docker/run.sh"]', '["sh", "-e", "docker/run.sh"]', '["tini", "--", "/app/docker/run.sh"]'):
        (found,) = entrypoint_scripts(read(f"{text}ENTRYPOINT {command}\n", tmp_path).stages[0])
        assert ("/app/docker/run.sh", "docker/run.sh") == (found.path, found.name)
        assert ["gunicorn app", '"$@"'] == [command.text for command in found.last_commands()]
        assert [4, 6] == [found.line(command) for command in found.last_commands()]
    assert [] == entrypoint_scripts(read(f'{text}ENTRYPOINT ["/run.sh"]\n', tmp_path).stages[0])
    assert [] == entrypoint_scripts(read(f'{text}ENTRYPOINT ["./docker/run.sh"]\n').stages[0])
