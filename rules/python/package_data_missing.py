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

from dlint.api import Build, Installed, Problem, Problems, Stage, first_match, installed_in, project_of, re, rule

BROWSERS = re.compile(
    r"playwright\b.*\binstall|install\b.*\bchrom|chromium|firefox|webkit|PLAYWRIGHT_|google-chrome|browserless|ms-playwright|connect",
    re.IGNORECASE,
)
MODEL = re.compile(r"""\bspacy\.load\(\s*["']([a-z]{2}_\w+)["']""")
CORPUS = re.compile(r"""\bnltk\.corpus\b|\bword_tokenize\(|\bsent_tokenize\(|\bWordNetLemmatizer\(|\bpos_tag\(""")


@rule("DK4716", on="stage", severity="info")
def package_data_missing(stage: Stage) -> Problems:
    if not stage.is_final or stage.is_development or runs_unknown(stage):
        return
    found = {one.name: one for one in reversed(installed_in(stage))}
    for name in ("playwright", "spacy", "nltk"):
        one = found.get(name)
        if one is not None and stage.file.stage_of(one.command.instruction) is stage:
            message = missing(name, stage, stage.file, found)
            if message:
                yield Problem(one.word, message)


def missing(name: str, stage: Stage, file: Build, found: dict[str, Installed]) -> str:
    """What is missing for a package; empty where nothing is."""
    text = " ".join(node.logical.text for part in file.stages for node in part.instructions)
    if name == "playwright":
        known = stage.family.name in ("python", "python-slim", "uv")
        if (
            not known
            or BROWSERS.search(text.replace("pip install", ""))
            or any("playwright" in other and other != name for other in found)
        ):
            return ""
        return "`playwright` has no browsers in this image: run `playwright install --with-deps chromium`"
    if name == "spacy":
        match = first_match(file.context, MODEL)
        if match is None or "spacy download" in text or match[1][1] in text.replace("_", "-") or match[1][1] in text:
            return ""
        if match[1][1].replace("_", "-") in found or declares(file, match[1][1]):
            return ""
        return f"`{match[0]}` loads `{match[1][1]}`, which is not in this image: run `python -m spacy download {match[1][1]}`"
    match = first_match(file.context, CORPUS)
    if match is None or "nltk" in text.replace("install nltk", "").replace("nltk==", "") or "NLTK_DATA" in text:
        return ""
    return f"`{match[0]}` uses data of NLTK, which is not in this image: run `python -m nltk.downloader …`"


def declares(file: Build, model: str) -> bool:
    """Whether the project names the model among what it needs, by a URL."""
    project = project_of(file)
    names = ["pyproject.toml", *(project.requirement_names if project is not None else [])]
    return project is not None and any(
        model in text or model.replace("_", "-") in text
        for name in names
        for text in [project.inside("").text(name, 200_000) or ""]
    )


def runs_unknown(stage: Stage) -> bool:
    """Whether a script that is not looked into may bring what is needed."""
    for node in stage.chain_instructions:
        if node.name == "RUN":
            commands = stage.file.commands(node)
            if not commands or any(
                (command.name or ".sh").endswith(".sh") or command.family in ("make", "bash", "sh")
                for command in commands
            ):
                return True
    return False
