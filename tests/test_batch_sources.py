"""Archives, lists, object stores and portfolios as sources: the real things, the store served on this machine."""

from __future__ import annotations

import csv
import io
import pickle
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import boto3
import pikepdf
import pytest
from moto.server import ThreadedMotoServer

from extractor.batch.importer import Import, ImportOrder
from extractor.batch.locations import Attachment, LocalFile, ZipMember, to_send
from extractor.batch.sources import find_sources
from extractor.batch.task import Limits
from extractor.errors import FileTooBig, PasswordNeeded, PathUnreadable
from extractor.ledger.faults import code_of
from extractor.ledger.opening import open_ledger
from extractor.ledger.recipe import current_recipe
from extractor.reading.limits import ReadingLimits
from tests.archives import fill, jobdesc, locked_zip, small_pdf, written


def documents(output: Path) -> dict[str, str]:
    with (output / "csv" / "documents.csv").open(encoding="utf-8", newline="") as file:
        return {row["path"]: row["status"] for row in csv.DictReader(file)}


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_zip_archive_is_read_without_unpacking(tmp_path: Path) -> None:
    members = {"a/1.pdf": small_pdf(1), "a/2.PDF": small_pdf(2), "notes.txt": b"x", "__MACOSX/a/._1.pdf": b"x"}
    archive = zipped(tmp_path / "old.zip", **members)
    done = jobdesc("import", archive, "--output", tmp_path / "output")
    assert done.returncode == 0, done.stderr
    assert documents(tmp_path / "output") == {"old.zip/a/1.pdf": "imported", "old.zip/a/2.PDF": "imported"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["old.zip", "output"]


def test_a_member_that_lies_or_leads_outside_costs_itself_only(tmp_path: Path) -> None:
    members = {"../../outside.pdf": small_pdf(1), "/root.pdf": small_pdf(2), "bomb.pdf": bytes(3_000_000)}
    zipped(tmp_path / "evil.zip", **members)
    (tmp_path / "not.zip").write_bytes(b"PK no archive")
    done = jobdesc("import", tmp_path, "--output", tmp_path / "deep" / "output", "--max-size", "1MB")
    assert done.returncode == 1
    assert documents(tmp_path / "deep" / "output") == {
        "evil.zip/_/_/outside.pdf": "imported",
        "evil.zip/bomb.pdf": "failed",
        "evil.zip/root.pdf": "imported",
        "not.zip": "failed",
    }
    assert b"bigger than the limit (3,000,000 bytes, at most 1,048,576)" in done.stdout


def test_what_is_packed_is_unpacked_by_workers_and_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither this process nor the next import unpacks anything: a hostile member costs its limits, and that once."""
    archive = zipped(tmp_path / "old.zip", **{"good.pdf": small_pdf(1), "bomb.pdf": bytes(3_000_000)})
    monkeypatch.setattr(ZipMember, "read", no_reading_here)
    order = ImportOrder(current_recipe(None), limits=Limits(reading=ReadingLimits(bytes=1_000_000)))
    readings = [looked_at(archive, tmp_path, order) for _ in range(2)]
    assert readings[0] == {"old.zip/bomb.pdf": "file-too-big", "old.zip/good.pdf": None}
    assert readings[1] == readings[0]
    wider = replace(order, limits=Limits())
    assert looked_at(archive, tmp_path, wider) == {"old.zip/bomb.pdf": None, "old.zip/good.pdf": None}


def test_what_is_sent_elsewhere_is_sent_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A member of an archive goes to a cluster as it is packed, an attachment in its PDF: they are unpacked there."""
    path = tmp_path / "old.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a/één.pdf", small_pdf(1), zipfile.ZIP_DEFLATED)
        archive.writestr("b.pdf", small_pdf(2), zipfile.ZIP_STORED)
        with archive.open("c.pdf", "w") as unsized:  # its sizes stand behind it
            unsized.write(small_pdf(3) * 3)
        archive.writestr("d.pdf", bytes(3_000_000), zipfile.ZIP_BZIP2)
    with path.open("r+b") as file:  # some bytes before it, as in an archive that unpacks itself
        whole = file.read()
        file.seek(0)
        file.write(b"#!/bin/sh\n" + whole)
    limits = ReadingLimits(bytes=1_000_000)
    members = [ZipMember(path, position) for position in range(4)]
    with monkeypatch.context() as patched:
        patched.setattr(zipfile.ZipFile, "open", no_reading_here)
        sent = pickle.loads(pickle.dumps([to_send(member, "x", limits, None) for member in members]))
    for member, copy in zip(members[:3], sent, strict=False):
        assert copy.read("x", limits, None) == member.read("x", limits, None)
    with pytest.raises(FileTooBig):
        sent[3].read("x", limits, None)
    portfolio = tmp_path / "portfolio.pdf"
    with pikepdf.open(io.BytesIO(small_pdf(4))) as pdf:
        pdf.attachments["één.pdf"] = small_pdf(5)
        pdf.save(portfolio)
    attached = to_send(Attachment(LocalFile(portfolio), "één.pdf"), "x", limits, None)
    portfolio.unlink()
    assert attached.read("x", limits, None) == small_pdf(5)
    with pytest.raises(PathUnreadable):
        to_send(LocalFile(portfolio), "x", limits, None).read("x", limits, None)


