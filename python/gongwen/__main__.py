"""The command ``gongwen``, which pip puts on the path; also ``python -m gongwen``."""

from __future__ import annotations

import signal
import sys

from gongwen import _native


def main() -> int:
    """Run the command with the arguments of the process, and give its exit code."""
    # Interrupted, the command ends at once, as its own program does: a run over an archive leaves whole
    # parts.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _native.run_command(["gongwen", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
