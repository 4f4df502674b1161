"""What the databases find entries by, made by a migration."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

WORDS = "title_words, beside_words, text_words"
OLD, NEW = (", ".join(f"{row}.{name}" for name in ("key", *WORDS.split(", "))) for row in ("old", "new"))
FORGET = f"INSERT INTO searching_words(searching_words, rowid, {WORDS}) VALUES ('delete', {OLD});"  # noqa: S608
LEARN = f"INSERT INTO searching_words(rowid, {WORDS}) VALUES ({NEW});"  # noqa: S608

# The words come folded and with spaces between: the ascii tokenizer leaves them as they are, of any script.
# What is there already is taken in before there are triggers: else the next change fails (“malformed”).
SQLITE = [
    f"""
    CREATE VIRTUAL TABLE searching_words USING fts5(
        {WORDS}, content='searching_entry', content_rowid='key', tokenize='ascii', prefix='3 4'
    )
    """,
    "INSERT INTO searching_words(searching_words) VALUES ('rebuild')",
    f"CREATE TRIGGER searching_entry_in AFTER INSERT ON searching_entry BEGIN {LEARN} END",
    f"CREATE TRIGGER searching_entry_out AFTER DELETE ON searching_entry BEGIN {FORGET} END",
    f"CREATE TRIGGER searching_entry_anew AFTER UPDATE ON searching_entry BEGIN {FORGET} {LEARN} END",
]
SQLITE_BACK = [
    *(f"DROP TRIGGER IF EXISTS searching_entry_{when}" for when in ("in", "out", "anew")),
    "DROP TABLE IF EXISTS searching_words",
]

# The words are taken as they are, past PostgreSQL's own parser, which sees letters where its locale does.
# The vector is kept out of line and uncompressed, since ranking reads hundreds. No list of pending words,
# through which every search would have to read.
#
# The planner thinks that looking into a vector costs nothing, while it costs as much as ten rows found by the
# index, which does not save looking when it is for a phrase. So the newest few say how common a match is.
# When it is common, documents are looked into from the newest back; else the index finds all (with the sum
# the planner cannot go back all the same).
POSTGRESQL = [
    """
    CREATE FUNCTION searching_vector(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT AS $$
        SELECT coalesce(string_agg(quote_literal(word) || ':' || least(place, 16383), ' '), '')::tsvector
        FROM unnest(string_to_array(btrim(words), ' ')) WITH ORDINALITY AS every(word, place) WHERE word <> ''
    $$
    """,
    """
    ALTER TABLE searching_entry ADD COLUMN vector tsvector NOT NULL GENERATED ALWAYS AS (
        setweight(searching_vector(title_words), 'A')
        || setweight(searching_vector(beside_words), 'B')
        || setweight(searching_vector(text_words), 'D')
    ) STORED
    """,
    "ALTER TABLE searching_entry ALTER COLUMN vector SET STORAGE EXTERNAL",
    "CREATE INDEX searching_entry_vector ON searching_entry USING gin (vector) WITH (fastupdate = off)",
    """
    CREATE FUNCTION searching_newest(matching tsquery, below bigint, one_kind int, size int)
    RETURNS TABLE (key bigint, vector tsvector) LANGUAGE plpgsql STABLE
    SET enable_seqscan = off SET plan_cache_mode = force_custom_plan AS $$
    DECLARE
        sample CONSTANT float := 32;
        seen float;
        kept float;
        dear float;
    BEGIN
        SELECT count(*) FILTER (WHERE newest.vector @@ matching) INTO seen FROM (
            SELECT e.vector FROM searching_entry e WHERE e.key < below ORDER BY e.key DESC LIMIT sample
        ) newest;
        SELECT reltuples INTO kept FROM pg_class WHERE oid = 'searching_entry'::regclass;
        dear := CASE WHEN matching::text LIKE '%<->%' THEN 0.25 ELSE 10 END;
        IF kept * (seen / sample) ^ 2 > size * dear THEN
            RETURN QUERY
            SELECT e.key, e.vector FROM searching_entry e
            WHERE e.key < below AND (one_kind < 0 OR e.key & 1 = one_kind) AND e.vector @@ matching
            ORDER BY e.key DESC LIMIT size;
        ELSE
            RETURN QUERY
            SELECT e.key, e.vector FROM searching_entry e
            WHERE e.key < below AND (one_kind < 0 OR e.key & 1 = one_kind) AND e.vector @@ matching
            ORDER BY e.key + 0 DESC LIMIT size;
        END IF;
    END $$
    """,
]
POSTGRESQL_BACK = [
    "DROP FUNCTION IF EXISTS searching_newest",
    "ALTER TABLE searching_entry DROP COLUMN IF EXISTS vector",
    "DROP FUNCTION IF EXISTS searching_vector",
]


class FindEntries(Operation):
    """Migration operation: let the words of searching_entry be found.

    SQLite drops a table's triggers when a later migration rebuilds it; such a migration undoes this operation
    first and does it again at its end.
    """

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """No part of the models' state."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        for sql in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
            schema_editor.execute(sql, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        for sql in POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
            schema_editor.execute(sql, params=None)

    def describe(self) -> str:
        return "Let entries be found by their words"
