"""What the databases find entries by, made by a migration."""

from typing import Any, NamedTuple

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from articles.searching.documents import Kind

WORDS = "title_words, beside_words, text_words"
OLD, NEW = (", ".join(f"{row}.{name}" for name in ("key", *WORDS.split(", "))) for row in ("old", "new"))


# All are found in one index, and claims in one of their own too: who asks for claims alone does not go past
# the pieces, which hold nearly all words.
INDEXES = {"searching_words": list(Kind), "searching_claim_words": [Kind.CLAIM]}
# How long the beginnings of words are that have an index too.
BEGINNINGS = (3, 4)


# The words come folded and with spaces between: the ascii tokenizer leaves them as they are, of any script.
# What is there already is taken in before there are triggers: else the next change fails (“malformed”).
def _indexed(index: str, kinds: list[Kind]) -> list[str]:
    forget = f"INSERT INTO {index}({index}, rowid, {WORDS}) VALUES ('delete', {OLD});"  # noqa: S608
    learn = f"INSERT INTO {index}(rowid, {WORDS}) VALUES ({NEW});"  # noqa: S608
    those = f"kind IN ({', '.join(repr(kind.value) for kind in kinds)})"
    was, now = f"WHEN old.{those} BEGIN {forget} END", f"WHEN new.{those} BEGIN {learn} END"
    return [
        f"""
        CREATE VIRTUAL TABLE {index} USING fts5(
            {WORDS}, content='searching_entry', content_rowid='key', tokenize='ascii',
            prefix='{" ".join(map(str, BEGINNINGS))}'
        )
        """,
        f"INSERT INTO {index}(rowid, {WORDS}) SELECT key, {WORDS} FROM searching_entry WHERE {those}",  # noqa: S608
        f"CREATE TRIGGER {index}_in AFTER INSERT ON searching_entry {now}",
        f"CREATE TRIGGER {index}_out AFTER DELETE ON searching_entry {was}",
        f"CREATE TRIGGER {index}_before BEFORE UPDATE ON searching_entry {was}",
        f"CREATE TRIGGER {index}_after AFTER UPDATE ON searching_entry {now}",
    ]


def _unindexed(index: str) -> list[str]:
    triggers = (f"DROP TRIGGER IF EXISTS {index}_{when}" for when in ("in", "out", "before", "after"))
    return [*triggers, f"DROP TABLE IF EXISTS {index}"]


SQLITE = [
    *(sql for index, kinds in INDEXES.items() for sql in _indexed(index, kinds)),
    # The words themselves, in their order.
    "CREATE VIRTUAL TABLE searching_terms USING fts5vocab(searching_words, instance)",
]
SQLITE_BACK = [
    "DROP TABLE IF EXISTS searching_terms",
    *(sql for index in INDEXES for sql in _unindexed(index)),
    # As they were once called.
    *(f"DROP TRIGGER IF EXISTS searching_entry_{when}" for when in ("in", "out", "anew")),
]

