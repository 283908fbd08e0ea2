"""`python -m agnodice` and the `agnodice` command."""

import gc
import sys


def main() -> None:
    """Run the command line; the exit code goes to the shell."""
    gc.disable()  # a command lives for a moment and makes no cycles to speak of; collecting costs a tenth of its time
    from agnodice.faces.cli.commands import run  # noqa: PLC0415  (so that importing this module costs nothing)

    code = run()
    gc.freeze()  # Python collects once more when it ends, and the system takes everything back at once
    sys.exit(code)


if __name__ == "__main__":
    main()
