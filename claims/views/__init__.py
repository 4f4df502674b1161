"""What readers, and their programs, find of claims beside the pieces themselves."""
