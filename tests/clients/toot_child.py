"""`toot`, kept running: starting it costs more than what it does.

A process of its own, since its libraries warn of each other. Each line of input is a list of
arguments in JSON; each line of output is what came of it.
"""

import json
import sys

from click.testing import CliRunner
from toot.cli import cli


def main() -> None:
    for line in sys.stdin:
        done = CliRunner().invoke(cli, json.loads(line))
        print(json.dumps([done.exit_code, done.stdout, done.output]), flush=True)


if __name__ == "__main__":
    main()
