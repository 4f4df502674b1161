"""Run inside a site, by `manage.py shell`: have the piece published in a few seconds."""

from datetime import timedelta

from django.contrib.auth.models import User

from articles.minting import now
from articles.models import Article
from articles.scheduling import schedule

by = User.objects.get(username="person-0")
schedule(Article.objects.get(slug="due"), at=now() + timedelta(seconds=6), by=by)
