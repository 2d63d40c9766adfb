//! Nothing panics, whatever the bytes; what comes out lies inside of them and stays where it belongs.
#![allow(clippy::unwrap_used)] // helpers outside of test functions

use std::io::{Cursor, Write};

use proptest::prelude::*;
use pyxide_archive::{Content, Entry, tar, zip};

fn check(bytes: &[u8], entries: &[Entry]) {
    for entry in entries {
        assert!(!entry.path.starts_with('/') && !entry.path.is_empty());
        assert!(entry.path.split('/').all(|part| !matches!(part, "" | "." | "..")), "{entry:?}");
        assert!(!entry.path.contains('\0'));
        let range = match &entry.content {
            Content::Stored(range) => range,
            Content::Deflated(deflated) => &deflated.data,
            Content::Folder | Content::Left(_) => continue,
        };
        assert!(range.start <= range.end && range.end <= bytes.len());
    }
}

fn zipped() -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["a", "b/c", "../d"] {
        let options = zip::write::SimpleFileOptions::default().large_file(name == "a");
        writer.start_file(name, options).unwrap();
        writer.write_all(&name.repeat(50).into_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn tarred() -> Vec<u8> {
    let mut builder = ::tar::Builder::new(Vec::new());
    builder.append_pax_extensions([("path", b"x/y".as_slice())]).unwrap();
    for name in ["a".repeat(150), "b".into()] {
        let mut header = ::tar::Header::new_gnu();
        header.set_size(3);
        builder.append_data(&mut header, name, b"xyz".as_slice()).unwrap();
    }
    builder.into_inner().unwrap()
}

/// Bytes changed here and there, and cut.
fn changed(mut bytes: Vec<u8>, changes: &[(usize, u8)], cut: usize) -> Vec<u8> {
    let length = bytes.len();
    for &(at, value) in changes {
        bytes[at % length] = value;
    }
    bytes.drain(..cut.saturating_sub(length * 2).min(length));
    bytes
}

/// A tar header with its sum put right, so that changes get further.
fn summed(mut bytes: Vec<u8>) -> Vec<u8> {
    for header in bytes.chunks_exact_mut(512).filter(|block| block[257..].starts_with(b"ustar")) {
        header[148..156].fill(b' ');
        let sum: u32 = header.iter().map(|&byte| u32::from(byte)).sum();
        header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_bytes(bytes: Vec<u8>) {
        check(&bytes, &zip(bytes.as_slice()).unwrap_or_default());
        check(&bytes, &tar(bytes.as_slice()).unwrap_or_default());
    }

    #[test]
    fn almost_a_zip(changes: Vec<(usize, u8)>, cut in 0usize..3000) {
        let bytes = changed(zipped(), &changes[..changes.len().min(6)], cut);
        check(&bytes, &zip(bytes.as_slice()).unwrap_or_default());
    }

    #[test]
    fn almost_a_tar(changes: Vec<(usize, u8)>, cut in 0usize..20000) {
        let bytes = summed(changed(tarred(), &changes[..changes.len().min(6)], cut));
        check(&bytes, &tar(bytes.as_slice()).unwrap_or_default());
    }

    #[test]
    fn any_name(name in "[./a\\x00]{0,12}") {
        let mut header = ::tar::Header::new_ustar();
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(0);
        header.set_cksum();
        check(header.as_bytes(), &tar(header.as_bytes().as_slice()).unwrap_or_default());
    }
}
