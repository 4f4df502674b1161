import os
import shutil


def find() -> str | None:
    """The browser to use: $CHROMIUM, or the system's own. Playwright's would have to be downloaded."""
    names = ["chromium", "chromium-browser", "google-chrome"]
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
