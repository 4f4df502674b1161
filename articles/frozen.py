"""Tables whose rows are written once: the database itself refuses to change or delete one."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""
POSTGRESQL = """
CREATE OR REPLACE FUNCTION {table}_no_{verb}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
DROP TRIGGER IF EXISTS {table}_no_{verb} ON {table};
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH {level} EXECUTE FUNCTION {table}_no_{verb}()
"""
# What is refused, what the refusal calls it, and whether it comes to single rows.
VERBS = [("update", "changed", "row"), ("delete", "deleted", "row"), ("truncate", "deleted", "statement")]


class FreezeRows(Operation):
    """Migration operation: refuse UPDATE, DELETE and TRUNCATE on `table` with an IntegrityError.

    `what` names its rows in the message.

    SQLite drops a table's triggers when a later migration rebuilds it; such a migration begins and ends with
    FreezeAgain, and a test looks that the triggers are there.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str, what: str) -> None:
        self.table, self.what = table, what

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Triggers are no part of the models' state."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        vendor = schema_editor.connection.vendor
        for verb, done, level in _verbs(vendor):
            sql = (POSTGRESQL if vendor == "postgresql" else SQLITE).format(
                table=self.table, verb=verb, level=level, message=f"{self.what} are never {done}."
            )
            schema_editor.execute(sql, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        vendor = schema_editor.connection.vendor
        for verb, _, _ in _verbs(vendor):
            trigger = f"{self.table}_no_{verb}"
            on_table = f" ON {self.table}" if vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TRIGGER {trigger}{on_table}")
            if vendor == "postgresql":
                schema_editor.execute(f"DROP FUNCTION {trigger}()")

    def describe(self) -> str:
        return f"Refuse changes to rows of {self.table}"


class FreezeAgain(FreezeRows):
    """Put back what a migration may have dropped; at both ends of one, whichever way that is run."""

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        self.database_forwards(app_label, schema_editor, from_state, to_state)


def _verbs(vendor: str) -> list[tuple[str, str, str]]:
    """SQLite has no TRUNCATE, and its triggers are always for single rows."""
    return [verb for verb in VERBS if vendor == "postgresql" or verb[2] == "row"]
