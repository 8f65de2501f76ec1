"""The rules of history, in their order; `since` holds every record that changed against them."""

from __future__ import annotations

from generator.checks.finding import Problem
from generator.checks.rules import Rule
from generator.checks.run import problem_of
from generator.history import honour_kept, id_kept, record_kept, stage_move
from generator.history.life import lives
from generator.project import Project

HISTORY = tuple(Rule(module) for module in (id_kept, record_kept, stage_move, honour_kept))


def since(project: Project, revision: str) -> list[Problem]:
    """What changed since `revision` and may not, in the order of paths; raises `NoHistory`."""
    changed = lives(project, revision)
    problems: list[Problem] = []
    renamed = id_kept.renamed(changed)
    for old, new in renamed:
        problems += [problem_of(id_kept, new.shown, finding) for finding in id_kept.check(old, new)]
    told = {life.id for pair in renamed for life in pair}
    for life in changed:
        if life.id not in told:
            for module in (record_kept, stage_move, honour_kept):
                problems += [problem_of(module, life.shown, finding) for finding in module.check(life)]
    return sorted(problems)