def no_reading_here(*_: object) -> bytes:
    raise AssertionError("unpacked by the process that imports")


def looked_at(archive: Path, folder: Path, order: ImportOrder) -> dict[str, str | None]:
    """Each source of an import that was looked at, and the code of its error."""
    (folder / "output").mkdir(exist_ok=True)
    with open_ledger(folder / "output") as ledger:
        work = Import(ledger, find_sources([archive]), order)
        work.unpack(1)
        work.look()
        rows = ledger.db.execute("SELECT path, error FROM source")
        return {path: code_of(error) if error else None for path, error in rows}


def test_a_list_on_stdin_names_files(tmp_path: Path) -> None:
    fill(tmp_path / "archive", 3)
    found = sorted((tmp_path / "archive").rglob("*.pdf"))[:2]
    for end in ("\n", "\0"):
        listing = end.join(map(str, found)).encode()
        done = jobdesc("import", "-", "--output", tmp_path / "output", "--prune", stdin=listing)
        assert done.returncode == 0, done.stderr
        assert sorted(documents(tmp_path / "output")) == ["0/0.pdf", "1/1.pdf"]


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(store: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    for name, value in {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": store,
    }.items():
        monkeypatch.setenv(name, value)
    client = boto3.client("s3")
    client.create_bucket(Bucket="archive")
    for number in range(3):
        client.put_object(Bucket="archive", Key=f"hr/{number}/beschrijving {number}.pdf", Body=small_pdf(number))
    client.put_object(Bucket="archive", Key="hr/notes.txt", Body=b"x")
    yield client
    for item in client.list_objects_v2(Bucket="archive")["Contents"]:
        client.delete_object(Bucket="archive", Key=item["Key"])


def test_an_object_store_is_read_and_only_what_changed_is_fetched_again(bucket: object, tmp_path: Path) -> None:
    output = tmp_path / "output"
    first = jobdesc("import", "s3://archive/hr", "--output", output)
    assert first.returncode == 0, first.stderr.decode()
    assert documents(output) == {f"{n}/beschrijving {n}.pdf": "imported" for n in range(3)}
    before = written(output)
    assert jobdesc("import", "s3://archive/hr", "--output", output).stderr == b""
    assert written(output) == before
    bucket.put_object(Bucket="archive", Key="hr/1/beschrijving 1.pdf", Body=small_pdf(9))  # type: ignore[attr-defined]
    again = jobdesc("import", "s3://archive/hr", "--output", output)
    assert again.stderr.decode().splitlines() == ["1/1 1/beschrijving 1.pdf: 1 job description, 1 competency"]


@pytest.mark.usefixtures("bucket")
def test_a_store_gives_what_a_folder_gives(tmp_path: Path) -> None:
    jobdesc("import", "s3://archive/hr", "--output", tmp_path / "remote")
    for number in range(3):
        place = tmp_path / "hr" / str(number) / f"beschrijving {number}.pdf"
        place.parent.mkdir(parents=True)
        place.write_bytes(small_pdf(number))
    jobdesc("import", tmp_path / "hr", "--output", tmp_path / "local")
    assert written(tmp_path / "remote") == written(tmp_path / "local")


@pytest.mark.usefixtures("bucket")
@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("s3://archive/nowhere", "s3://archive/nowhere: cannot be opened (nothing is there)"),
        ("s3://no-such-bucket/x", "s3://no-such-bucket/x: cannot be opened"),
        ("nonsense://x", "nonsense://x: URLs that begin with nonsense:// are not read here"),
    ],
)
def test_a_url_without_answer_says_so(tmp_path: Path, url: str, said: str) -> None:
    done = jobdesc("import", url, "--output", tmp_path)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_store_that_asks_for_credentials_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    done = jobdesc("import", "s3://archive/hr", "--output", tmp_path / "output")
    assert done.returncode == 2
    assert "s3://archive/hr: cannot be opened (Unable to locate credentials)" in done.stderr.decode()


