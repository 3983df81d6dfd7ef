r"""Jupyter is open to everybody

A notebook server runs any code that it is sent. Without a token or a password whoever reaches the port has the container.

```dockerfile bad
FROM python:3.13-slim
CMD ["jupyter", "lab", "--ip", "0.0.0.0", "--ServerApp.token="]
                                          ^^^^^^^^^^^^^^^^^^^^ without a token everybody who reaches the port can run code: leave it out
```

```dockerfile bad
FROM python:3.13-slim
CMD jupyter notebook --NotebookApp.token='' --NotebookApp.password=''
                     ^^^^^^^^^^^^^^^^^^^^^^ without a token everybody who reaches the port can run code: leave it out
```

```dockerfile good
FROM python:3.13-slim
CMD ["jupyter", "lab", "--ip", "0.0.0.0"]
```

```dockerfile good
FROM python:3.13-slim
CMD ["jupyter", "lab", "--ServerApp.token=", "--ServerApp.password=argon2:abc"]
```
"""

from dlint.api import Problem, Problems, Stage, entrypoint_commands, re, rule

EMPTY_TOKEN = re.compile(r"--(?:NotebookApp|ServerApp|IdentityProvider|LabApp)\.token=(?:''|\"\")?$")
PASSWORD = re.compile(r"\.(?:hashed_)?password=(?!''$|\"\"$|$)")


@rule("DK2003", on="stage", severity="error", stage="final")
def jupyter_open(stage: Stage) -> Problems:
    for command in entrypoint_commands(stage):
        if not (command.family or "").startswith("jupyter"):
            continue
        words = command.launched.arguments
        if any(PASSWORD.search(word.value or word.text) for word in words):
            continue
        for word in words:
            if EMPTY_TOKEN.match(word.value if word.value is not None else word.text):
                message = "without a token everybody who reaches the port can run code: leave it out"
                yield Problem(word, message)
                break
