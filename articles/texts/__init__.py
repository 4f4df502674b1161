"""Texts and what became of them: compared, merged, weighed. Pure: strings in, values out."""
