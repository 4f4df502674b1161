"""Run inside a site, by `manage.py shell`: forty publishers, and pieces for them to work on at once."""

import json

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User

from articles import revising
from articles.management.commands.sync_roles import sync_roles
from articles.models import Author
from articles.workflow import Stage
from claims import annotating

PEOPLE = 40
PIECES = ["apart", "alike", "killed", "raced", "crowded", "due", "mended"]
GOODS = ["herring", "timber", "barley", "amber", "saffron", "copper", "walnut", "linen", "pepper", "cobalt"]


def paragraph(number: int) -> str:
    """Three sentences that stand nowhere else in the piece."""
    first, second = GOODS[number % 10], GOODS[number // 10]
    return (
        f"<p>Ship {number} carried {first} and {second} to harbour {number * 7}. "
        f"Its captain, the {number + 2}th of the line, paid {number * 31 + 5} crowns. "
        f"Nobody counted the {second} twice on day {number}.</p>"
    )


def piece(name: str, by: User) -> str:
    """The id of a new piece of forty paragraphs, a claim in every tenth of them, ready to be published."""
    body = "".join(paragraph(number) for number in range(PEOPLE))
    credits = [(AUTHOR, "author")]
    article = revising.start(by=by, headline=f"The {name}", slug=name, body=body, bylines=credits)
    for number in range(0, PEOPLE, 10):
        quote = f"paid {number * 31 + 5} crowns"
        annotating.add_claim(article, by=by, quote=quote, proposition="It paid.", modality="asserted")
    for stage, mover in ((Stage.IN_EDIT, by), (Stage.IN_CHECK, by), (Stage.READY, people[1])):
        revising.move(article, to=stage, by=mover)
    return str(article.pk)


sync_roles()
hashed = make_password("the forty are one")
people = [
    User.objects.create(username=f"person-{number}", password=hashed, is_staff=True)
    for number in range(PEOPLE)
]
Group.objects.get(name="publisher").user_set.add(*people)
AUTHOR = Author.objects.create(name="Ada Wheel", slug="ada-wheel")
print(json.dumps({name: piece(name, people[0]) for name in PIECES}))
