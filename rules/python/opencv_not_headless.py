r"""OpenCV with windows, in an image without a display

`opencv-python` holds the parts that open windows and needs the libraries of a desktop (`libGL.so.1`). In a server nothing
is shown; `opencv-python-headless` is the same without them.

```dockerfile bad
FROM python:3.13-slim
RUN pip install --no-cache-dir opencv-python==4.12.0.88
                               ^^^^^^^^^^^^^^^^^^^^^^^^ `opencv-python` is made for a display: use `opencv-python-headless`
```

Where something is shown, it is the right one.

```dockerfile good
FROM python:3.13-slim
RUN pip install --no-cache-dir opencv-python-headless==4.12.0.88
FROM python:3.13-slim
RUN apt-get update && apt-get install -y xvfb
RUN pip install --no-cache-dir opencv-python==4.12.0.88
FROM python:3.13-slim
ENV DISPLAY=:0
RUN pip install --no-cache-dir opencv-python==4.12.0.88
```

```dockerfile good
FROM python:3.13-slim
RUN pip install --no-cache-dir opencv-python==4.12.0.88
COPY app.py .
CMD ["python", "app.py"]
```

```python app.py
import cv2

cv2.imshow("camera", cv2.VideoCapture(0).read()[1])
```
"""

from dlint.api import Problem, Problems, Stage, first_match, installed_in, re, rule

NAMES = ("opencv-python", "opencv-contrib-python")
SHOWS = re.compile(r"\b(?:imshow|namedWindow|waitKey|selectROI|destroyAllWindows|createTrackbar)\s*\(")
DISPLAY = re.compile(
    r"\b(?:xvfb\S*|DISPLAY|x11|libx11\S*|vnc|xorg|libgtk\S*|qt5?|pyqt5?|xauth|headless)\b", re.IGNORECASE
)


@rule("DK4715", on="stage", severity="info", stage="production")
def opencv_not_headless(stage: Stage) -> Problems:
    found = next((one for one in installed_in(stage) if one.name in NAMES), None)
    if found is None or stage.file.stage_of(found.command.instruction) is not stage:
        return
    if any(DISPLAY.search(node.logical.text) for node in stage.chain_instructions) or first_match(
        stage.file.context, SHOWS
    ):
        return
    yield Problem(found.word, f"`{found.name}` is made for a display: use `{found.name}-headless`")
