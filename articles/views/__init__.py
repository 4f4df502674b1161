"""The reader's pages. All of them read editions, as the querysets let readers have them, and nothing else."""

from articles.views.reading import piece_context as piece_context
