"""Fits what a record has to say into a channel's budget: whole clauses stand or go, none is ever cut.

Pure: it knows nothing of records and templates. The unit of cost is the caller's: characters, code units of a text
message, characters read aloud, lines.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

Cost = Callable[[str], int]


class Clause(NamedTuple):
    """Something that is said whole or not at all.

    `forms` are ways to say it, the fullest first; each is whole. `rank` 0 must stand; of the others the lower is
    the more important. `after` is the place of the clause it follows on, without which it makes no sense.
    """

    forms: tuple[str, ...]
    rank: int = 0
    after: int = -1


class Budget(NamedTuple):
    """At most `most`; and where the material allows, at least `least`."""

    most: float
    least: float = 0


class Fitted(NamedTuple):
    """For each clause the form that stands, or "" if it went; the cost of all; and by how much it is too much."""

    said: tuple[str, ...]
    cost: int
    over: int


def fit(clauses: Sequence[Clause], budget: Budget, cost: Cost = len) -> Fitted:
    """Choose what stands.

    All of rank 0 stand, in the shortest form if need be. Then, rank by rank and in the order given, each clause
    that still fits whole is taken, in the fullest form that fits, if the clause that it follows on stands. If that
    stays below `least`, other clauses are tried together, the earlier preferred. What is `over` even so can only
    be mended by a person.
    """
    said = [clause.forms[-1] if clause.rank == 0 else "" for clause in clauses]
    spent = sum(cost(text) for text in said if text)
    if spent > budget.most:
        return Fitted(tuple(said), spent, math.ceil(spent - budget.most))
    for place in sorted(range(len(clauses)), key=lambda place: clauses[place].rank):
        clause = clauses[place]
        if clause.after >= 0 and not said[clause.after]:
            continue
        taken = cost(said[place]) if said[place] else 0
        for form in clause.forms:
            if form == said[place]:
                break
            price = cost(form) - taken
            if spent + price <= budget.most:
                said[place], spent = form, spent + price
                break
    if spent < budget.least:
        fuller = _filled(clauses, said, budget, cost)
        if fuller.cost > spent:
            return fuller
    return Fitted(tuple(said), spent, 0)


def _filled(clauses: Sequence[Clause], taken: Sequence[str], budget: Budget, cost: Cost) -> Fitted:
    """The choice that fills the budget best: a knapsack of chains, each of which is taken from its beginning.

    Only the rank with the most clauses, a story's sentences, is chosen anew; of the others stays what was taken.
    """
    numbers = Counter(clause.rank for clause in clauses if clause.rank)
    pool = max(numbers, key=numbers.__getitem__, default=0)
    said = ["" if clause.rank == pool and pool else text for clause, text in zip(clauses, taken, strict=True)]
    spent = sum(cost(text) for text in said if text)
    room = int(budget.most - spent)
    chains = _chains(clauses, pool)
    sums = [[0, *_running(cost(clauses[place].forms[0]) for place in chain)] for chain in chains]
    # Bit n of a mask is set if the chains so far can cost n together.
    masks, within = [1], (1 << (room + 1)) - 1
    for prices in sums:
        reach = 0
        for price in prices:
            if price <= room:
                reach |= masks[-1] << price
        masks.append(reach & within)
    rest = masks[-1].bit_length() - 1
    spent += rest
    for number in range(len(chains) - 1, -1, -1):
        # The least of the later chains, so that the earlier ones are told as far as possible.
        length = next(
            n for n, price in enumerate(sums[number]) if price <= rest and masks[number] >> (rest - price) & 1
        )
        for place in chains[number][:length]:
            said[place] = clauses[place].forms[0]
        rest -= sums[number][length]
    return Fitted(tuple(said), spent, 0)


def _chains(clauses: Sequence[Clause], rank: int) -> list[list[int]]:
    """The places of the clauses of a rank, those that follow on one another together."""
    chains: list[list[int]] = []
    for place, clause in enumerate(clauses):
        if clause.rank != rank or not rank:
            continue
        chain = next((chain for chain in chains if clause.after == chain[-1]), None)
        if chain is None:
            chains.append([place])
        else:
            chain.append(place)
    return chains


def _running(prices: Iterator[int]) -> Iterator[int]:
    total = 0
    for price in prices:
        total += price
        yield total
