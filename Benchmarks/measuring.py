"""What the benchmarks share: running a command while its memory is watched, and where the program is."""
import json
import os
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.normpath(os.path.join(HERE, "../.build/release/fer-data"))


class Measured:
    """One run of a command: its seconds, its peak RssAnon in KiB (mapped files are left out), its output."""

    def __init__(self, seconds, peak, status, output, errors):
        self.seconds, self.peak, self.status = seconds, peak, status
        self.output, self.errors = output, errors

    def json(self):
        return json.loads(self.output)


def anonymous_memory(process_id):
    """RssAnon of a process in KiB now; 0 where it has ended."""
    try:
        with open(f"/proc/{process_id}/status") as lines:
            for line in lines:
                if line.startswith("RssAnon:"):
                    return int(line.split()[1])
    except OSError:
        pass
    return 0


def measured(command, must_succeed=True, interval=0.01, **options):
    """Runs a command to its end. Its memory is looked at a hundred times a second."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=errors, **options)
        peak = 0
        ended = threading.Event()

        def watch():
            nonlocal peak
            while not ended.is_set():
                peak = max(peak, anonymous_memory(process.pid))
                ended.wait(interval)

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            status = process.wait()
            seconds = time.perf_counter() - started
        except BaseException:
            process.kill()
            process.wait()
            raise
        finally:
            ended.set()
            watcher.join()
        output.seek(0)
        errors.seek(0)
        result = Measured(
            seconds, peak, status, output.read().decode(errors="replace"),
            errors.read().decode(errors="replace"))
    if must_succeed and result.status != 0:
        sys.exit(f"{' '.join(command)} failed with {result.status}\n{result.errors}")
    return result


def required_program(path):
    """The program's absolute path; ends the script where it is not built."""
    if not os.access(path, os.X_OK):
        sys.exit(f"there is no program {path}; build it: swift build -c release --product fer-data")
    return os.path.abspath(path)


def machine():
    """One line about the machine."""
    model = "an unknown processor"
    try:
        with open("/proc/cpuinfo") as lines:
            for line in lines:
                if line.startswith("model name"):
                    model = line.split(":", 1)[1].strip()
                    break
    except OSError:
        pass
    load = os.getloadavg()[0]
    return f"{model}, {len(os.sched_getaffinity(0))} processors, load before the start {load:.2f}"
