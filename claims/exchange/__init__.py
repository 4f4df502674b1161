"""Claims, evidence and findings out to a spreadsheet and in again. What comes in is written by the verbs."""
