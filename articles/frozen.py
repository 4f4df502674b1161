"""Tables whose rows are written once: the database itself refuses to change or delete one."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""
POSTGRESQL = """
CREATE FUNCTION {table}_no_{verb}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_no_{verb}()
"""
VERBS = {"update": "changed", "delete": "deleted"}


class FreezeRows(Operation):
    """Migration operation: refuse UPDATE and DELETE on `table`. IntegrityError says `what` cannot be done.

    SQLite drops a table's triggers when a later migration rebuilds it; such a migration has to repeat this
    operation, and a test looks that the triggers are there.
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
        template = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
        for verb, done in VERBS.items():
            message = f"{self.what} are never {done}."
            schema_editor.execute(template.format(table=self.table, verb=verb, message=message), params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        is_postgresql = schema_editor.connection.vendor == "postgresql"
        for verb in VERBS:
            trigger = f"{self.table}_no_{verb}"
            schema_editor.execute(f"DROP TRIGGER {trigger}" + (f" ON {self.table}" if is_postgresql else ""))
            if is_postgresql:
                schema_editor.execute(f"DROP FUNCTION {trigger}()")

    def describe(self) -> str:
        return f"Refuse changes to rows of {self.table}"
