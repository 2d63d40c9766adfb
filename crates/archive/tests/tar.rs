//! Tar archives made by another program, and what can be wrong with one.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers outside of test functions

use pyxide_archive::{Content, Entry, Error, Reason, is_gzip, tar};
use tar::{Builder, EntryType, Header};

fn add(builder: &mut Builder<Vec<u8>>, mut header: Header, path: &str, content: &[u8]) {
    header.set_size(content.len() as u64);
    builder.append_data(&mut header, path, content).unwrap();
}

fn archive(header: fn() -> Header, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = Builder::new(Vec::new());
    for (path, content) in files {
        add(&mut builder, header(), path, content);
    }
    builder.into_inner().unwrap()
}

/// Path and content of each entry; a folder has none.
#[track_caller]
fn contents(bytes: &[u8]) -> Vec<(String, Option<&[u8]>)> {
    let take_out = |entry: Entry| match entry.content {
        Content::Folder => (entry.path, None),
        Content::Stored(range) => (entry.path, Some(&bytes[range])),
        other => panic!("{} is {other:?}", entry.path),
    };
    tar(bytes).unwrap().into_iter().map(take_out).collect()
}

fn file<'a>(path: &str, content: &'a [u8]) -> (String, Option<&'a [u8]>) {
    (path.to_owned(), Some(content))
}

#[test]
fn files_and_folders_come_out_of_every_format() {
    let long = b"x".repeat(1500);
    for header in [Header::new_ustar, Header::new_gnu, Header::new_old] {
        let bytes = archive(header, &[("a.txt", b"a"), ("pkg/b.txt", &long), ("empty", b"")]);
        assert_eq!(
            contents(&bytes),
            [file("a.txt", b"a"), file("pkg/b.txt", &long), file("empty", b"")]
        );
        // Some programs do not write the blocks of zeros at the end.
        assert_eq!(contents(&bytes[..bytes.len() - 1024]).len(), 3);
    }
    let mut builder = Builder::new(Vec::new());
    let mut header = Header::new_ustar();
    header.set_entry_type(EntryType::Directory);
    add(&mut builder, header, "folder/", b"");
    assert_eq!(contents(&builder.into_inner().unwrap()), [("folder".to_owned(), None)]);
}

#[test]
fn long_names_are_read_in_every_form() {
    let name = ["folder"; 30].join("/");
    assert!(name.len() > 200);
    // GNU: an entry of its own before the file.
    let bytes = archive(Header::new_gnu, &[(&name, b"x"), ("short", b"y")]);
    assert_eq!(contents(&bytes), [file(&name, b"x"), file("short", b"y")]);
    // ustar: a prefix.
    let bytes = archive(Header::new_ustar, &[(&name, b"x"), ("short", b"y")]);
    assert_eq!(contents(&bytes), [file(&name, b"x"), file("short", b"y")]);
    // pax: records before the file, and records for all files that do not matter.
    let mut builder = Builder::new(Vec::new());
    let mut header = Header::new_ustar();
    header.set_entry_type(EntryType::XGlobalHeader);
    add(&mut builder, header, "pax_global_header", b"18 comment=abcdef\n");
    let size = "10 size=3\n";
    builder
        .append_pax_extensions([("mtime", b"1.5".as_slice()), ("path", name.as_bytes())])
        .unwrap();
    add(&mut builder, Header::new_ustar(), "cut", b"x");
    let mut header = Header::new_ustar();
    header.set_entry_type(EntryType::XHeader);
    add(&mut builder, header, "pax", size.as_bytes());
    add(&mut builder, Header::new_ustar(), "short", b"yyy");
    let bytes = builder.into_inner().unwrap();
    assert_eq!(contents(&bytes), [file(&name, b"x"), file("short", b"yyy")]);
}

#[test]
fn sizes_may_be_binary() {
    let mut bytes = archive(Header::new_gnu, &[("a", b"xyz")]);
    bytes[124..136].copy_from_slice(b"\x80\0\0\0\0\0\0\0\0\0\0\x03");
    let sum: u32 = bytes[..148].iter().chain(&bytes[156..512]).map(|&b| u32::from(b)).sum();
    bytes[148..156].copy_from_slice(format!("{:06o}\0 ", sum + 256).as_bytes());
    assert_eq!(contents(&bytes), [file("a", b"xyz")]);
}

#[test]
fn paths_stay_below_the_destination() {
    // The writer refuses such names, so they are put in by hand.
    let mut bytes = Vec::new();
    for name in ["../../escaped", "/absolute", "./fine", "./"] {
        let mut header = Header::new_ustar();
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(0);
        header.set_cksum();
        bytes.extend(header.as_bytes());
    }
    let entries = tar(bytes.as_slice()).unwrap();
    let paths: Vec<_> = entries.iter().map(|entry| (entry.path.as_str(), entry.moved)).collect();
    assert_eq!(paths, [("escaped", true), ("absolute", true), ("fine", false)]);
}

#[test]
fn links_are_left_out() {
    let mut builder = Builder::new(Vec::new());
    for kind in [EntryType::Symlink, EntryType::Link] {
        let mut header = Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(0);
        builder.append_link(&mut header, "link", "../../outside").unwrap();
    }
    add(&mut builder, Header::new_gnu(), "file", b"x");
    let bytes = builder.into_inner().unwrap();
    let entries = tar(bytes.as_slice()).unwrap();
    assert_eq!(entries[0].content, Content::Left(Reason::Special));
    assert_eq!(entries[1].content, Content::Left(Reason::Special));
    assert!(matches!(entries[2].content, Content::Stored(_)));
}

#[test]
fn what_is_no_archive_is_told_apart() {
    let bytes = archive(Header::new_ustar, &[("a", &b"x".repeat(2000)), ("b", b"y")]);
    for (bytes, error) in [
        (b"PK\x03\x04".as_slice(), Error::Truncated),
        (&b"<!doctype html>".repeat(100), Error::Format),
        (&bytes[..100], Error::Truncated),
        (&bytes[..1000], Error::Truncated),
        (&bytes[..512 + 2048 + 100], Error::Truncated),
        (b"", Error::Truncated),
    ] {
        assert_eq!(tar(bytes), Err(error), "{} bytes", bytes.len());
    }
    let mut damaged = bytes.clone();
    damaged[512 + 2048] ^= 1;
    assert_eq!(tar(damaged.as_slice()), Err(Error::Damaged));
}

#[test]
fn gzip_is_recognised() {
    assert!(is_gzip([0x1f, 0x8b, 8].as_slice()));
    assert!(!is_gzip([0x1f].as_slice()));
    assert!(!is_gzip(b"PK".as_slice()));
}
