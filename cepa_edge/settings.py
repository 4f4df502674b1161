"""All configuration, read from the environment top to bottom. README lists the variables."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from cepa_edge.environment import flag, number, origin, refuse_misspelt, required

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

refuse_misspelt(
    {
        "SECRET_KEY",
        "DEBUG",
        "ALLOWED_HOSTS",
        "DATABASE_URL",
        "CACHE_URL",
        "SITE_URL",
        "TRUSTED_PROXIES",
        "PURGER",
    }
)

# Who we are

SECRET_KEY = required("SECRET_KEY")
DEBUG = flag("DEBUG")
SITE_URL = origin("SITE_URL", default="http://localhost:8000" if DEBUG else "")
SITE_HOST = urlsplit(SITE_URL).hostname or ""
# What the journal is called until its publisher says so on the desk.
SITE_NAME = "CEPA Edge"
SITE_DESCRIPTION = "Analysis in which every claim shows its work."
THIS_MACHINE = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[SITE_HOST, *(THIS_MACHINE if DEBUG else [])])
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "claims",
    "articles",
    "articles.searching",
    "taggit",
    "simple_history",
    "django_prose_editor",
    "csp",
    "axes",
    "cepa_edge.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cepa_edge.safety.permissions_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.common.CommonMiddleware",
    # What sets headers or refuses hosts stands before it, what is about sessions after it.
    "articles.views.keeping.kept_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "cepa_edge.urls"
WSGI_APPLICATION = "cepa_edge.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cepa_edge.context.site",
            ],
        },
    },
]

# The newsroom

# Objects with the methods of articles.companions.Companion: the one door from articles to apps built on it.
ARTICLE_COMPANIONS = ["claims.companion.Claims"]

# What each group of people may do, as Django permissions; `manage.py sync_roles` writes them to the database.
ROLES = {
    "contributor": [
        "articles.add_article",
        "articles.change_article",
        "articles.view_*",
        "claims.view_*",
    ],
    "editor": [
        *("articles.add_*", "articles.change_*", "articles.view_*", "articles.edit_article"),
        *("articles.check_article", "articles.delete_promotion", "claims.sign_assessment"),
        *("claims.add_*", "claims.change_*", "claims.view_*"),
    ],
    "checker": [
        *("articles.view_*", "articles.check_article", "claims.sign_assessment"),
        *("claims.add_*", "claims.change_*", "claims.view_*"),
    ],
    "publisher": [
        "articles.*",
        "claims.add_*",
        "claims.change_*",
        "claims.view_*",
        "claims.sign_assessment",
        "claims.delete_source",
    ],
}

TAGGIT_CASE_INSENSITIVE = True
SIMPLE_HISTORY_DATE_INDEX = False  # articles.history.Revisions adds the index its pages need
FIXTURE_DIRS = [BASE_DIR / "seeds"]

# Where things are kept

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
DATABASE_OPTIONS = {
    "django.db.backends.sqlite3": {
        # A transaction that reads and then writes must not find the database changed in between.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # Recursive triggers: a REPLACE is also a deletion, and what is frozen refuses it.
        # Synchronous in full: what was answered as saved is on the disk, also when the power fails just then.
        "init_command": (
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA recursive_triggers = ON;"
        ),
    },
    "django.db.backends.postgresql": {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}},
}
ENGINE = DATABASES["default"].get("ENGINE")
if ENGINE not in DATABASE_OPTIONS:
    raise ImproperlyConfigured(f"DATABASE_URL names {ENGINE!r}. Use sqlite:///… or postgresql://…")
# A connection to SQLite is kept by its thread (to PostgreSQL, by the pool): opening one costs as much as a
# page. Not by the development server, which has a new thread for each request.
if not DEBUG and ENGINE == "django.db.backends.sqlite3":
    DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"].setdefault("OPTIONS", {}).update(DATABASE_OPTIONS[ENGINE])

# What searches: a class with the methods of articles.searching.interface.Backend.
SEARCH_BACKEND = {
    "django.db.backends.sqlite3": "articles.searching.sqlite.SQLite",
    "django.db.backends.postgresql": "articles.searching.postgresql.PostgreSQL",
}[ENGINE]

# Whole pages are kept by address only where every process sees the same cache. How long others may keep one
# without asking depends on whether somebody tells them what changed. All in seconds.
PAGES_KEPT_FOR = 60 if env("CACHE_URL", default="") else 0
PURGER = env("PURGER", default="")
PAGES_SHARED_FOR = 24 * 3600 if PURGER else 60
CACHES = {
    "default": env.cache_url("CACHE_URL", default="locmemcache://"),
    # What stands around every page alike: in the memory of the process, whose release made it.
    "template_fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "fragments",
    },
}

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "cepa_edge" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "cepa_edge.storage.HashedFiles"
    },
}

# Language and time

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True

# Safety

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
CSRF_FAILURE_VIEW = "articles.giving_back.csrf_failure"

# Guessing passwords: after so many failures nobody gets in under that name from that address, for a while.
# Counted in the database, which all workers share.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
TRUSTED_PROXIES = number("TRUSTED_PROXIES")
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "cepa_edge.safety.client_address"
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"
AXES_ALLOWED_CORS_ORIGINS = SITE_URL
# Failures are kept until they no longer count, and nothing else of who came from where.
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "csrfmiddlewaretoken"]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
# The longest day at a desk, from one login. A heartbeat from an open page does not lengthen it.
SESSION_COOKIE_AGE = 16 * 60 * 60

if SITE_URL.startswith("https://"):
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # who watches over the server asks it directly
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
