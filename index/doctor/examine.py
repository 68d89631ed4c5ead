"""One look at everything: the folders, the catalog, the lexical index and the vector store."""

from contextlib import closing

from index.doctor import documents, files, neighbours, vectors, words
from index.doctor.pace import Pace
from index.doctor.report import Report
from index.doctor.stored import StoredCatalog
from index.encoder import Encoder
from index.errors import StoreDamaged
from index.folder import Folders
from index.place import CATALOG, Place
from index.schema import VERSION
from index.upkeep import Wanted


def examine(folders: Folders, place: Place, encoder: Encoder, pace: Pace | None = None) -> Report:
    """Compare an index row by row with its folders and with itself; nothing is written.

    It works while another process writes: the catalog is read as of one moment. Chroma is then
    left aside, and the report says so.
    Raises StoreError where the store is another folder's, ModelMismatch where another model made
    it, Stopped where `pace` is stopped.
    """
    pace = pace or Pace()
    report = Report()
    directory = place.current()
    if not (directory / CATALOG).is_file():
        report.is_lost = True
        report.add("catalog", f"there is no catalog at {directory}")
        return report
    try:
        with closing(StoredCatalog(directory / CATALOG)) as catalog:
            for line in catalog.complaints(pace.stop.is_set):
                report.is_lost = True
                report.add("catalog", f"the catalog is damaged: {line}")
            if not report.is_lost:
                with neighbours.copied(directory, catalog) as copy:
                    _examine(Wanted(folders, place, encoder), catalog, copy, report, pace)
    except StoreDamaged as error:
        if not report.is_lost:
            report.add("catalog", f"the catalog is damaged: {error.__cause__}")
        report.is_lost = True
    return report


def _examine(
    wanted: Wanted, catalog: StoredCatalog, copy: neighbours.Copy, report: Report, pace: Pace
) -> None:
    wanted.check_owner(catalog)
    if catalog.form() != VERSION:
        report.add("reading", f"the catalog is of an older form ({catalog.form()}): sync")
        return
    wanted.check_model(catalog)
    if not wanted.is_met_by(catalog):
        report.add("reading", "its files were read by another version of Footnote: sync")
        return
    if not catalog.get("identity") or not (catalog.get("generation") or "0").isdecimal():
        report.add("unsigned", "the catalog does not say which one it is, or how often it changed")
        return
    listing = wanted.folders.listing(wanted.place.store)
    files.check(wanted.folders, listing, catalog, report, pace)
    documents.check(catalog, report, pace)
    vectors.check(catalog, wanted.encoder, report, pace)
    words.check(catalog, report, pace)
    neighbours.check(copy, catalog, report, pace)
