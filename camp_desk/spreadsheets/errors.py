"""What can be wrong with a list that an officer wants to take in."""

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_


class ListMissing(CampDeskError):
    """The file is not there or may not be read."""

    message = N_("The file {file} cannot be opened.")
    advice = N_("Check that it is still there and not locked by another program.")


class NotAList(CampDeskError):
    """The file is of another kind."""

    message = N_("{file} is not an Excel workbook or a CSV file.")
    advice = N_(
        "Open it in a spreadsheet program and save it as an Excel workbook (.xlsx) or as CSV."
    )


class OldWorkbook(CampDeskError):
    """The workbook is in the format that Excel used before 2007."""

    message = N_("{file} is a workbook of the old kind (.xls).")
    advice = N_("Open it in a spreadsheet program and save it as an Excel workbook (.xlsx).")


class LockedWorkbook(CampDeskError):
    """The workbook is encrypted."""

    message = N_("{file} is protected with a password.")
    advice = N_("Open it in a spreadsheet program, remove the password and save it.")


class BrokenWorkbook(CampDeskError):
    """The workbook cannot be read to its end."""

    message = N_("{file} is damaged and cannot be read.")
    advice = N_("Copy it again from where it came, or save it again in a spreadsheet program.")


class ListTooLarge(CampDeskError):
    """The file would fill the computer's memory."""

    message = N_("{file} is too large to be a list of arrivals.")
    advice = N_("Split it into several files of at most 200,000 rows.")


class EmptyList(CampDeskError):
    """There is nothing in the file."""

    message = N_("There are no rows in {file}.")
    advice = N_("Check that it is the right file and that it was saved.")


class NoNames(CampDeskError):
    """No column is known to hold names."""

    message = N_("No column of {file} is recognised as the name of a person.")
    advice = N_("Choose which column holds the names.")


class BadGazetteer(CampDeskError):
    """A table of places has not the columns that are needed."""

    message = N_("{file} is not a table of districts.")
    advice = N_("It needs the columns name_en and adm1_name_en (or governorate) in its first row.")


class ListNotWritten(CampDeskError):
    """The file cannot be saved there."""

    message = N_("The file {file} cannot be saved.")
    advice = N_("Choose another folder, or close the program that has the file open.")
