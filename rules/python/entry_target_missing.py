r"""What the container starts is not in the image

The build succeeds, and the container ends at once with "can't open file" or "No module named". A file is not copied, is
copied to another folder than the one that the program starts in, or is left out by the ignore file.

```dockerfile bad Dockerfile
FROM python:3.13-slim
WORKDIR /app
COPY app.py /code/
CMD ["python", "app.py"]
               ^^^^^^^^ `/app/app.py` is not in the image: copy it to `/app`, or start it where it is
```

```text app.py
print("hello")
```

```dockerfile bad Dockerfile
FROM python:3.13-slim
WORKDIR /app
COPY shop ./shop
CMD ["uvicorn", "shop.main:application", "--host", "0.0.0.0"]
                ^^^^^^^^^^^^^^^^^^^^^^^ `shop/main.py` defines no `application`: there is `app`
```

```text shop/main.py
from fastapi import FastAPI

app = FastAPI()
```

What is found, may come from a package, or can't be told is fine.

```dockerfile good Dockerfile
FROM python:3.13-slim
WORKDIR /app
COPY . .
CMD ["gunicorn", "shop.wsgi:application"]
```

```text shop/wsgi.py
from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
```

```dockerfile good Dockerfile
FROM python:3.13-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
CMD ["uvicorn", "installed_package.main:app"]
```

```text requirements.txt
installed-package==1.0
```

```dockerfile good Dockerfile
FROM python:3.13-slim
WORKDIR /app
RUN python -c "open('made.py', 'w').write('print(1)')"
CMD ["python", "made.py"]
```
"""

import posixpath

from dlint.api import (
    Build,
    Problem,
    Problems,
    Stage,
    entrypoint_commands,
    entrypoint_module,
    installs_itself,
    module_definitions,
    module_location,
    rule,
    workdir_at,
)


@rule("DK4005", on="stage", severity="error", stage="final")
def entry_target_missing(stage: Stage) -> Problems:
    file = stage.file
    if file.context is None:
        return
    for command in entrypoint_commands(stage):
        target = entrypoint_module(command)
        if target is None:
            continue
        place = module_location(stage, target)
        if place.state == "absent":
            directory = workdir_at(stage) or "/"
            if target.script is not None:
                path = posixpath.normpath(posixpath.join(directory, target.script))
                if place.excluded:
                    message = f"`{path}` is not in the image: the ignore file leaves `{place.excluded}` out"
                else:
                    message = (
                        f"`{path}` is not in the image: copy it to `{posixpath.dirname(path)}`, or start it where it is"
                    )
                yield Problem(target.word, message)
            elif target.module and of_project(file, target.module) and not installs_itself(stage):
                left_out = (
                    f": the ignore file leaves `{place.excluded}` out"
                    if place.excluded
                    else f": it is not in `{directory}`"
                )
                yield Problem(target.word, f"there is no module `{target.module}` in the image{left_out}")
        elif place.path is not None and target.attribute:
            names = module_definitions(stage, place.path)
            if names is not None and target.attribute not in names:
                likely = [
                    name for name, called in names.items() if called and name in ("app", "application", "api", "server")
                ]
                advice = f": there is `{likely[0]}`" if likely else ""
                yield Problem(target.word, f"`{place.path}` defines no `{target.attribute}`{advice}")


def of_project(file: Build, module: str) -> bool:
    """Whether the module is one of the project's: it lies in the context."""
    path = module.replace(".", "/")
    context = file.context
    names = (f"{path}.py", f"{path}/__init__.py")
    return context is not None and any(context.exists(directory + name) for directory in ("", "src/") for name in names)
