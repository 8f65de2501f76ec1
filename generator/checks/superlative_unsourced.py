"""A superlative carries a citation: 最早, 第一个, 首创, 唯一, 全国第一, 领先.

Such words are where exemplars are raised above the truth (人为拔高). In the body the paragraph is cited;
in the summary and in copy the word must stand in a cited paragraph of the body. Titles of honours and
words within “ ” or 《 》 are names or somebody's words, and 最后, 第一书记 or 第一时间 claim nothing.

Fails:

    张三是全县最早外出找水的人。

Passes:

    张三是全县最早外出找水的人。[^s1]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.claim_sourced import all_cited
from generator.checks.finding import Context, Finding, Severity, place
from generator.language import _
from generator.records.fault import Position
from generator.records.reader import RecordFile

SEVERITY = Severity.WARNING
_DEGREES = "早大小高低多少好先强快优佳长久远深广富穷"
_STARTS = {
    "最": tuple(_DEGREES),
    "首": tuple("个家例创次位"),
    "第": ("一",),
    "唯": ("一",),
    "领": ("先",),
    "独": ("一无二",),
    "前": ("所未有",),
    "史": ("无前例",),
    "绝": ("无仅有",),
}
_SUPERLATIVE = re.compile(
    rf"最[{_DEGREES}]"
    r"(?!人民[法检]|[法检]院|生活保障|工资|限度|程度|化|[能只可]|[是别先不还]|气温|领导)"
    r"|(?<![在到])第一[个位](?!月|年|五年|百年|春节|星期|周|问题|电话|任务|小时|学期|工作日)"
    r"|第一[家所座例](?!属)|第一人(?!民|称|口|生)|第一大(?!队|道|街|桥|学|厦|会|家|早)"
    r"|(?:全[球国省市县区镇乡村]|世界|亚洲)第一(?!批|书记|线|时间|次|届|期|季|产业|医院|人民|中学|小学|轮)"
    r"|(?:位居|名列|排名|位列)第一(?!批|梯队|方阵)"
    r"|首[个家例创次](?!精神|字)|(?<![在到于])首位|唯一|独一无二|领先|前所未有|史无前例|绝无仅有"
)
_QUOTED = re.compile(r"“[^“”\n]*”|《[^《》\n]*》|「[^「」\n]*」")


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Looks at uncited paragraphs, the summary and the copy."""
    record, text = file.record, file.text
    if not record or not _may_hold(text):
        return
    told = [] if "summary" in file.absent else [("summary", record.summary)]
    told += [(f"copy.{channel}", text) for channel, text in record.copy_.items()]
    if all_cited(file.body) and not any(_may_hold(said) for _name, said in told):
        return
    names = {honour.title for honour in record.honours} | context.honour_titles
    cited = "\n".join(block.text for block in file.blocks if block.citations)
    for block in file.blocks:
        if block.kind == "paragraph" and not block.citations:
            for word in _superlatives(block.text, names):
                yield _finding(_in_block(file, block.line, word), word)
    for name, said in told:
        for word in _superlatives(said, names):
            if word not in cited:
                yield _finding(file.at(*name.split(".")), word, name)


def _may_hold(text: str) -> bool:
    """A fast no: looking for one character is many times faster than the expression."""
    for sign, following in _STARTS.items():
        found = text.find(sign)
        while found >= 0:
            if text.startswith(following, found + 1):
                return True
            found = text.find(sign, found + 1)
    return False


def _superlatives(text: str, names: set[str] | frozenset[str]) -> list[str]:
    """The superlatives of `text`, each once, outside quotation marks and titles of honours."""
    if not _may_hold(text):
        return []
    text = _QUOTED.sub("“”", text)
    for name in names:
        if name in text:
            text = text.replace(name, "〇")
    return list(dict.fromkeys(_SUPERLATIVE.findall(text)))


def _in_block(file: RecordFile, line: int, word: str) -> Position:
    start = 0
    for _line in range(line):
        start = file.body.index("\n", start) + 1
    found = file.body.find(word, start)
    return place(file.body, found if found >= 0 else start, file.body_line)


def _finding(at: Position, word: str, where: str = "") -> Finding:
    if where:
        message = _("“{word}” in {where} stands in no cited paragraph of the body")
        hint = _("say it in the body with its source, or leave the word out")
        return Finding(at, message.format(word=word, where=where), hint)
    message = _("“{word}” carries no citation").format(word=word)
    return Finding(at, message, _("cite the source at its end, as in [^s1], or leave the word out"))
