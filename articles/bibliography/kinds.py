"""What kind of thing a source is, in the words of CSL, BibTeX, RIS and Crossref. Pure tables."""

# https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types
CSL_TYPES = frozenset([
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast",
    "chapter", "classic", "collection", "dataset", "document", "entry", "entry-dictionary",
    "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview", "legal_case", "legislation",
    "manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference", "patent",
    "performance", "periodical", "personal_communication", "post", "post-weblog", "regulation", "report",
    "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
])  # fmt: skip

# The values of claims.vocabulary.SourceType, which knows Django, and the nearest of them to CSL's others.
LIBRARY_TYPES = frozenset([
    "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "dataset", "document", "hearing", "interview", "legal_case", "legislation", "manuscript", "map",
    "motion_picture", "personal_communication", "post", "report", "speech", "thesis", "treaty", "webpage",
])  # fmt: skip
_NEAREST = {
    "article": "article-journal", "review": "article-journal", "review-book": "article-journal",
    "classic": "book", "paper-conference": "chapter", "entry": "chapter", "entry-dictionary": "chapter",
    "entry-encyclopedia": "chapter", "post-weblog": "post", "regulation": "legislation",
    "standard": "report", "song": "broadcast",
}  # fmt: skip

# Crossref's names for what CSL calls otherwise.
FROM_CROSSREF = {
    "journal-article": "article-journal", "proceedings-article": "paper-conference",
    "book-chapter": "chapter", "posted-content": "article", "monograph": "book", "edited-book": "book",
    "reference-book": "book", "dissertation": "thesis", "reference-entry": "entry",
    "report-component": "report",
}  # fmt: skip

# BibTeX has few entry types that styles know, BibLaTeX has more.
TO_BIBTEX = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "book": "book", "chapter": "incollection", "paper-conference": "inproceedings", "report": "techreport",
    "thesis": "phdthesis", "manuscript": "unpublished",
}  # fmt: skip
FROM_BIBTEX = {
    "article": "article-journal", "book": "book", "mvbook": "book", "proceedings": "book",
    "collection": "book", "booklet": "pamphlet", "inbook": "chapter", "incollection": "chapter",
    "inproceedings": "paper-conference", "conference": "paper-conference", "manual": "report",
    "techreport": "report", "report": "report", "mastersthesis": "thesis", "phdthesis": "thesis",
    "thesis": "thesis", "unpublished": "manuscript", "online": "webpage", "electronic": "webpage",
    "www": "webpage", "dataset": "dataset", "letter": "personal_communication", "software": "software",
    "patent": "patent", "movie": "motion_picture", "video": "motion_picture", "audio": "broadcast",
    "jurisdiction": "legal_case", "legislation": "legislation", "periodical": "periodical",
}  # fmt: skip

TO_RIS = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "book": "BOOK",
    "chapter": "CHAP", "paper-conference": "CONF", "report": "RPRT", "thesis": "THES", "dataset": "DATA",
    "webpage": "ELEC", "bill": "BILL", "legal_case": "CASE", "legislation": "STAT", "hearing": "HEAR",
    "map": "MAP", "motion_picture": "VIDEO", "manuscript": "UNPB", "personal_communication": "PCOMM",
    "post-weblog": "BLOG", "software": "COMP", "patent": "PAT",
}  # fmt: skip
_OTHER_RIS = {
    "ABST": "article-journal", "INPR": "article-journal", "JFULL": "periodical", "EJOUR": "article-journal",
    "EBOOK": "book", "EDBOOK": "book", "ECHAP": "chapter", "CPAPER": "paper-conference",
    "MPCT": "motion_picture", "ADVS": "motion_picture", "SOUND": "song", "MANSCPT": "manuscript",
    "LEGAL": "legislation", "GOVDOC": "report", "ICOMM": "webpage", "WEB": "webpage",
    "ENCYC": "entry-encyclopedia", "DICT": "entry-dictionary", "STAND": "standard", "ART": "graphic",
    "FIGURE": "figure", "MUSIC": "musical_score", "PAMP": "pamphlet",
}  # fmt: skip
FROM_RIS = _OTHER_RIS | {code: csl_type for csl_type, code in TO_RIS.items()}


def library_type(csl_type: str) -> str:
    """The type a source can have that is nearest to a CSL type."""
    return csl_type if csl_type in LIBRARY_TYPES else _NEAREST.get(csl_type, "document")
