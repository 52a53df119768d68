"""Documents of the stores that were written: listed, reversed, confirmed and printed."""

from __future__ import annotations

from camp_desk.commands.document_lines import document_named, written
from camp_desk.commands.job import Job, Result, camp_files, check_spared, opened, plain


def listing(job: Job) -> Result:
    """List documents, the latest first."""
    from camp_desk.actions import document_words
    from camp_desk.actions.document_meanings import meanings
    from camp_desk.storage import documents
    from camp_desk.storage.stock import items

    words = job.words
    with opened(job) as camp:
        known = items(camp.db)
        rows = documents.found(
            camp.db, kind=job.args.kind.upper(), words=" ".join(job.args.words),
            meant=meanings(words, camp.today()),
        )  # fmt: skip
    answers: list[Result] = []
    for row in rows:
        state, _ = document_words.state_said(
            reversal=row.reversal, is_reversed=row.reversed, waits=row.waits, words=words
        )
        answers.append(
            {
                "number": row.number, "kind": row.kind, "day": row.day.isoformat(),
                "waybill": row.reference, "party": row.party, "store": row.store_name,
                "to": row.other_name, "reason": row.reason, "reversal": row.reversal,
                "reversed": row.reversed, "to_be_confirmed": row.waits,
                "items": {code: plain(n, known[code].unit) for code, n in row.items},
            }
        )  # fmt: skip
        goods = ", ".join(f"{code} {plain(n, known[code].unit):g}" for code, n in row.items)
        said = (row.number, row.day.isoformat(), document_words.title(row.kind, words), goods)
        job.say("  ".join(filter(None, (*said, row.reference or row.party, state))))
    return {"documents": answers}


def item_codes(job: Job) -> Result:
    """List the items: their codes, their names, and what one pack of each holds."""
    from camp_desk.domain.quantities import shown
    from camp_desk.storage.stock import items

    with opened(job) as camp:
        known = items(camp.db)
    for code, item in known.items():
        pack = shown(item.pack_size, item.unit, job.words) if item.pack_size > 1 else ""
        job.say("  ".join(filter(None, (f"{code:16}", item.said(job.words), pack))))
    return {
        "items": [
            {
                "code": code, "name": item.said(job.words), "unit": item.unit.value,
                "pack": plain(item.pack_size, item.unit),
            }
            for code, item in known.items()
        ]
    }  # fmt: skip


def on_the_way(job: Job) -> Result:
    """List the waybills whose goods have not all arrived."""
    from camp_desk.storage import documents, stock

    with opened(job) as camp:
        known = stock.items(camp.db)
        answers: list[Result] = []
        for going in documents.under_way(camp.db):
            head = going.document
            lots: list[Result] = []
            for id_, quantity in going.lots:
                lot = stock.lot_of(camp.db, id_)
                lots.append(
                    {
                        "item": lot.item, "lot": lot.label,
                        "quantity": plain(quantity, known[lot.item].unit),
                    }
                )  # fmt: skip
            to = head.other_name or head.reference
            days = (camp.today() - head.day).days
            answers.append(
                {
                    "number": head.number, "from": head.store_name, "to": to,
                    "day": head.day.isoformat(), "days": days, "plate": head.plate,
                    "driver": head.driver, "phone": head.phone, "lots": lots,
                }
            )  # fmt: skip
            job.say(
                job.words(
                    "{number}: to {place} since {day}", number=head.number, place=to, day=head.day
                )
            )
    return {"on_the_way": answers}


def reverse(job: Job) -> Result:
    """Take a wrong document back by another one."""
    from camp_desk.actions import reversing

    with opened(job) as camp:
        wrong = document_named(camp, job.args.number)
        return written(job, camp, reversing.reverse(camp, wrong.id, job.args.because))


def confirm(job: Job) -> Result:
    """Confirm, as a second officer, what another one lost or found."""
    from camp_desk.actions import losses

    with opened(job) as camp:
        found = document_named(camp, job.args.number)
        losses.confirm(camp, found.id, job.args.reason)
    job.say(job.words("Confirmed."))
    return {"document": found.number, "confirmed": True}


def print_document(job: Job) -> Result:
    """Write a document as a PDF with places to sign."""
    from io import BytesIO

    from camp_desk.actions import document_paper
    from camp_desk.actions.paper import second_language
    from camp_desk.storage.files import write_whole

    args, out = job.args, BytesIO()
    check_spared(args.out, camp_files(args.camp))
    with opened(job) as camp:
        found = document_named(camp, args.number)
        pages = document_paper.print_document(
            camp, found.id, out, words=job.words, other=second_language(job.words)
        )
    write_whole(args.out, out.getvalue())
    job.say(job.words("Wrote {file}.", file=args.out))
    return {"file": str(args.out), "document": found.number, "pages": pages}
