r"""A package needs data that is not in the image

Some packages bring only code: the browsers of Playwright, the corpora of NLTK, the models of spaCy are a second step. Left
out, the program ends with "Executable doesn't exist" or "Can't find model", or downloads at each start.

```dockerfile bad
FROM python:3.13-slim
RUN pip install --no-cache-dir playwright==1.55.0
                               ^^^^^^^^^^^^^^^^^^ `playwright` has no browsers in this image: run `playwright install --with-deps chromium`
```

```dockerfile bad
FROM python:3.13-slim
RUN pip install --no-cache-dir spacy==3.8.0
                               ^^^^^^^^^^^^ `app.py` loads `en_core_web_sm`, which is not in this image: run `python -m spacy download en_core_web_sm`
COPY app.py .
```

```python app.py
import spacy

nlp = spacy.load("en_core_web_sm")
```

```dockerfile good
FROM python:3.13-slim
RUN pip install --no-cache-dir playwright==1.55.0 && playwright install --with-deps chromium
FROM mcr.microsoft.com/playwright/python:v1.55.0
RUN pip install --no-cache-dir playwright==1.55.0
FROM python:3.13-slim
RUN pip install --no-cache-dir playwright==1.55.0 && apt-get update && apt-get install -y chromium
FROM python:3.13-slim
RUN pip install --no-cache-dir spacy==3.8.0 && python -m spacy download en_core_web_sm
COPY app.py .
FROM python:3.13-slim
RUN pip install --no-cache-dir nltk==3.9.0
```

```python app.py
import spacy

nlp = spacy.load("en_core_web_sm")
```
"""

from dlint.api import (
    Build,
    Command,
    Installed,
    Problem,
    Problems,
    Stage,
    first_match,
    installed_in,
    project_of,
    re,
    rule,
)

BROWSERS = re.compile(
    r"playwright\b.*\binstall|install\b.*\bchrom|chromium|firefox|webkit|PLAYWRIGHT_|google-chrome|browserless|ms-playwright|connect",
    re.IGNORECASE,
)
MODEL = re.compile(r"""\bspacy\.load\(\s*["']([a-z]{2}_\w+)["']""")
CORPUS = re.compile(r"""\bnltk\.corpus\b|\bword_tokenize\(|\bsent_tokenize\(|\bWordNetLemmatizer\(|\bpos_tag\(""")


@rule("DK4716", on="stage", severity="info", stage="production")
def package_data_missing(stage: Stage) -> Problems:
    if runs_unknown(stage):
        return
    file = stage.file
    found = {one.name: one for one in reversed(installed_in(stage))}
    text = " ".join(node.logical.text for part in file.stages for node in part.instructions)
    for name, missing in (("playwright", browsers), ("spacy", model), ("nltk", corpora)):
        one = found.get(name)
        if one is not None and file.stage_of(one.command.instruction) is stage:
            message = missing(stage, text, found)
            if message:
                yield Problem(one.word, message)


def browsers(stage: Stage, text: str, found: dict[str, Installed]) -> str:
    """What to say where Playwright has no browsers; empty where it has, or may have."""
    if stage.family.name not in ("python", "python-slim", "uv") or BROWSERS.search(text.replace("pip install", "")):
        return ""
    if any("playwright" in name and name != "playwright" for name in found):
        return ""
    return "`playwright` has no browsers in this image: run `playwright install --with-deps chromium`"


def model(stage: Stage, text: str, found: dict[str, Installed]) -> str:
    """The same for a model that spaCy loads."""
    match = first_match(stage.file.context, MODEL)
    if match is None or "spacy download" in text or match[1][1] in text:
        return ""
    name = match[1][1]
    if name.replace("_", "-") in found or declares(stage.file, name):
        return ""
    return f"`{match[0]}` loads `{name}`, which is not in this image: run `python -m spacy download {name}`"


def corpora(stage: Stage, text: str, found: dict[str, Installed]) -> str:
    """The same for what NLTK reads."""
    match = first_match(stage.file.context, CORPUS)
    if match is None or "nltk" in text.replace("install nltk", "").replace("nltk==", "") or "NLTK_DATA" in text:
        return ""
    return f"`{match[0]}` uses data of NLTK, which is not in this image: run `python -m nltk.downloader …`"


def declares(file: Build, model: str) -> bool:
    """Whether the project names the model among what it needs, by a URL."""
    project = project_of(file)
    if project is None:
        return False
    texts = [project.inside("").text(name, 200_000) or "" for name in ("pyproject.toml", *project.requirement_names)]
    return any(model in text or model.replace("_", "-") in text for text in texts)


def runs_unknown(stage: Stage) -> bool:
    """Whether a script that is not looked into may bring what is needed."""
    runs = [stage.file.commands(node) for node in stage.chain_instructions if node.name == "RUN"]
    return any(not commands or any(is_unknown(command) for command in commands) for commands in runs)


def is_unknown(command: Command) -> bool:
    """Whether nobody can see what a command does."""
    return command.is_opaque or command.family in ("make", "bash", "sh")
