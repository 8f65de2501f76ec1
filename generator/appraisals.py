"""The indicator tables of a project: reads and checks exemplars/appraisal.yml."""

from __future__ import annotations

from generator.checks import appraisal_table
from generator.checks.finding import Problem
from generator.checks.run import check_form, problem_of
from generator.project import Project
from generator.records.appraisal_settings import AppraisalSettings
from generator.records.reader import read_settings

NAME = "appraisal.yml"


def read_appraisals(project: Project) -> tuple[AppraisalSettings | None, list[Problem]]:
    """The tables, none where there is no file and None where it is unsound; and the problems of the file."""
    path = project.records / NAME
    if not path.exists():
        return AppraisalSettings(), []
    file = read_settings(path, project.records, AppraisalSettings, project.shown(path))
    problems = check_form(file)
    problems += [problem_of(appraisal_table, file.path, finding) for finding in appraisal_table.unsound(file)]
    return (None if problems else file.value), problems
