"""The site's own settings, with one more address: a view that does nothing, to measure the others against."""

from cepa_edge.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
