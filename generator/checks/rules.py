"""The table of rules, in the order in which they run and are listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType

from generator.checks import (
    appraisal_table,
    bulletin_exemplar,
    bulletin_number,
    bulletin_public,
    calendar_covers,
    claim_sourced,
    consent_covers,
    control_character,
    copy_fits,
    date_order,
    date_real,
    embargo_order,
    field_required,
    file_encoding,
    file_inside,
    file_size,
    front_matter_readable,
    glyph_present,
    honour_known,
    id_form,
    id_unique,
    key_known,
    key_twice,
    link_form,
    markup_safe,
    minor_marked,
    notice_objection,
    number_in_copy,
    outlet_address,
    outlet_option,
    overlay_record,
    photo_alt,
    photo_exists,
    photo_readable,
    pinyin_needed,
    private_data,
    private_data_in_output,
    publicity_known,
    region_known,
    source_cited,
    source_present,
    source_twice,
    source_unused,
    stage_fits,
    summary_form,
    summary_length,
    superlative_unsourced,
    template_works,
    value_form,
    vocabulary_known,
    yaml_plain,
)
from generator.checks.finding import Context, Finding, Severity
from generator.records.fault import Fault
from generator.records.reader import RecordFile


@dataclass(frozen=True)
class Rule:
    """A rule module as an entry of the table."""

    module: ModuleType

    @property
    def name(self) -> str:
        """The name that stands behind a message: the module's, with hyphens."""
        return self.module.__name__.rpartition(".")[2].replace("_", "-")

    @property
    def severity(self) -> Severity:
        """Whether a finding stops a build."""
        severity: Severity = self.module.SEVERITY
        return severity

    @property
    def documentation(self) -> str:
        """The module's docstring: what the rule says, an example that fails and one that passes."""
        return self.module.__doc__ or ""

    @property
    def word(self) -> Callable[[Fault], Finding]:
        """Puts a fault that READ found into words."""
        function: Callable[[Fault], Finding] = self.module.word
        return function

    @property
    def check(self) -> Callable[[RecordFile, Context], Iterator[Finding]]:
        """Looks at a record that could be read."""
        function: Callable[[RecordFile, Context], Iterator[Finding]] = self.module.check
        return function


RULES = tuple(
    Rule(module)
    for module in (
        front_matter_readable,
        file_encoding,
        file_size,
        file_inside,
        yaml_plain,
        key_twice,
        key_known,
        field_required,
        value_form,
        date_real,
        control_character,
        private_data,
        id_form,
        id_unique,
        vocabulary_known,
        honour_known,
        region_known,
        publicity_known,
        date_order,
        embargo_order,
        calendar_covers,
        notice_objection,
        consent_covers,
        stage_fits,
        pinyin_needed,
        summary_length,
        summary_form,
        photo_exists,
        photo_readable,
        photo_alt,
        glyph_present,
        source_present,
        source_twice,
        source_cited,
        source_unused,
        claim_sourced,
        superlative_unsourced,
        number_in_copy,
        copy_fits,
        template_works,
        private_data_in_output,
        markup_safe,
        link_form,
        bulletin_number,
        bulletin_exemplar,
        bulletin_public,
        appraisal_table,
        overlay_record,
        minor_marked,
        outlet_address,
        outlet_option,
    )
)
WORDING = {rule.name: rule for rule in RULES if hasattr(rule.module, "word")}
CHECKING = tuple(rule for rule in RULES if hasattr(rule.module, "check"))
