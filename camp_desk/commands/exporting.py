"""Taking lists out of the camp."""

from __future__ import annotations

from camp_desk.commands.goods import NoList
from camp_desk.commands.job import Job, Result, camp_files, check_spared, opened

WHAT = ("people", "households", "stock", "movements", "list", "needs")
"""The lists that can be exported."""


def export(job: Job) -> Result:
    """Write a list as a spreadsheet."""
    from camp_desk.actions.exporting import Wanted
    from camp_desk.actions.exporting import export as exported
    from camp_desk.spreadsheets.export_columns import Listing
    from camp_desk.spreadsheets.exporting import form_of
    from camp_desk.storage import ration_lists

    args, words = job.args, job.words
    check_spared(args.out, camp_files(args.camp))
    listing, number, keys = Listing(args.what), args.number, None
    if args.columns is not None:
        keys = tuple(key for each in args.columns.split(",") if (key := each.strip()))
    with opened(job) as camp:
        if listing is Listing.LIST and number is None:
            latest = next(iter(ration_lists.lists(camp.db)), None)
            if latest is None:
                raise NoList
            number = latest.number
        wanted = Wanted(listing, form_of(args.out.name), args.purpose, number, keys)
        done = exported(camp, wanted, args.out, words=words)
    job.say(words.plural("Wrote {n} row to {file}.", "Wrote {n} rows to {file}.", done.rows,
                         file=args.out))  # fmt: skip
    job.say(words("It is not encrypted: delete it when it has reached who it is for."))
    if done.awaiting:
        job.say(
            words(
                "It holds names, telephones or codes of needs: a second person is to confirm the"
                " export."
            )
        )
    return {
        "file": str(args.out),
        "rows": done.rows,
        "columns": list(done.columns),
        "awaiting_confirmation": done.awaiting,
    }
