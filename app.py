"""Opens the page: `python app.py`. The same as `interviewer ui`."""

from interviewer.cli import main

if __name__ == "__main__":
    import sys

    sys.argv[1:1] = ["ui"]
    main()
