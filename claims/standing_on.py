"""What a finding must stand on: the database refuses an assessment without it, whoever writes it and how."""

from collections.abc import Iterator, Mapping
from typing import Any

from claims.refusing import RefuseAssessments

SQLITE = """
CREATE TRIGGER {name} AFTER INSERT ON claims_assessment
BEGIN {refusals} END
"""
SQLITE_REFUSAL = "SELECT RAISE(ABORT, '{message}') WHERE {broken};"
POSTGRESQL = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN {refusals} RETURN NEW; END $$;
CREATE TRIGGER {name} AFTER INSERT ON claims_assessment FOR EACH ROW EXECUTE FUNCTION {name}()
"""
POSTGRESQL_REFUSAL = """
IF {broken} THEN
RAISE EXCEPTION USING MESSAGE = '{message}', ERRCODE = 'integrity_constraint_violation'; END IF;
"""
NAME = "claims_assessment_stands_on_evidence"

# What was signed or proposed before its claim was reopened is history: it stands no more, whatever it had.
MAY_STAND = """NOT EXISTS (
    SELECT 1 FROM claims_claim c
    WHERE c.id = NEW.claim_id AND c.reopened_at >= COALESCE(NEW.signed_at, NEW.proposed_at)
)"""
CARRYING = """
    FROM claims_evidence e JOIN claims_source s ON s.id = e.source_id
    WHERE e.claim_id = NEW.claim_id AND e.withdrawn_at IS NULL AND s.retracted_at IS NULL
"""
WITHOUT = """NEW.finding = '{finding}' AND {may_stand}
AND NOT EXISTS (SELECT 1 {carrying} AND e.relation = '{relation}')"""
HIGH = """NEW.confidence = 'high' AND {is_blank} AND {may_stand}
AND NOT EXISTS (
    SELECT 1 {carrying} AND (NEW.finding, e.relation) IN (VALUES {needs})
    AND s.is_primary AND s.reliability IN ('A', 'B')
)
AND (
    SELECT COUNT(DISTINCT CASE s.origin_group WHEN '' THEN CAST(s.id AS text) ELSE s.origin_group END)
    {carrying} AND (NEW.finding, e.relation) IN (VALUES {needs})
) < 2"""
IS_BLANK = {
    "sqlite": "TRIM(NEW.reason, CHAR(9, 10, 11, 12, 13, 32, 160)) = ''",
    "postgresql": r"TRIM(NEW.reason, E'\t\n\u000b\f\r \u00a0') = ''",
}
BY_AN_AUTHOR = """EXISTS (
    SELECT 1 FROM claims_claim c
    JOIN articles_byline b ON b.article_id = c.article_id AND b.role = 'author'
    JOIN articles_author a ON a.id = b.author_id
    WHERE c.id = NEW.claim_id AND a.user_id = NEW.signed_by_id
)"""


class StandOnEvidence(RefuseAssessments):
    """Migration operation: refuse an INSERT that breaks rules 3 to 5 of the domain, with an IntegrityError.

    `needs` maps a finding to the relations it wants live evidence of, and each of these to what is said where
    there is none; `high` is said of unfounded high confidence, `by_an_author` of a signature.

    SQLite renames no table while a trigger speaks of one that is not there. A later migration that rebuilds
    one of those named above begins with LetStand and ends with this.
    """

    trigger = NAME

    def __init__(self, needs: Mapping[str, Mapping[str, str]], high: str, by_an_author: str) -> None:
        self.needs, self.high, self.by_an_author = needs, high, by_an_author

    def sql(self, vendor: str) -> str:
        trigger, refusal = (
            (POSTGRESQL, POSTGRESQL_REFUSAL) if vendor == "postgresql" else (SQLITE, SQLITE_REFUSAL)
        )
        refusals = (
            refusal.format(message=message, broken=broken) for message, broken in self._broken(vendor)
        )
        return trigger.format(name=NAME, refusals="".join(refusals))

    def describe(self) -> str:
        return "Refuse assessments without the evidence they need"

    def _broken(self, vendor: str) -> Iterator[tuple[str, str]]:
        """What is said, and the condition under which it is, rule by rule."""
        common = {"may_stand": MAY_STAND, "carrying": CARRYING}
        for finding, relations in self.needs.items():
            for relation, message in relations.items():
                yield message, WITHOUT.format(finding=finding, relation=relation, **common)
        pairs = [(finding, relation) for finding, relations in self.needs.items() for relation in relations]
        yield self.high, HIGH.format(needs=str(pairs)[1:-1], is_blank=IS_BLANK[vendor], **common)
        yield self.by_an_author, BY_AN_AUTHOR


class LetStand(StandOnEvidence):
    """The opposite: stop refusing, so that a table can be rebuilt; run backwards, refuse again."""

    def database_forwards(self, *args: Any) -> None:
        super().database_backwards(*args)

    def database_backwards(self, *args: Any) -> None:
        super().database_forwards(*args)
