"""`python -m insight` is the same command as `insight`."""

from insight.cli import main

if __name__ == "__main__":
    main()