def portfolio(**attached: bytes) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for name, content in attached.items():
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name)
        pdf.Root.Collection = pikepdf.Dictionary(Type=pikepdf.Name.Collection)
        file = io.BytesIO()
        pdf.save(file, static_id=True)
        return file.getvalue()


def test_the_pdfs_inside_a_portfolio_are_read_too(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    inner = portfolio(**{"c.pdf": small_pdf(3)})
    outer = portfolio(**{"a.pdf": small_pdf(1), "../b.pdf": small_pdf(2), "x.txt": b"no", "inner.pdf": inner})
    (archive / "all.pdf").write_bytes(outer)
    done = jobdesc("import", archive, "--output", tmp_path / "output")
    assert done.returncode == 0, done.stdout
    assert documents(tmp_path / "output") == {
        "all.pdf": "imported",
        "all.pdf/_/b.pdf": "imported",
        "all.pdf/a.pdf": "imported",
        "all.pdf/inner.pdf": "imported",
        "all.pdf/inner.pdf/c.pdf": "imported",
    }
    assert jobdesc("import", archive, "--output", tmp_path / "output").stderr == b""
    (archive / "all.pdf").write_bytes(portfolio(**{"a.pdf": small_pdf(1)}))
    jobdesc("import", archive, "--output", tmp_path / "output", "--prune")
    assert sorted(documents(tmp_path / "output")) == ["all.pdf", "all.pdf/a.pdf"]


def test_two_members_of_one_name_are_both_read(tmp_path: Path) -> None:
    path = tmp_path / "twice.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.pdf", small_pdf(1))
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.pdf", small_pdf(2))
    assert [source.relative_path for source in find_sources([path])] == ["twice.zip/a.pdf", "twice.zip/a.pdf (2)"]


@pytest.mark.parametrize("travels", [False, True], ids=["here", "on a cluster"])
def test_a_member_that_is_locked_opens_with_the_password(tmp_path: Path, travels: bool) -> None:
    archive = locked_zip(tmp_path / "locked.zip", "a.pdf", small_pdf(1), b"geheim")
    (source,) = find_sources([archive])
    name, limits = source.relative_path, ReadingLimits()
    location = source.location
    if travels:
        location = pickle.loads(pickle.dumps(to_send(location, name, limits, "geheim")))
    assert location.read(name, limits, "geheim") == small_pdf(1)
    with pytest.raises(PasswordNeeded, match="no password was given"):
        location.read(name, limits, None)
    with pytest.raises(PasswordNeeded, match="the password given does not open it"):
        location.read(name, limits, "fout")
