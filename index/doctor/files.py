"""The files of the folders against the catalog: what is new, missing, changed or a copy."""

from index.doctor.pace import Pace
from index.doctor.report import Report
from index.doctor.stored import StoredCatalog, StoredFile
from index.folder import Folders, Listing

_UNOPENED = "it cannot be opened"


def check(
    folders: Folders, listing: Listing, catalog: StoredCatalog, report: Report, pace: Pace
) -> None:
    """Compare every file by the sha256 of its bytes with what the catalog says of it."""
    known = {file.path: file for file in catalog.files()}
    outer = {path: file for path, file in known.items() if not file.container}
    for path in pace.over(listing.files, "files"):
        report.files += 1
        if path in outer:
            _compare(folders, listing, outer[path], report)
        else:
            report.add("file", f"{path}: it is not in the catalog yet")
    unlisted = tuple(path for path in listing.files if path.endswith("/"))
    for path in outer:
        if path not in listing.files and not path.startswith(unlisted):
            report.add("file", f"{path}: it is in the catalog, and no longer in the folder")
    for file in known.values():
        if file.container and file.container not in outer:
            report.add("document", f"{file.path}: the file it is inside of is not in the catalog")
            report.documents.add(file.container)
        if file.same_as:
            _compare_copy(file, known.get(file.same_as), report)


def _compare(folders: Folders, listing: Listing, file: StoredFile, report: Report) -> None:
    try:
        sha256, size = folders.digest(listing.files[file.path])
    except OSError as error:
        if _UNOPENED not in file.reason:
            report.add("file", f"{file.path}: {_UNOPENED}: {error.strerror or error}")
        return
    if sha256 != file.sha256:
        report.add("file", f"{file.path}: its bytes are not those that were read")
    elif _UNOPENED in file.reason:
        report.add("file", f"{file.path}: it can be opened again")
    elif size != file.size:
        line = f"{file.path}: the catalog says {file.size:,} bytes, it has {size:,}"
        report.add("file", line)
        report.sizes[file.path] = size


def _compare_copy(file: StoredFile, other: StoredFile | None, report: Report) -> None:
    named = f"{file.path}: it is noted as the same as {file.same_as}"
    if other is None:
        report.add("file", f"{named}, which is not in the catalog")
    elif other.same_as or (other.reason and not other.is_read and not other.kind):
        report.add("file", f"{named}, which is not read")
    elif other.sha256 != file.sha256:
        report.add("file", f"{named}, which has other bytes")
