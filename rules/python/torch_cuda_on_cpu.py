r"""PyTorch comes with CUDA where there is none to use

On Linux `pip install torch` takes the build for NVIDIA's cards, with CUDA and all: about 5 GB. Where the container runs
without a card, the build for the CPU does the same with 200 MB. Where it has one, this is the way, and nothing is wrong.

```dockerfile bad
FROM python:3.13-slim
RUN pip install --no-cache-dir torch==2.9.0 fastapi==0.120.0
                               ^^^^^^^^^^^^ `torch` from PyPI brings CUDA, some 5 GB: without a GPU, write `--index-url https://download.pytorch.org/whl/cpu`
```

The index for the CPU, images for GPUs, and what shows that there is a GPU, are fine.

```dockerfile good
FROM python:3.13-slim
RUN pip install --no-cache-dir torch==2.9.0 --index-url https://download.pytorch.org/whl/cpu
FROM nvidia/cuda:12.9.1-base-ubuntu24.04
RUN pip install torch==2.9.0
FROM python:3.13-slim
ENV NVIDIA_VISIBLE_DEVICES=all
RUN pip install torch==2.9.0
FROM python:3.13-slim
RUN pip install torch==2.9.0 vllm==0.11.0
FROM python:3.13-slim
RUN pip install torch==2.9.0+cpu --extra-index-url https://download.pytorch.org/whl/cpu
FROM python:3.13-slim AS build
RUN pip install torch==2.9.0
FROM python:3.13-slim
COPY --from=build /model.onnx /
```

```dockerfile good
FROM python:3.13-slim
RUN pip install --no-cache-dir scikit-learn==1.7.2
```
"""

from dlint.api import Problem, Problems, Stage, installed_in, project_of, re, rule

GPU = re.compile(
    r"\b(?:nvidia|cuda|cudnn|gpus?|vllm|flash[-_]attn|xformers|bitsandbytes|cupy|tensorrt|onnxruntime-gpu|deepspeed|nccl|rocm|triton|apex|jetson|l4t|tpu|hpu|xpu)\b",
    re.IGNORECASE,
)
GPU_PACKAGES = frozenset((
    "vllm", "flash-attn", "xformers", "bitsandbytes", "cupy", "cupy-cuda12x", "cupy-cuda13x", "tensorrt", "onnxruntime-gpu",
    "deepspeed", "apex", "sglang", "auto-gptq", "nvidia-ml-py", "pynvml", "gpustat", "cuda-python", "lmdeploy",
))  # fmt: skip


@rule("DK4712", on="stage", severity="info")
def torch_cuda_on_cpu(stage: Stage) -> Problems:
    family = stage.family
    if (
        not stage.is_final
        or stage.is_development
        or family.name not in ("python", "python-slim", "python-any", "debian", "ubuntu", "uv")
    ):
        return
    if any(GPU.search(node.logical.text) or "pytorch.org" in node.logical.text for node in stage.chain_instructions):
        return
    if any("arm" in (part.node.logical.text) for part in stage.chain):
        return
    found = installed_in(stage)
    if any(one.name in GPU_PACKAGES for one in found):
        return
    for one in found:
        if one.name != "torch" or "+" in (one.version or "") or chooses_build(stage, one.path):
            continue
        if one.package is not None and not any(other.name.startswith("nvidia-") for other in found):
            return
        if one.requirement is not None and (one.requirement.url or one.requirement.marker):
            return
        if stage.file.stage_of(one.command.instruction) is not stage:
            return
        message = "`torch` from PyPI brings CUDA, some 5 GB: without a GPU, write `--index-url https://download.pytorch.org/whl/cpu`"
        yield Problem(one.word, message)
        return


def chooses_build(stage: Stage, path: str) -> bool:
    """Whether a file of the project says from where PyTorch comes."""
    project = project_of(stage.file)
    if project is None:
        return False
    names = [path] if path else []
    texts = [
        project.inside("").text(name, 500_000) or ""
        for name in (*names, "pyproject.toml", "uv.toml", "pip.conf")
        if name
    ]
    return any(
        "pytorch.org" in text or "+cpu" in text or GPU.search(text)
        for text in texts
        if len(text) < 500_000 and "[[package]]" not in text
    )
