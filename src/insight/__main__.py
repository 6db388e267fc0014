"""The command `insight`, which is also `python -m insight`.

A process that makes pages imports this file again, and none of what the verbs need.
"""


def main() -> None:
    """Run the command."""
    from insight.cli import main  # here, as said above

    main()


if __name__ == "__main__":
    main()
