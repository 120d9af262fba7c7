"""URLs of object stores and file servers, by fsspec: the extra `remote`."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any, Final

from extractor.errors import ExtraMissing, PathUnreadable, SchemeNotAllowed

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

# What changes whenever the content does; the rest of what a server tells of a file may change without.
_TELLING = (
    "ETag",
    "etag",
    "md5",
    "md5Hash",
    "content_md5",
    "version_id",
    "LastModified",
    "last_modified",
    "mtime",
    "size",
)


SCHEMES: Final = ("s3", "gs", "az", "abfs", "https", "sftp")
"""What a URL may begin with where nobody says otherwise: stores and servers, nothing that runs or unpacks."""


_REFUSE: Final = {
    "aiohttp.client_exceptions": "ClientError",
    "azure.core.exceptions": "AzureError",
    "botocore.exceptions": "BotoCoreError",
    "google.auth.exceptions": "GoogleAuthError",
    "paramiko.ssh_exception": "SSHException",
}
"""What the packages of stores and servers raise beside OSErrors, for instance where there are no credentials."""


def refusals() -> tuple[type[Exception], ...]:
    """How a server may say no: only packages that are loaded can."""
    loaded = ((sys.modules.get(module), name) for module, name in _REFUSE.items())
    return (OSError, *(getattr(module, name) for module, name in loaded if module is not None))


def is_url(name: str) -> bool:
    return "://" in name


def check_scheme(url: str, schemes: Collection[str]) -> None:
    """Raises SchemeNotAllowed."""
    scheme = url.partition("://")[0]
    if scheme not in schemes:
        raise SchemeNotAllowed(
            f"{url}: URLs that begin with {scheme}:// are not read here",
            f"Allowed are {', '.join(schemes)}; --url-schemes or JOBDESC_URL_SCHEMES says which.",
        )


def file_system(url: str) -> tuple[AbstractFileSystem, str]:
    """The file system of a URL, and the path in it. Credentials come from where the server's own tools take them.

    Raises:
        ExtraMissing: fsspec, or its package for this kind of URL, is not installed.
        PathUnreadable: there is no such kind of URL.
    """
    try:
        import fsspec
    except ImportError as error:
        raise ExtraMissing(f"{url}: a URL needs the extra `remote`", "pip install 'jobdesc[remote]'") from error
    try:
        files, path = fsspec.core.url_to_fs(url)
    except ImportError as error:
        raise ExtraMissing(f"{url}: {error}", "Install the package that it names.") from error
    except (ValueError, TypeError) as error:
        # A TypeError comes from a kind of URL that wants more than stands in it, as github://org:repo@/ does.
        raise PathUnreadable(url, str(error)) from error
    return files, path


def pdfs_behind(url: str) -> Iterator[tuple[str, str, str]]:
    """URL, path below `url` and fingerprint of each PDF; a file that is named outright is taken whatever its name.

    Raises PathUnreadable where the server does not answer, asks for credentials, or has nothing there.
    """
    files, top = file_system(url)
    try:
        found: dict[str, dict[str, Any]] = files.find(top, detail=True)
    except refusals() as error:
        raise PathUnreadable(url, str(error)) from error
    if not found:
        raise PathUnreadable(url, "nothing is there")
    for path, facts in sorted(found.items()):
        below = path.removeprefix(top).strip("/")
        if not below or (path.lower().endswith(".pdf") and not any(part[:1] == "." for part in below.split("/"))):
            yield files.unstrip_protocol(path), below or path.rpartition("/")[2], _fingerprint(facts)


def _fingerprint(facts: dict[str, Any]) -> str:
    telling = "|".join(f"{name}={facts[name]}" for name in _TELLING if name in facts)
    return hashlib.sha256(telling.encode()).hexdigest()
