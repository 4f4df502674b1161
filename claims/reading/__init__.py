"""Reading English with lists of words and no grammar: what a text states, how it puts it, on whose word.

Pure: a text in, values out. What is found shows a person where to look and decides nothing. Offsets are code
points of the text; `read` is a text as `plain` gives it, of the same length.
"""
