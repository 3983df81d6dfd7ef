"""Exec form: what it runs, and a command as an array."""

from dlint.model.entrypoint.exec_form import runs_code, shell_array


def test_exec_form() -> None:
    assert '["sh", "-c", "exec run --port \\"$PORT\\" \'a b\'"]' == shell_array(["run", "--port", "$PORT", "a b"])
    assert None is shell_array(["run", "$(whoami)"])
    assert runs_code(["/bin/bash", "-c", "x"])
    assert runs_code(["python3.13", "-c", "x"])
    assert not runs_code(["python", "app.py", "x"])
