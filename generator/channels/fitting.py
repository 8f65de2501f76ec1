"""Fits what a record has to say into a channel's budget: whole clauses stand or go, none is ever cut.

Pure: it knows nothing of records and templates. The unit of cost is the caller's: characters, code units of a text
message, characters read aloud, lines.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple


class Clause(NamedTuple):
    """Something that is said whole or not at all.

    `forms` are ways to say it, the fullest first; each is whole. `rank` 0 must stand; of the others the lower is
    the more important. `after` is the place of the clause it follows on, without which it makes no sense. `prices`
    are what the forms cost, in the same order; without them it is their length.
    """

    forms: tuple[str, ...]
    rank: int = 0
    after: int = -1
    prices: tuple[int, ...] = ()


class Budget(NamedTuple):
    """At most `most`; and where the material allows, at least `least`."""

    most: float
    least: float = 0


class Fitted(NamedTuple):
    """For each clause the form that stands, or "" if it went; the cost of all; and by how much it is too much."""

    said: tuple[str, ...]
    cost: int
    over: int


def fit(clauses: Sequence[Clause], budget: Budget) -> Fitted:
    """Choose what stands.

    All of rank 0 stand, in the shortest form if need be. Then, rank by rank and in the order given, each clause
    that still fits whole is taken, in the fullest form that fits, if the clause that it follows on stands. If that
    stays below `least`, other clauses are tried together, the earlier preferred. What is `over` even so can only
    be mended by a person.
    """
    prices = [clause.prices or tuple(map(len, clause.forms)) for clause in clauses]
    # For each clause the number of the form that stands, or -1.
    taken = [len(clause.forms) - 1 if clause.rank == 0 else -1 for clause in clauses]
    spent = sum([prices[place][-1] for place, form in enumerate(taken) if form >= 0])
    if spent > budget.most:
        return Fitted(_worded(clauses, taken), spent, math.ceil(spent - budget.most))
    for place in sorted(range(len(clauses)), key=[clause.rank for clause in clauses].__getitem__):
        after = clauses[place].after
        if after >= 0 and taken[after] < 0:
            continue
        stands = taken[place]
        own = prices[place]
        most = budget.most - spent + (own[stands] if stands >= 0 else 0)
        for form, price in enumerate(own):
            if form == stands:
                break
            if price <= most:
                spent += price - (own[stands] if stands >= 0 else 0)
                taken[place] = form
                break
    if spent < budget.least:
        fuller, cost = _filled(clauses, prices, taken, budget)
        if cost > spent:
            return Fitted(_worded(clauses, fuller), cost, 0)
    return Fitted(_worded(clauses, taken), spent, 0)


def _worded(clauses: Sequence[Clause], taken: Sequence[int]) -> tuple[str, ...]:
    return tuple([clause.forms[form] if form >= 0 else "" for clause, form in zip(clauses, taken, strict=True)])


def _filled(
    clauses: Sequence[Clause], prices: Sequence[tuple[int, ...]], taken: Sequence[int], budget: Budget
) -> tuple[list[int], int]:
    """The choice that fills the budget best, and its cost: a knapsack of chains, each taken from its beginning.

    Only the rank with the most clauses, a story's sentences, is chosen anew; of the others stays what was taken.
    """
    numbers = Counter(clause.rank for clause in clauses if clause.rank)
    pool = max(numbers, key=numbers.__getitem__, default=0)
    chosen = [-1 if clause.rank == pool and pool else form for clause, form in zip(clauses, taken, strict=True)]
    spent = sum(prices[place][form] for place, form in enumerate(chosen) if form >= 0)
    room = int(budget.most - spent)
    chains = _chains(clauses, pool)
    sums = [list(accumulate((prices[place][0] for place in chain), initial=0)) for chain in chains]
    # Bit n of a mask is set if the chains so far can cost n together.
    masks, within = [1], (1 << (room + 1)) - 1
    for costs in sums:
        reach = 0
        for cost in costs:
            if cost <= room:
                reach |= masks[-1] << cost
        masks.append(reach & within)
    rest = masks[-1].bit_length() - 1
    spent += rest
    for number in range(len(chains) - 1, -1, -1):
        # The least of the later chains, so that the earlier ones are told as far as possible.
        length = next(n for n, cost in enumerate(sums[number]) if cost <= rest and masks[number] >> (rest - cost) & 1)
        for place in chains[number][:length]:
            chosen[place] = 0
        rest -= sums[number][length]
    return chosen, spent


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
