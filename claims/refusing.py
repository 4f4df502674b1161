"""Assessments the database refuses: what the migration operations that make its triggers have in common."""

from abc import abstractmethod
from typing import Any, ClassVar

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class RefuseAssessments(Operation):
    """Migration operation: refuse an INSERT of an assessment by a trigger, on PostgreSQL with a function."""

    reduces_to_sql = True
    reversible = True
    trigger: ClassVar[str]

    @abstractmethod
    def sql(self, vendor: str) -> str:
        """What creates the trigger in this kind of database."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Triggers are no part of the models' state."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        schema_editor.execute(self.sql(schema_editor.connection.vendor), params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {self.trigger} ON claims_assessment")
            schema_editor.execute(f"DROP FUNCTION {self.trigger}()")
        else:
            schema_editor.execute(f"DROP TRIGGER {self.trigger}")
