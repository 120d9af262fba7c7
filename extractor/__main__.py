"""`python -m extractor` is `jobdesc`."""

from extractor.cli import main

if __name__ == "__main__":
    main(prog_name="python -m extractor")
