"""Convert a folder on a cluster of two nodes, one of whose workers is killed in the middle of a task.

Run by `test_distributed.py` in a process of its own: `killed_worker.py FOLDER OUT FLAG`. FLAG tells that
the kill has happened.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import daft
import gongwen.distributed as distributed
import pyarrow as pa
import pyarrow.parquet as pq
import ray
from ray.cluster_utils import Cluster


class KilledOnce:
    """Converts a batch; the first worker that has the file of the flag among its own dies after its work
    is done."""

    def __init__(self, flag: str) -> None:
        self.flag = flag

    def __call__(self, batch: pa.RecordBatch) -> bytes:
        encoded = distributed._encode(batch)
        unlucky = any(name.endswith("17.txt") for name in batch.column("name").to_pylist())
        if unlucky and not Path(self.flag).exists():
            Path(self.flag).write_text(str(os.getpid()))
            os.kill(os.getpid(), signal.SIGKILL)
        return encoded


def main() -> None:
    folder, output, flag = sys.argv[1:]
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    cluster.add_node(num_cpus=1)
    ray.init(address=cluster.address, log_to_driver=False)
    daft.set_runner_ray()
    files = distributed.inputs([folder]).into_partitions(6)
    encoded = distributed._on_each_batch(files, KilledOnce(flag), 8)
    made = [distributed.decode(pa.ipc.open_stream(rows).read_next_batch()) for rows in encoded]
    for name in made[0]:
        (Path(output) / name).mkdir(parents=True)
        pq.write_table(pa.concat_tables(batch[name] for batch in made), Path(output) / name / "all.parquet")


if __name__ == "__main__":
    main()
