"""A signed assessment repeats its proposal: the database refuses one that says anything else."""

from claims.refusing import RefuseAssessments

NAME = "claims_assessment_repeats_its_proposal"
SQLITE = """
CREATE TRIGGER {name} AFTER INSERT ON claims_assessment WHEN {broken}
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""
POSTGRESQL = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN IF {broken} THEN
RAISE EXCEPTION USING MESSAGE = '{message}', ERRCODE = 'integrity_constraint_violation'; END IF;
RETURN NEW; END $$;
CREATE TRIGGER {name} AFTER INSERT ON claims_assessment FOR EACH ROW EXECUTE FUNCTION {name}()
"""
# A dump may load either of the two first.
BROKEN = """EXISTS (
    SELECT 1 FROM claims_assessment other
    WHERE (other.id = NEW.proposal_id OR other.proposal_id = NEW.id)
    AND (({others}) <> ({new}) OR (other.signed_by_id IS NULL) = (NEW.signed_by_id IS NULL))
)"""


class RepeatProposals(RefuseAssessments):
    """Migration operation: refuse an INSERT of a signed row that is not its proposal in one of `columns`.

    Else a signature could name another proposer than there was, and whoever proposed could sign. `message` is
    what is said. A later migration that rebuilds the table on SQLite runs this again at its end.
    """

    trigger = NAME

    def __init__(self, columns: list[str], message: str) -> None:
        self.columns, self.message = columns, message

    def sql(self, vendor: str) -> str:
        others, new = (", ".join(f"{row}.{one}" for one in self.columns) for row in ("other", "NEW"))
        broken = BROKEN.format(others=others, new=new)
        trigger = POSTGRESQL if vendor == "postgresql" else SQLITE
        return trigger.format(name=NAME, broken=broken, message=self.message)

    def describe(self) -> str:
        return "Refuse signatures that do not repeat their proposal"
