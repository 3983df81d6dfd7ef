r"""CUDA is in the image twice

PyTorch's wheels bring the CUDA libraries that they use. The images `nvidia/cuda` with `runtime` or `devel` in their tag
have them too, some 2 to 6 GB; `base` has only what the driver needs.

```dockerfile bad
FROM nvidia/cuda:12.9.1-cudnn-runtime-ubuntu24.04
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `torch` brings CUDA itself: `nvidia/cuda:12.9.1-base-ubuntu24.04` is enough
RUN pip install torch==2.9.0
```

What is compiled needs `devel`; what brings no CUDA of its own needs `runtime`.

```dockerfile good
FROM nvidia/cuda:12.9.1-base-ubuntu24.04
RUN pip install torch==2.9.0
FROM nvidia/cuda:12.9.1-devel-ubuntu24.04
RUN pip install torch==2.9.0 && pip install flash-attn==2.8.0 --no-build-isolation
```

```dockerfile good
FROM nvidia/cuda:12.9.1-cudnn-runtime-ubuntu24.04
RUN pip install onnxruntime-gpu==1.23.0 torch==2.9.0
FROM nvidia/cuda:12.9.1-runtime-ubuntu24.04
RUN apt-get update && apt-get install -y ffmpeg
```
"""

from dlint.api import Problem, Problems, Stage, installed_in, re, rule

TAG = re.compile(r"(?P<version>[0-9.]+)-(?:cudnn[0-9]*-)?(?:runtime|devel)-(?P<rest>.+)\Z")
NEED_IT = re.compile(
    r"nvcc|CUDA_HOME|TORCH_CUDA_ARCH_LIST|cmake|setup\.py|git clone|git\+|make\b|flash[-_]attn|apex|xformers|detectron2|onnxruntime|"
    r"tensorrt|cupy|ctranslate2|faster[-_]whisper|jax|tensorflow|paddle|llama[-_]cpp|vllm|triton|deepspeed|bitsandbytes|--no-binary|"
    r"numba|pycuda|dlib|mmcv|pytorch3d|\.sh\b|no-build-isolation|FORCE_CUDA|gcc|g\+\+|build-essential"
)
OTHERS = frozenset((
    "onnxruntime-gpu", "tensorflow", "jax", "jaxlib", "cupy", "ctranslate2", "faster-whisper", "paddlepaddle-gpu", "tensorrt", "vllm",
    "flash-attn", "xformers", "bitsandbytes", "deepspeed", "numba", "llama-cpp-python", "apex", "mmcv", "dlib", "pycuda", "sglang",
))  # fmt: skip


@rule("DK4713", on="stage", severity="info")
def cuda_twice(stage: Stage) -> Problems:
    reference = stage.reference
    if not stage.is_final or reference is None or reference.name not in ("nvidia/cuda", "nvcr.io/nvidia/cuda"):
        return
    match = TAG.match(reference.tag or "")
    if match is None or any(
        NEED_IT.search(node.logical.text) for node in stage.chain_instructions if node.name != "FROM"
    ):
        return
    found = installed_in(stage)
    if not any(one.name == "torch" and brings_cuda(one.version) for one in found) or any(
        one.name in OTHERS for one in found
    ):
        return
    better = f"{reference.name}:{match['version']}-base-{match['rest']}"
    yield Problem(stage.node.image or stage.node, f"`torch` brings CUDA itself: `{better}` is enough")


def brings_cuda(version: str | None) -> bool:
    """Whether that version of PyTorch has the libraries of CUDA in its wheel, or as wheels that it needs."""
    return "+cpu" not in (version or "") and not (version or "").startswith("0.")
