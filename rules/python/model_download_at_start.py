r"""The model is downloaded each time a container starts

Models from Hugging Face are kept below `~/.cache/huggingface`, in the container. The next container downloads them again:
minutes before it answers, and it does not start at all without a network.

```dockerfile bad
FROM python:3.13-slim
RUN pip install --no-cache-dir transformers==4.57.0
    ^^^^^^^^^^^ `main.py` loads `distilbert/distilbert-base-uncased`, which each new container downloads: download it in a `RUN`, or set `HF_HOME` to a volume
COPY main.py .
CMD ["python", "main.py"]
```

```python main.py
from transformers import pipeline

classify = pipeline("sentiment-analysis", model="distilbert/distilbert-base-uncased")
```

A model that is downloaded in the build, a cache elsewhere, and a model of the project, are fine.

```dockerfile good
FROM python:3.13-slim
RUN pip install --no-cache-dir transformers==4.57.0
ENV HF_HOME=/models
VOLUME /models
COPY main.py .
CMD ["python", "main.py"]
FROM python:3.13-slim
RUN pip install --no-cache-dir transformers==4.57.0 huggingface-hub==0.36.0
RUN hf download distilbert/distilbert-base-uncased
COPY main.py .
CMD ["python", "main.py"]
```

```python main.py
from transformers import pipeline

classify = pipeline("sentiment-analysis", model="distilbert/distilbert-base-uncased")
```

```dockerfile good
FROM python:3.13-slim
RUN pip install --no-cache-dir transformers==4.57.0
COPY main.py .
CMD ["python", "main.py"]
```

```python main.py
from transformers import pipeline

classify = pipeline("sentiment-analysis", model="/models/own")
```
"""

from dlint.api import Problem, Problems, Stage, first_match, installed_in, re, rule

LIBRARIES = ("transformers", "sentence-transformers", "diffusers", "huggingface-hub", "faster-whisper")
LOADS = re.compile(
    r"""(?:from_pretrained|SentenceTransformer|CrossEncoder|pipeline|snapshot_download|hf_hub_download)\(\s*(?:[^()]{0,120}?)["']([A-Za-z0-9][\w.-]*/[\w.-]+)["']"""
)
PREPARED = re.compile(
    r"hf download|huggingface-cli|snapshot_download|from_pretrained|hf_hub|huggingface\.co|download|models?\b|HF_|TRANSFORMERS_|XDG_CACHE|\.cache|git lfs|prefetch|preload",
    re.IGNORECASE,
)


@rule("DK4714", on="stage", severity="info", stage="production")
def model_download_at_start(stage: Stage) -> Problems:
    if stage.file.context is None or stage.last("VOLUME") is not None:
        return
    found = next((one for one in installed_in(stage) if one.name in LIBRARIES), None)
    if found is None or stage.file.stage_of(found.command.instruction) is not stage:
        return
    # Whatever deals with models in the file may bring this one.
    if any(
        PREPARED.search(node.logical.text)
        for node in stage.chain_instructions
        if node.name in ("RUN", "ENV", "COPY", "ADD", "ARG")
    ):
        return
    match = first_match(stage.file.context, LOADS)
    if match is None or "local_files_only" in match[1].string or "os.path" in match[1][0]:
        return
    path, place = match
    message = f"`{path}` loads `{place[1]}`, which each new container downloads: download it in a `RUN`, or set `HF_HOME` to a volume"
    verb = found.command.subcommand
    yield Problem((found.command.program, verb) if verb is not None else found.command.program, message)