# The words are taken as they are, past PostgreSQL's own parser, which sees letters where its locale does.
# The sign between the columns is no word: no phrase goes from one into the next. The vector is kept out of
# line and uncompressed, since a search may look into hundreds. No list of pending words, through which every
# search would have to read.
#
# Claims have indexes of their own here too. The planner thinks that looking into a vector costs nothing; it
# costs as much as ten rows found by the index, or as one where it is of a claim, which is short. So the
# newest few say how common a match is, and what the index finds, which for a phrase is its words in any
# order. Where that saves looking, documents are looked into from the newest back; else the index of words
# finds all (the planner is kept from going back all the same), and what may be a phrase is looked into.
#
# Common words stand together in thousands of texts in which they are no phrase. So which words are neighbours
# is kept too, two and two, each pair as one of 65,536 signs: few texts have the sign of a pair and not the
# pair. Two columns of one index, which then goes through the shortest of its lists.
POSTGRESQL = [
    """
    CREATE FUNCTION searching_vector(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT AS $$
        SELECT coalesce(string_agg(quote_literal(word) || ':' || least(place, 16383), ' '), '')::tsvector
        FROM unnest(string_to_array(btrim(words), ' ')) WITH ORDINALITY AS every(word, place) WHERE word <> ''
    $$
    """,
    """
    ALTER TABLE searching_entry ADD COLUMN vector tsvector NOT NULL GENERATED ALWAYS AS (
        searching_vector(title_words || '§' || beside_words || '§' || text_words)
    ) STORED
    """,
    "ALTER TABLE searching_entry ALTER COLUMN vector SET STORAGE EXTERNAL",
    """
    CREATE FUNCTION searching_pairs(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT AS $$
        SELECT coalesce(array_to_tsvector(array_agg(left(md5(word || ' ' || after), 4))), '')
        FROM (
            SELECT word, lead(word) OVER (ORDER BY place) AS after
            FROM unnest(string_to_array(btrim(words), ' ')) WITH ORDINALITY every(word, place)
        ) pair WHERE after IS NOT NULL
    $$
    """,
    """
    ALTER TABLE searching_entry ADD COLUMN pairs tsvector NOT NULL GENERATED ALWAYS AS (
        searching_pairs(title_words || '§' || beside_words || '§' || text_words)
    ) STORED
    """,
    "CREATE INDEX searching_words ON searching_entry USING gin (vector, pairs) WITH (fastupdate = off)",
    "CREATE INDEX searching_claim_words ON searching_entry USING gin (vector, pairs) WITH (fastupdate = off) "
    "WHERE kind = 'claim'",
    "CREATE INDEX searching_claim_keys ON searching_entry (key) WHERE kind = 'claim'",
    """
    CREATE FUNCTION searching_newest(
        matching tsquery, words tsquery, beside tsquery, one_kind text, below bigint, size int
    )
    RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 200
    SET enable_seqscan = off SET enable_indexscan = on SET plan_cache_mode = force_custom_plan AS $$
    DECLARE
        sample CONSTANT float := 32;
        dear CONSTANT float := CASE one_kind WHEN 'claim' THEN 1 ELSE 10 END;
        kept float;
        matched float;
        found float;
    BEGIN
        SELECT count(*) FILTER (WHERE newest.vector @@ matching) / sample,
            count(*) FILTER (
                WHERE newest.vector @@ words AND (beside IS NULL OR newest.pairs @@ beside)
            ) / sample
        INTO matched, found FROM (
            SELECT e.vector, e.pairs FROM searching_entry e
            WHERE (one_kind IS NULL OR e.kind = one_kind) AND e.key < below
            ORDER BY e.key DESC LIMIT sample
        ) newest;
        SELECT reltuples INTO kept FROM pg_class WHERE oid = CASE one_kind
            WHEN 'claim' THEN 'searching_claim_keys'::regclass ELSE 'searching_entry'::regclass END;
        IF kept * found * matched > size * dear * (1 - found) THEN
            RETURN QUERY
            SELECT e.key FROM searching_entry e
            WHERE (one_kind IS NULL OR e.kind = one_kind) AND e.key < below AND e.vector @@ matching
            ORDER BY e.key DESC LIMIT size;
        ELSE
            PERFORM set_config('enable_indexscan', 'off', true);
            RETURN QUERY
            SELECT likely.key FROM (
                SELECT e.key, e.vector FROM searching_entry e
                WHERE (one_kind IS NULL OR e.kind = one_kind) AND e.key < below AND e.vector @@ words
                    AND (beside IS NULL OR e.pairs @@ beside)
                ORDER BY e.key DESC OFFSET 0
            ) likely WHERE words = matching OR likely.vector @@ matching LIMIT size;
        END IF;
    END $$
    """,
]
POSTGRESQL_BACK = [
    "DROP FUNCTION IF EXISTS searching_newest",
    "ALTER TABLE searching_entry DROP COLUMN IF EXISTS vector, DROP COLUMN IF EXISTS pairs",
    "DROP INDEX IF EXISTS searching_claim_keys",
    "DROP FUNCTION IF EXISTS searching_vector, searching_pairs",
]


class Vendors(NamedTuple):
    sqlite: list[str]
    postgresql: list[str]

    def execute(self, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for sql in self.postgresql if schema_editor.connection.vendor == "postgresql" else self.sqlite:
            schema_editor.execute(sql, params=None)


class FindEntries(Operation):
    """Migration operation: let the words of searching_entry be found.

    SQLite drops a table's triggers when a later migration rebuilds it; such a migration begins with
    `LoseEntries` and ends with this.
    """

    reduces_to_sql = True
    reversible = True
    forwards, backwards = Vendors(SQLITE, POSTGRESQL), Vendors(SQLITE_BACK, POSTGRESQL_BACK)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """No part of the models' state."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        self.forwards.execute(schema_editor)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        self.backwards.execute(schema_editor)

    def describe(self) -> str:
        return "Let entries be found by their words"


class LoseEntries(FindEntries):
    """Migration operation: let nothing be found for a while."""

    forwards, backwards = FindEntries.backwards, FindEntries.forwards

    def describe(self) -> str:
        return "Let entries not be found"
