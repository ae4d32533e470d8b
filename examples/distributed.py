"""Convert a folder of circulars on a local Ray cluster of several processes, as on one of several machines.

    python examples/distributed.py FOLDER OUT [--nodes 2]

On a cluster that is up already, leave out `Cluster` and give `daft.set_runner_ray` its address; FOLDER
and OUT have to be on a file system that all machines reach.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import daft
import ray
from gongwen import distributed
from ray.cluster_utils import Cluster


def main() -> None:
    """Start the cluster, convert, and print how many rows each table has."""
    parser = argparse.ArgumentParser(description="Convert a folder of circulars on a local Ray cluster")
    parser.add_argument("folder", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--nodes", type=int, default=2, help="nodes of one processor each")
    arguments = parser.parse_args()
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    for _ in range(arguments.nodes - 1):
        cluster.add_node(num_cpus=1)
    ray.init(address=cluster.address, log_to_driver=False)
    daft.set_runner_ray()
    files = distributed.inputs([arguments.folder]).into_partitions(2 * arguments.nodes)
    for table, rows in distributed.convert(files, arguments.output).items():
        print(f"{table:<12} {rows:>8}")
    ray.shutdown()
    cluster.shutdown()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
