r"""A variable in the exec form is not expanded

The exec form starts the program without a shell, and nothing else puts values in the place of variables: the program gets
the letters `$PORT`.

```dockerfile bad
FROM python:3.13-slim
ENV PORT=8000
CMD ["uvicorn", "app:app", "--host", "0.0.0.0", "--port", "$PORT"]
                                                          ^^^^^^^ no shell reads this, so the program gets the letters `$PORT`: write `CMD ["sh", "-c", "exec uvicorn app:app --host 0.0.0.0 --port \"$PORT\""]`
```

```dockerfile fixed
FROM python:3.13-slim
ENV PORT=8000
CMD ["sh", "-c", "exec uvicorn app:app --host 0.0.0.0 --port \"$PORT\""]
```

```dockerfile bad
FROM node:22
HEALTHCHECK CMD ["curl", "-f", "http://localhost:${PORT}/"]
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^ no shell reads this, so the program gets the letters `${PORT}`: write `CMD ["sh", "-c", "exec curl -f \"http://localhost:${PORT}/\""]`
```

```dockerfile fixed
FROM node:22
HEALTHCHECK CMD ["sh", "-c", "exec curl -f \"http://localhost:${PORT}/\""]
```

An ARG does not help: it is gone when the container runs.

```dockerfile bad
FROM eclipse-temurin:21
ARG jar=app.jar
CMD ["/opt/$jar"]
     ^^^^^^^^^^^ no shell reads this, so the program gets the letters `$jar`, and the `ARG` is gone when it runs: write `ENV jar=…` and `["sh", "-c", "exec …"]`
```

A shell, a start script, and programs that read `${…}` by themselves (Spring, Logstash) are fine.

```dockerfile good
FROM python:3.13-slim
CMD ["sh", "-c", "exec uvicorn app:app --port $PORT"]
FROM python:3.13-slim
ENTRYPOINT ["/bin/bash", "-c"]
CMD ["echo $HOME"]
```

```dockerfile good
FROM eclipse-temurin:21
CMD ["java", "-jar", "app.jar", "--server.port=${PORT}"]
FROM python:3.13-slim
ENTRYPOINT ["tini", "--", "/entrypoint.sh"]
CMD ["server", "--port", "$PORT"]
FROM python:3.13-slim
CMD ["python", "-c", "print('$HOME')"]
CMD ["grep", "-v", "end$", "\\$HOME", "$$HOME"]
```
"""

from dlint.api import (
    File,
    Invocation,
    JsonString,
    Problem,
    Problems,
    re,
    replace,
    rule,
    runs_code,
    shell_array,
    words_before,
    words_behind,
)

VARIABLE = re.compile(r"(?<![\\$])\$(?:([A-Za-z_][A-Za-z0-9_]*)|\{([A-Za-z_][A-Za-z0-9_]*)(?:[:+?#%/-][^}]*)?\})")
EXPAND_THEMSELVES = (
    "java", "logstash", "filebeat", "metricbeat", "heartbeat", "packetbeat", "auditbeat", "supervisord", "telegraf",
    "fluentd", "fluent-bit", "envconsul", "consul-template", "docker", "docker-compose", "nodemon", "pm2", "npm", "yarn",
    "powershell", "pwsh", "cmd", "cron", "crond", "screen", "tmux", "s6-svscan", "execlineb", "otelcol", "vector",
    "chamber", "doppler", "dotenv", "catalina.sh", "nginx", "envsubst", "gomplate", "confd", "traefik", "mvn", "gradle",
    "sbt", "Xvfb",
)  # fmt: skip
SCRIPT = re.compile(r"\.(?:sh|bash|zsh)\Z|entrypoint|\A(?:/)?init\Z|start|run\Z")


@rule("DK5101", on=("CMD", "ENTRYPOINT", "HEALTHCHECK", "RUN"), severity="error", fix="safe")
def exec_form_unexpanded_variable(node: Invocation, file: File) -> Problems:
    if node.json is None or not node.json.elements or "$" not in node.logical.text or node.onbuild:
        return
    elements = node.json.elements
    found = [(element, match) for element in elements if (match := VARIABLE.search(element.value))]
    before = words_before(node, file)
    if not found or before is None:
        return
    values = before + [element.value for element in elements]
    if runs_code(values) or any(expands(value) for value in values):
        return
    if values[0].startswith("-") or "\\" in values[0]:
        return
    yield from told(node, file, found[0][0], found[0][1], bool(before))


def expands(program: str) -> bool:
    """Whether a program may put values in the place of variables by itself: a script, or one known to do so."""
    name = program.rpartition("/")[2]
    return name in EXPAND_THEMSELVES or (bool(SCRIPT.search(name)) and "$" not in name)


def told(node: Invocation, file: File, place: JsonString, match: "re.Match[str]", follows: bool) -> Problems:
    """The problem at the first word with a variable."""
    assert node.json is not None
    written, name = match[0], match[1] or match[2]
    message = f"no shell reads this, so the program gets the letters `{written}`"
    stage = file.stage_of(node)
    value = file.scope_at(node).value(name)
    if value.origin == "arg" and node.name != "RUN":
        yield Problem(
            place, f'{message}, and the `ARG` is gone when it runs: write `ENV {name}=…` and `["sh", "-c", "exec …"]`'
        )
        return
    better = shell_array([element.value for element in node.json.elements])
    no_shell = stage is None or stage.family.shell is False or stage.root.is_scratch
    if better is None or follows or no_shell or words_behind(node, file) or "`" in better:
        yield Problem(place, f'{message}: write `["sh", "-c", "exec …"]`')
        return
    keyword = "CMD" if node.name == "HEALTHCHECK" else node.name
    yield Problem(place, f"{message}: write `{keyword} {better}`", replace(node.json, better))
