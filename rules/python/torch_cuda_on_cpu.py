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

from dlint.api import Installed, Problem, Problems, Stage, installed_in, project_of, re, rule

GPU = re.compile(
    r"\b(?:nvidia|cuda|cudnn|gpus?|vllm|flash[-_]attn|xformers|bitsandbytes|cupy|tensorrt|onnxruntime-gpu|deepspeed|nccl|rocm|triton|apex|jetson|l4t|tpu|hpu|xpu)\b",
    re.IGNORECASE,
)
GPU_PACKAGES = frozenset((
    "vllm", "flash-attn", "xformers", "bitsandbytes", "cupy", "cupy-cuda12x", "cupy-cuda13x", "tensorrt", "onnxruntime-gpu",
    "deepspeed", "apex", "sglang", "auto-gptq", "nvidia-ml-py", "pynvml", "gpustat", "cuda-python", "lmdeploy",
))  # fmt: skip
FAMILIES = ("python", "python-slim", "python-any", "debian", "ubuntu", "uv")


@rule("DK4712", on="stage", stage="production", severity="info")
def torch_cuda_on_cpu(stage: Stage) -> Problems:
    if stage.family.name not in FAMILIES or speaks_of_gpu(stage):
        return
    found = installed_in(stage)
    torch = next((one for one in found if one.name == "torch" and takes_default(one, stage)), None)
    if torch is None or stage.file.stage_of(torch.command.instruction) is not stage:
        return
    brings_cuda = torch.package is None or any(one.name.startswith("nvidia-") for one in found)
    is_chosen = torch.requirement is not None and (torch.requirement.url or torch.requirement.marker)
    if brings_cuda and not is_chosen and not any(one.name in GPU_PACKAGES for one in found):
        message = "`torch` from PyPI brings CUDA, some 5 GB: without a GPU, write `--index-url https://download.pytorch.org/whl/cpu`"
        yield Problem(torch.word, message)


def speaks_of_gpu(stage: Stage) -> bool:
    """Whether an image is for a GPU or for ARM, or the file says from where PyTorch comes."""
    return any("arm" in part.node.logical.text for part in stage.chain) or any(
        GPU.search(node.logical.text) or "pytorch.org" in node.logical.text for node in stage.chain_instructions
    )


def takes_default(torch: Installed, stage: Stage) -> bool:
    """Whether neither the version nor a file of the project says from where PyTorch comes."""
    if "+" in (torch.version or ""):
        return False
    project = project_of(stage.file)
    names = [name for name in (torch.path, "pyproject.toml", "uv.toml", "pip.conf") if name]
    texts = [project.inside("").text(name, 500_000) or "" for name in names] if project is not None else []
    return not any(
        "pytorch.org" in text or "+cpu" in text or GPU.search(text)
        for text in texts
        if len(text) < 500_000 and "[[package]]" not in text
    )
