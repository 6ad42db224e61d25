"""Work on a cluster of Dask (extra ``cluster``); see ``executor``, the door to it.

The scheduler and its workers run already, started by whoever runs the cluster; nothing of them is started or ended here.
A piece whose worker is lost is done again by another: ids are content ids, so nothing is ever there twice.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from importlib import import_module
from types import TracebackType
from typing import Any, Self

from musnad.model.errors import ClusterError
from musnad.pipeline.executor import Given, Made

try:
    import dask
    from distributed import Client, KilledWorker
    from distributed.comm.addressing import get_address_host_port
except ModuleNotFoundError as missing:
    raise ClusterError(f"--cluster needs the library {missing.name}, which is not installed: "
                       "pip install 'musnad[cluster]'") from missing

AHEAD = 3  # pieces of work under way for each thread of a worker
REACHED = 10  # seconds in which the scheduler must answer
COUNTED = 10  # seconds for which the number of threads is taken as known
JOINED = 30  # seconds in which the first worker must be there
QUIET = {"distributed.admin.large-graph-warning-threshold": "1GiB"}  # one long document is one large piece: that is meant


class OnCluster:
    """Does pieces on the workers of a cluster."""

    def __init__(self, address: str, preload: Sequence[str] = (), same: Callable[[], object] | None = None) -> None:
        """Find the cluster and see that its workers can do the work as this process would.

        Raises:
            ClusterError: Nothing answers at the address, it has no worker, or a worker would not read as this process does.
        """
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it has to say is said as an error
        self._address = address
        self._counted, self._ask_at = 1, 0.0
        self._client = _client(address)
        try:
            self._checked(preload, same)
        except BaseException:
            self._client.close()
            raise

    def map(self, work: Callable[[Given], Made], pieces: Iterable[Given]) -> Iterator[Made]:
        """Yield ``work(piece)`` for each piece, in order, with a bounded number of pieces under way.

        Raises:
            ClusterError: The cluster is lost, or a piece ends every worker that takes it.
        """
        under_way: deque[Any] = deque()
        for piece in pieces:
            under_way.append(self._sent(work, piece))
            if len(under_way) >= AHEAD * self._threads():
                yield self._result(under_way.popleft())
        while under_way:
            yield self._result(under_way.popleft())

    def _sent(self, work: Callable[[Given], Made], piece: Given) -> object:
        with self._kept(), dask.config.set(QUIET):
            return self._client.submit(work, piece, pure=False)

    def _result(self, future: Any) -> Any:
        with self._kept():
            return future.result()

    def _threads(self) -> int:
        """Return how many pieces the workers do at once; some may join or leave meanwhile."""
        if time.monotonic() >= self._ask_at:
            with self._kept():
                self._counted = max(1, sum(self._client.ncores().values()))
            self._ask_at = time.monotonic() + COUNTED
        return self._counted

    @contextmanager
    def _kept(self) -> Iterator[None]:
        """Tell in our words that the cluster is lost."""
        try:
            yield
        except KilledWorker:
            raise ClusterError(f"{self._address}: a batch of texts ended every worker that took it; give them more memory, "
                               "or find the text with --workers 1") from None
        except (CancelledError, OSError) as lost:
            raise ClusterError(f"{self._address}: the cluster was lost ({' '.join(str(lost).split())}); "
                               "the same command goes on where it stopped") from None

    def _checked(self, preload: Sequence[str], same: Callable[[], object] | None) -> None:
        """See that there are workers, and that each has what this process has."""
        try:
            self._client.wait_for_workers(1, timeout=JOINED)
        except TimeoutError:
            raise ClusterError(f"{self._address}: no worker has joined this cluster; start one with: "
                               f"dask worker {self._address} --nthreads 1") from None
        for worker, told in self._client.run(_told, tuple(preload), same, on_error="return").items():
            if isinstance(told, BaseException):
                raise ClusterError(f"{worker}: this worker cannot read: {type(told).__name__}: {told}; it needs musnad, "
                                   "the same version, and the same files at the same paths")
            if same is not None and told != same():
                raise ClusterError(f"{worker}: this worker would read otherwise: {told}; here: {same()}")

    def __enter__(self) -> Self:
        """Start."""
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        """Leave the cluster to itself; what has not been done for this process, it drops."""
        self._client.close()


def _client(address: str) -> Any:
    connect: Callable[..., Any] = Client  # the library tells no types of it
    try:
        get_address_host_port(address)  # a client that is made with a bad address takes long to be rid of
        return connect(address, timeout=REACHED, set_as_default=False)
    except (OSError, ValueError) as error:
        why = " ".join(str(error).split()) or type(error).__name__
        raise ClusterError(f"{address}: no cluster answers there ({why}); write it as tcp://10.0.0.5:8786") from None


def _told(preload: Sequence[str], same: Callable[[], object] | None) -> object:
    """Load what the work needs and answer what tells one reading process from another; runs on a worker."""
    for module in preload:
        import_module(module)
    return None if same is None else same()
