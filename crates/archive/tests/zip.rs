//! Zip archives made by another program, and what can be wrong with one.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers outside of test functions

use std::io::{Cursor, Read, Write};

use flate2::read::DeflateDecoder;
use pyxide_archive::{Content, Entry, Error, Reason, zip};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

type Options = SimpleFileOptions;

fn stored() -> Options {
    Options::default().compression_method(CompressionMethod::Stored)
}

fn deflated() -> Options {
    Options::default().compression_method(CompressionMethod::Deflated)
}

fn archive(files: &[(&str, &[u8], Options)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content, options) in files {
        if name.ends_with('/') {
            writer.add_directory(*name, *options).unwrap();
        } else {
            writer.start_file(*name, *options).unwrap();
            writer.write_all(content).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

/// Path and content of each entry; a folder has none.
#[track_caller]
fn contents(bytes: &[u8]) -> Vec<(String, Option<Vec<u8>>)> {
    let take_out = |entry: Entry| {
        let content = match entry.content {
            Content::Folder => None,
            Content::Stored(range) => Some(bytes[range].to_vec()),
            Content::Deflated(deflated) => {
                let mut content = Vec::new();
                DeflateDecoder::new(&bytes[deflated.data]).read_to_end(&mut content).unwrap();
                assert_eq!(content.len(), deflated.size as usize);
                let mut crc = flate2::Crc::new();
                crc.update(&content);
                assert_eq!(crc.sum(), deflated.crc);
                Some(content)
            }
            Content::Left(reason) => panic!("{} {reason}", entry.path),
        };
        (entry.path, content)
    };
    zip(bytes).unwrap().into_iter().map(take_out).collect()
}

fn file(path: &str, content: &[u8]) -> (String, Option<Vec<u8>>) {
    (path.to_owned(), Some(content.to_vec()))
}

fn long() -> Vec<u8> {
    b"all work and no play ".repeat(5000)
}

#[test]
fn files_and_folders_come_out() {
    let bytes = archive(&[
        ("a.txt", b"stored", stored()),
        ("pkg/", b"", stored()),
        ("pkg/deep/b.txt", &long(), deflated()),
        ("empty", b"", deflated()),
        ("ümläut.txt", b"u", stored()),
    ]);
    assert_eq!(
        contents(&bytes),
        [
            file("a.txt", b"stored"),
            ("pkg".to_owned(), None),
            file("pkg/deep/b.txt", &long()),
            file("empty", b""),
            file("ümläut.txt", b"u"),
        ]
    );
}

#[test]
fn an_empty_archive_is_one() {
    assert_eq!(zip(archive(&[]).as_slice()), Ok(vec![]));
}

#[test]
fn sizes_may_follow_the_data() {
    // A writer that cannot go back puts zeros into the local header, and the numbers after the data.
    let mut writer = ZipWriter::new_stream(Vec::new());
    writer.start_file("a.txt", deflated()).unwrap();
    writer.write_all(&long()).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    assert_eq!(&bytes[18..22], [0; 4], "the local header has no size");
    assert_eq!(contents(&bytes), [file("a.txt", &long())]);
}

#[test]
fn longer_fields_are_read() {
    let bytes = archive(&[("a.txt", &long(), deflated().large_file(true))]);
    assert_eq!(contents(&bytes), [file("a.txt", &long())]);

    // The same with the directory's place in a longer record, and the entry's numbers in its extra field.
    let bytes = archive(&[("a.txt", &long(), deflated())]);
    let central = bytes.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    let end = bytes.windows(4).rposition(|four| four == b"PK\x05\x06").unwrap();
    let numbers = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
    let mut header = bytes[central..central + 46 + 5].to_vec();
    let mut extra = [1u16.to_le_bytes(), 24u16.to_le_bytes()].concat();
    for number in [numbers(central + 24), numbers(central + 20), numbers(central + 42)] {
        extra.extend(u64::from(number).to_le_bytes());
    }
    for at in [20, 24, 42] {
        header[at..at + 4].fill(0xff);
    }
    header[30..32].copy_from_slice(&u16::try_from(extra.len()).unwrap().to_le_bytes());
    header.extend(extra);
    let mut long_form = [&bytes[..central], &header].concat();
    let record = long_form.len() as u64;
    long_form.extend(b"PK\x06\x06");
    long_form.extend(44u64.to_le_bytes());
    long_form.extend([0; 12]);
    for number in [1, 1, header.len() as u64, central as u64] {
        long_form.extend(number.to_le_bytes());
    }
    long_form.extend(b"PK\x06\x07\0\0\0\0");
    long_form.extend(record.to_le_bytes());
    long_form.extend(1u32.to_le_bytes());
    let mut end = bytes[end..].to_vec();
    end[8..20].fill(0xff);
    long_form.extend(end);
    assert_eq!(contents(&long_form), [file("a.txt", &long())]);
}

#[test]
fn bytes_around_the_archive_do_not_matter() {
    let plain = archive(&[("a.txt", b"x", stored())]);
    let mut commented = plain.clone();
    // The comment contains something that looks like the end itself.
    let comment = b"PK\x05\x06 and more text, long enough";
    let length = commented.len();
    commented[length - 2] = u8::try_from(comment.len()).unwrap();
    commented.extend(comment);
    for bytes in [
        commented,
        [b"#!/bin/sh\nexit\n".as_slice(), &plain].concat(),
        [plain.as_slice(), b"\r\n"].concat(),
    ] {
        assert_eq!(contents(&bytes), [file("a.txt", b"x")]);
    }
}

#[test]
fn paths_stay_below_the_destination() {
    let bytes = archive(&[("a/../../b.txt", b"b", stored()), ("/abs.txt", b"c", stored())]);
    let entries = zip(bytes.as_slice()).unwrap();
    let paths: Vec<_> = entries.iter().map(|entry| (entry.path.as_str(), entry.moved)).collect();
    assert_eq!(paths, [("b.txt", true), ("abs.txt", true)]);
}

#[test]
fn what_cannot_be_taken_out_is_named() {
    let mut bytes = archive(&[("a.txt", b"x", stored()), ("b.txt", b"y", stored())]);
    let central = bytes.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    bytes[central + 10] = 14;
    let entries = zip(bytes.as_slice()).unwrap();
    assert_eq!(entries[0].content, Content::Left(Reason::Method));
    assert!(matches!(entries[1].content, Content::Stored(_)));

    bytes[central + 8] |= 1;
    let entries = zip(bytes.as_slice()).unwrap();
    assert_eq!(entries[0].content, Content::Left(Reason::Encrypted));
}

#[test]
fn what_is_no_archive_is_told_apart() {
    let bytes = archive(&[("a.txt", &long(), stored()), ("b.txt", b"y", stored())]);
    for (bytes, error) in [
        (b"".as_slice(), Error::Format),
        (b"PK", Error::Format),
        (b"<!doctype html><p>not found", Error::Format),
        (&bytes[..bytes.len() / 2], Error::Truncated),
        (&bytes[..bytes.len() - 1], Error::Truncated),
        // The beginning is missing: the directory leads outside.
        (&bytes[1000..], Error::Truncated),
    ] {
        assert_eq!(zip(bytes), Err(error), "{} bytes", bytes.len());
    }
    let mut damaged = bytes.clone();
    damaged[0] = b'X';
    assert_eq!(zip(damaged.as_slice()), Err(Error::Damaged));
}
