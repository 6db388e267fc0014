"""Seconds and peak memory of a step, run as a process of its own so that nothing is shared."""

import json
import os
import subprocess
import sys
from pathlib import Path

WRAPPER = """
import json, resource, sys, time
began = time.perf_counter()
exec(sys.argv[1])
seconds = time.perf_counter() - began
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
cpu = sum(each.ru_utime + each.ru_stime for each in used)
peak = max(each.ru_maxrss for each in used)
print(json.dumps({"seconds": seconds, "cpu": cpu, "mib": peak / 1024}))
"""


def measure(code: str, project: Path) -> dict[str, float]:
    """Run Python code in a new process at `project`; give its wall seconds, processor seconds and peak MiB.

    The peak is that of the largest single process: the step's own or one it started.
    """
    done = subprocess.run(
        [sys.executable, "-c", WRAPPER, code],
        cwd=project,
        env=os.environ | {"INSIGHT_ROOT": str(project)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"The step failed: {code}\n{done.stderr[-3000:]}")
    return json.loads(done.stdout.splitlines()[-1])
