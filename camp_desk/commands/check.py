"""Checking the whole camp for families registered twice."""

from __future__ import annotations

from camp_desk.commands.job import Job, Result, opened

_TOLD_EVERY = 1000


def check(job: Job) -> Result:
    """Compare all families with one another; stopped, what was found so far stays."""
    from camp_desk.actions.whole_camp import WholeCamp
    from camp_desk.domain.cards import written
    from camp_desk.storage.findings import Kind, findings

    words, run = job.words, WholeCamp()
    with opened(job) as camp:
        told = 0
        try:
            while not (step := run.step(camp)).finished:
                if step.done >= told + _TOLD_EVERY:
                    told = step.done
                    job.say(
                        words(
                            "{done} of {total} families compared, {found} new pairs found",
                            done=step.done, total=step.total, found=step.found,
                        )
                    )  # fmt: skip
        except KeyboardInterrupt:
            job.say(words("Stopped; what was found so far stays."))
        outcome = run.end(camp)
        waiting = findings(camp.db)
    answers: dict[Kind, list[Result]] = {Kind.POSSIBLE_DUPLICATE: [], Kind.BORROWED_CHILD: []}
    for each in waiting:
        if each.kind in answers:
            cards = [written(int(str(each.facts[side]))) for side in ("card_a", "card_b")]
            extra: Result = {
                name: each.facts[name] for name in ("score", "names") if name in each.facts
            }
            answers[each.kind].append({"a": cards[0], "b": cards[1], **extra})
    job.say(outcome.sentence(words))
    return {
        "finished": outcome.step.finished,
        "compared": outcome.step.done,
        "households": outcome.step.total,
        "new": outcome.step.found,
        "possible_duplicates": answers[Kind.POSSIBLE_DUPLICATE],
        "same_child": answers[Kind.BORROWED_CHILD],
    }
