"""Makes the small archives that the cases of this folder unpack, always with the same bytes."""

import gzip
import io
import os
import tarfile
import zipfile

STORED, DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
LONG = b"deflated " * 300
DEEP = "/".join(["folder"] * 20) + "/long.txt"


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, (data, method) in files.items():
            info = zipfile.ZipInfo(path, (2024, 1, 1, 0, 0, 0))
            info.compress_type = method
            archive.writestr(info, data)
    return bytearray(out.getvalue())


def tarred(files, form=tarfile.USTAR_FORMAT):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for path, data in files.items():
            info = tarfile.TarInfo(path.rstrip("/"))
            if path.endswith("/"):
                info.type = tarfile.DIRTYPE
                info.mode = 0o755
            elif isinstance(data, str):
                info.type = tarfile.SYMTYPE
                info.linkname = data
            else:
                info.size = len(data)
            archive.addfile(info, io.BytesIO(data) if info.isreg() else None)
    return out.getvalue()


def packed(data):
    return gzip.compress(data, mtime=0)


def changed(data, at, value):
    data = bytearray(data)
    data[data.index(b"PK\x01\x02") + at] ^= value
    return data


TREE = zipped({
    "top.txt": (b"stored", STORED),
    "pkg/": (b"", STORED),
    "pkg/__init__.py": (b'NAME = "pkg"\n', DEFLATED),
    "pkg/deep/er.txt": (LONG, DEFLATED),
    "empty.txt": (b"", STORED),
})
WHOLE = zipped({"a.txt": (LONG, DEFLATED), "b.txt": (b"b", STORED)})
SMALL = zipped({"b.txt": (b"b", STORED)})
GZIP = packed(tarred({"x.txt": b"x" * 2000}))

ARCHIVES = {
    "files-archives/a.zip": TREE,
    "files-archives/b.whl": zipped({
        "wheel_mod.py": (b'NAME = "wheel"\n', DEFLATED),
        "wheel_mod-1.dist-info/METADATA": (b"Name: x\n", STORED),
    }),
    "files-archives/c.tar.gz": packed(tarred({"top.txt": b"tar", "t/": b"", "t/deep/er.txt": LONG})),
    "files-archives/d.tgz": packed(tarred({"tgz.txt": b"tgz"}, tarfile.GNU_FORMAT)),
    "files-archives-better/a.zip": TREE,
    "files-archives-better/e.tar": tarred({"plain.txt": b"plain tar", DEEP: b"long"}, tarfile.GNU_FORMAT),
    "files-archives-better/pax.tgz": packed(tarred({DEEP: b"long"}, tarfile.PAX_FORMAT)),
    "files-archives-better/evil.zip": zipped({
        "../../escaped.txt": (b"escaped", STORED),
        "/rooted.txt": (b"rooted", STORED),
        "in.txt": (b"in", STORED),
    }),
    "files-archives-better/links.tar": tarred({"link": "/etc", "file.txt": b"beside a link"}),
    "files-archives-broken/cut.zip": WHOLE[: len(WHOLE) // 2],
    "files-archives-broken/checksum.zip": changed(WHOLE, 16, 0xFF),
    "files-archives-broken/locked.zip": changed(WHOLE, 8, 1),
    "files-archives-broken/page.zip": b"<!doctype html><p>not an archive",
    "files-archives-broken/cut.tgz": GZIP[: len(GZIP) - 12],
    "files-archives-broken/good.zip": SMALL,
    "files-parallel/c.zip": SMALL,
    "js-modules-state/sub/b.zip": SMALL,
}

for path, data in ARCHIVES.items():
    with open(os.path.join(os.path.dirname(__file__), path), "wb") as file:
        file.write(data)
