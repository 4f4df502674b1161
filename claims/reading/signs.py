"""By which words it shows that something can be checked: a date, a number, a cause; or is an opinion."""

import re

from claims.reading.patterns import NO_CASE, any_of, either

_UPPER = "".join(chr(point) for point in range(0x41, 0x530) if chr(point).isupper())
_CAPITAL = rf"[{_UPPER}]\w*+(?:[-&.]\w++|'(?!s\b)\w++)*+"
_LINK = r" (?:(?:of|for) (?:the )?|the |de |von |van |der |bin |al-|el-)?"
_DAY, _YEAR = r"\d{1,2}(?:st|nd|rd|th)?", r"(?:1[5-9]|20)\d\d"
_MONTH = any_of("January February March April June July August September October November December")
_MAY = r"(?:May(?= \d)|(?<=\d )May|(?<=\b[IiOo][nf] )May|(?<=\b(?:last|this|next|late) )May)"
_PERIOD = any_of("day night morning week month year spring summer autumn winter decade century generation")
_FEW = any_of("two three four five six seven eight nine ten eleven twelve")

NAME = re.compile(rf"(?<![\w'-])(?:al-|el-)?{_CAPITAL}(?:{_LINK}{_CAPITAL})*+")
DATE = either(
    rf"\b(?:{_DAY} (?:of )?)?(?:{_MONTH}|{_MAY})\b(?: {_DAY}\b(?!,\d))?(?:,? {_YEAR}\b)?",
    rf"(?<![\w.,$€£])(?:mid-)?{_YEAR}s?(?:[-–]\d\d(?:\d\d)?)?\b(?![,.]\d)",
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|\b(?:yesterday|overnight)\b",
    rf"\b(?:last|previous|past|next|this) (?:(?:few|several|\d+|{_FEW}) )?{_PERIOD}s?\b",
    rf"\b(?:over|for|after|within|under|about|than|nearly|almost) (?:an?|one|half a) {_PERIOD}\b",
    rf"\b(?:an?|\d+|{_FEW}) {_PERIOD}s? (?:ago|earlier|later|before|after)\b|\b\w+th century\b",
)
NUMBER = either(
    r"(?<![\w.-])[$€£]?\d+(?:[.,]\d+)*(?:\w+|\s?%)?(?: (?:per cent|percent|thousand|[mbt]r?illion)\b)?",
    rf"\b(?:{_FEW}|(?:thir|four|fif|six|seven|eigh|nine)teen)\b",
    r"\b(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?\b",
    r"\b(?:multi-)?(?:hundred|thousand|[mbt]r?illion|dozen)s?\b",
    r"\b(?:half|an? (?:third|quarter|fifth|tenth)) (?:of|the)\b|\bone in \w+|\b\w+-(?:thirds|quarters)\b",
    flags=NO_CASE,
)
RECORD = any_of(
    """reports? records? documents? files figures data stud(?:y|ies) polls? surveys? evidence intelligence
    audits? inquir(?:y|ies) memos? emails? images? footage photographs? statistics research filings?"""
)
SAYING = any_of(
    """says? said saying tells? told announce[sd]? announcing state[sd]?(?=_that) declare[sd]? claimed
    claims?(?=_(?:that|to|they|he|she|it)_) reported report(?=_that) alleges? den(?:y|ies|ied)
    confirm(?:s|ed) argue[sd]? warn(?:s|ed) reveal(?:s|ed) admit(?:s|ted) acknowledge[sd]?
    testif(?:y|ies|ied) wrote writes accuse[sd]? insist(?:s|ed) assert(?:s|ed) conclude[sd]? estimate[sd]?
    disclose[sd]? concede[sd]? vowed pledge[sd]? promise[sd]? cite[sd]? quoted documented ruled(?=_that)
    replied remember(?:s|ed)(?=_that) recall(?:s|ed) blame[sd]? complained explained added(?=_that)
    hint(?:s|ed)(?=_that)"""
)
ATTRIBUTION = either(
    r"\baccording to\b|\b(?:alleged|reported|purported|supposed)ly\b|\balleged\b|\bevidenced by\b",
    rf"\b{SAYING}\b|\breports of\b",
    rf"\b{RECORD} (?:also |has |have |had )?(?:indicat|show|suggest|find|found|put|list|not)(?:e|s|ed|es)?\b",
    r"\b(?:found|finds|notes|noted|knows?|knew) (?:that|whether|who)\b",
    r"\b(?:not|nobody|no one|do|we) knows?\b|\bnot (?:been )?(?:known|proven|proved|established|verified)\b",
    r"\b(?:been|is|are|was|were|widely) (?:\w+ly )?(?:believed|thought|said|rumou?red|detailed|documented)\b",
    flags=NO_CASE,
)
CAUSE = either(
    r"\b(?:because|caus(?:e[sd]?|ing)|due to|owing to|thanks to|as a result|consequently|in response to)\b",
    r"\b(?:leads?|led|leading) to\b|\bresult(?:s|ed|ing)? (?:in|of|from)\b",
    r"\b(?:triggered|prompted|sparked|provoked|fuell?ed|forced|enabled|helped|(?:has|have|had) made)\b",
    r"\b(?:stem|driven|spark)\w* (?:by|from)\b",
    flags=NO_CASE,
)
# Words that end as superlatives do.
_NO_SUPERLATIVE = any_of(
    r"""\w*test(?<![aehitr]test) protest attest detest \w*vest \w*quest (?:sug|di|in)gest
    (?:ar|wr|c|fo|inte|un)?rest (?:mid|north|south)?west chest honest nest earnest modest pest tempest
    priest guest"""
)
COMPARISON = either(
    rf"(?<!rather )\bthan\b(?! (?:an?|half|one|{_FEW})\b| [$€£]?\d)",
    r"\b(?:most|least) (?:\w+ly )?[a-z]{3,}(?:ed|ing|ful|ous|ive|al|ent|ant|able|ible|ic|y)\b",
    rf"\b(?=[a-z]{{3,}}est\b)(?!{_NO_SUPERLATIVE}\b)\w+",
    r"\b(?:the|its|their|his|her|'s) (?:only|first(?! (?:two|three))|sole|worst|best)\b",
    r"\b(?:unprecedented|exceed(?:s|ed)|outnumber\w*|twice|doubled?|tripled?|record (?:high|low|number))\b",
    r"\b(?:rose|risen|fell|fallen|surged?|soared|plunged|grew|grown|increased?|dropped|exploded)\b",
    r"\bas (?!far|long|well|soon|much)\w+ as\b|\b(?:ahead|short) of\b|\bcompared (?:to|with)\b|\bunlike\b",
    flags=NO_CASE,
)
_BETWEEN = any_of(
    r"\w+ly also long never since often been not once already just now only even still too all being"
)
_IRREGULAR = any_of(
    """made sent sold built held taken given shown seen run lost won left met put cut hit brought bought
    caught fought begun become gone come grown thrown drawn withdrawn written broken spoken stolen chosen
    driven struck shot laid paid found hurt spread set shut spent borne worn flown hidden forgotten
    overthrown undergone"""
)
EVENT = either(
    rf"\b(?:has|have|had|was|were) (?:{_BETWEEN} )*+(?:\w{{2,}}ed|{_IRREGULAR})(?: (?:off|out|up|down))?\b",
    flags=NO_CASE,
)
VALUING = any_of(
    """absurd preposterous outrageous disgraceful shameful brilliant terrible awful wonderful excellent
    foolish wise unwise naive reckless cowardly cynical hypocritical ridiculous laughable deplorable
    admirable splendid elegant stupid clever unfair unjust immoral tragic pathetic impressive
    disappointing embarrassing unacceptable intolerable appalling horrific evil noble sensible silly
    misguided short-sighted dreadful lamentable regrettable worthless magnificent superb obscene
    despicable contemptible delusional ludicrous commendable troubling shocking alarming astonishing
    charming lovely dull dreary handsome beautiful ugly graceful clumsy"""
)
_FRAME = any_of(
    "good bad better best worse wrong right tough hard easy important vital crucial essential time tempting"
)
OPINION = either(
    r"\b(?:should|must|ought to|deserves?)\b|\bin my (?:view|opinion)\b|\bmatter of (?:opinion|taste)\b",
    r"\b(?:I|we) (?:\w+ly )?(?:think|believe|hope|suspect|fear|need|cannot|can|would|may|might)\b",
    rf"\b(?:it|this|that|which)(?:'s| is| was| would be) (?:\w+ly )?(?:{VALUING}|{_FRAME})\b",
    rf"\b(?:is|are|was|were) (?:\w+ly |an? |the )*+{VALUING}\b|\b(?:un)?(?:fortunately|sadly|happily)\b",
    flags=NO_CASE,
)
