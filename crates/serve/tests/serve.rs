//! What a browser gets to see of a served site.
#![allow(clippy::unwrap_used)]

mod client;

use std::fs;

use client::{Folder, get, request, serve};
use pyxide_serve::{ServeError, Server, Site};

const PAGE: &[u8] = b"<!doctype html><p>page";

fn one(name: &str, bytes: &[u8]) -> (Folder, u16) {
    let folder = Folder::new(&[(name, bytes)]);
    let port = serve(&Site::new(&folder.0));
    (folder, port)
}

#[test]
fn every_answer_isolates_and_shares() {
    let (_folder, port) = one("index.html", PAGE);
    for path in ["/", "/index.html", "/missing"] {
        let answer = get(port, path);
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("cross-origin-embedder-policy"), "require-corp", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin", "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
    }
}

#[test]
fn media_types_are_what_browsers_insist_on() {
    let types = [
        ("a.html", "text/html; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.wasm", "application/wasm"),
        ("a.py", "text/x-python; charset=utf-8"),
        ("a.toml", "application/toml; charset=utf-8"),
        ("a.json", "application/json"),
        ("a.zip", "application/zip"),
        ("a-1.0-py3-none-any.whl", "application/zip"),
        ("a.svg", "image/svg+xml"),
        ("a.png", "image/png"),
        ("a.bin", "application/octet-stream"),
    ];
    let files: Vec<_> = types.iter().map(|(name, _)| (*name, PAGE)).collect();
    let folder = Folder::new(&files);
    let port = serve(&Site::new(&folder.0));
    for (name, media_type) in types {
        let answer = get(port, &format!("/{name}"));
        assert_eq!((answer.status, answer.header("content-type")), (200, media_type), "{name}");
    }
}

#[test]
fn a_precompressed_file_goes_to_whom_accepts_it() {
    let folder = Folder::new(&[
        ("core.wasm", b"plain"),
        ("core.wasm.br", b"brotli"),
        ("core.wasm.gz", b"gzip"),
        ("only.js", b"plain"),
    ]);
    let port = serve(&Site::new(&folder.0));
    let cases = [
        ("gzip, deflate, br", "br", "brotli"),
        ("gzip", "gzip", "gzip"),
        ("br;q=0, gzip", "gzip", "gzip"),
        ("identity", "", "plain"),
    ];
    for (accepted, encoding, body) in cases {
        let answer = request(port, "GET", "/core.wasm", &[("Accept-Encoding", accepted)]);
        assert_eq!(answer.header("content-encoding"), encoding, "{accepted}");
        assert_eq!(answer.text(), body, "{accepted}");
        assert_eq!(answer.header("content-type"), "application/wasm", "{accepted}");
        assert_eq!(answer.header("vary"), "accept-encoding", "{accepted}");
    }
    let answer = request(port, "GET", "/only.js", &[("Accept-Encoding", "br, gzip")]);
    assert_eq!((answer.header("content-encoding"), answer.text()), ("", "plain"));
}

#[test]
fn an_unchanged_file_is_not_sent_again() {
    let (folder, port) = one("main.py", b"print(1)");
    let first = get(port, "/main.py");
    assert_eq!(first.header("cache-control"), "no-cache");
    let (etag, modified) = (first.header("etag"), first.header("last-modified"));
    assert!(!etag.is_empty() && !modified.is_empty());

    let again = request(port, "GET", "/main.py", &[("If-None-Match", etag)]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(again.header("cross-origin-embedder-policy"), "require-corp");
    let again = request(port, "GET", "/main.py", &[("If-Modified-Since", modified)]);
    assert_eq!(again.status, 304);

    fs::write(folder.0.join("main.py"), "print(22)").unwrap();
    let edited = request(port, "GET", "/main.py", &[("If-None-Match", etag)]);
    assert_eq!((edited.status, edited.text()), (200, "print(22)"));
}

#[test]
fn each_encoding_has_its_own_tag() {
    let folder = Folder::new(&[("a.js", b"plain"), ("a.js.br", b"brotli, longer")]);
    let port = serve(&Site::new(&folder.0));
    let plain = get(port, "/a.js");
    let brotli = request(port, "GET", "/a.js", &[("Accept-Encoding", "br")]);
    assert_ne!(plain.header("etag"), brotli.header("etag"));
}

#[test]
fn only_names_with_a_hash_are_kept_without_asking() {
    let folder = Folder::new(&[("chunk-ABCD2345.js", PAGE), ("core.js", PAGE)]);
    let port = serve(&Site::new(&folder.0));
    let forever = "public, max-age=31536000, immutable";
    assert_eq!(get(port, "/chunk-ABCD2345.js").header("cache-control"), forever);
    assert_eq!(get(port, "/core.js").header("cache-control"), "no-cache");
    assert_eq!(get(port, "/chunk-MISSING2.js").header("cache-control"), "no-cache");
}

#[test]
fn mounted_folders_answer_below_their_address() {
    let examples = Folder::new(&[("index.html", b"root"), ("dist/core.js", b"hidden")]);
    let dist = Folder::new(&[("core.js", b"bundle"), ("pyodide/pyodide.mjs", b"pyodide")]);
    let port = serve(&Site::new(&examples.0).mount("/dist/", &dist.0));
    assert_eq!(get(port, "/").text(), "root");
    assert_eq!(get(port, "/dist/core.js").text(), "bundle");
    assert_eq!(get(port, "/dist/pyodide/pyodide.mjs").text(), "pyodide");
    assert_eq!(get(port, "/dist/index.html").status, 404);
}

#[test]
fn a_folder_shows_its_index_under_an_address_with_a_slash() {
    let root = Folder::new(&[("hello/index.html", PAGE)]);
    let mounted = Folder::new(&[("hello/index.html", b"mounted")]);
    let port = serve(&Site::new(&root.0).mount("m", &mounted.0));
    assert_eq!(get(port, "/hello/").body, PAGE);
    assert_eq!(get(port, "/hello/").header("content-type"), "text/html; charset=utf-8");
    let redirect = get(port, "/hello");
    assert_eq!((redirect.status, redirect.header("location")), (307, "/hello/"));
    let redirect = get(port, "/m/hello");
    assert_eq!((redirect.status, redirect.header("location")), (307, "/m/hello/"));
    assert_eq!(get(port, "/m/hello/").text(), "mounted");
}

#[test]
fn what_is_missing_is_said_in_words() {
    let folder = Folder::new(&[("empty/note.txt", b"x")]);
    let port = serve(&Site::new(&folder.0));
    let file = get(port, "/nothing.py");
    assert_eq!((file.status, file.text()), (404, "404: there is no file /nothing.py\n"));
    assert_eq!(file.header("content-type"), "text/plain; charset=utf-8");
    let index = get(port, "/empty/");
    assert_eq!(index.status, 404);
    assert_eq!(index.text(), "404: the folder /empty/ is not there or has no index.html\n");
    let head = request(port, "HEAD", "/nothing.py", &[]);
    assert_eq!((head.status, head.body.len()), (404, 0));
}

#[test]
fn files_are_only_read() {
    let (_folder, port) = one("index.html", PAGE);
    let post = request(port, "POST", "/index.html", &[("Content-Length", "0")]);
    assert_eq!(post.status, 405);
    assert!(post.text().contains("not POST"), "{}", post.text());
    let head = request(port, "HEAD", "/index.html", &[]);
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), PAGE.len().to_string());
    let preflight = request(port, "OPTIONS", "/index.html", &[]);
    assert_eq!((preflight.status, preflight.header("access-control-allow-headers")), (204, "*"));
}

#[test]
fn part_of_a_file_can_be_asked_for() {
    let (_folder, port) = one("data.bin", b"0123456789");
    let part = request(port, "GET", "/data.bin", &[("Range", "bytes=2-4")]);
    assert_eq!((part.status, part.text()), (206, "234"));
}

#[test]
fn nothing_outside_the_folder_is_served() {
    let folder =
        Folder::new(&[("site/index.html", PAGE), ("secret.txt", b"password"), ("dist/a.js", b"a")]);
    let port = serve(&Site::new(folder.0.join("site")).mount("/dist", folder.0.join("dist")));
    let attempts = [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/x/../../secret.txt",
        "/dist/../secret.txt",
        "/dist/%2e%2e/secret.txt",
        "/dist/..%2f..%2fsecret.txt",
        "//secret.txt",
        "/%00/secret.txt",
    ];
    for path in attempts {
        let answer = get(port, path);
        assert!((400..500).contains(&answer.status), "{path}: {}", answer.status);
        assert!(!String::from_utf8_lossy(&answer.body).contains("password"), "{path}");
    }
    let absolute = get(port, &format!("/{}", folder.0.join("secret.txt").display()));
    assert_eq!(absolute.status, 404);
}

#[test]
fn hidden_files_are_nobodys_business() {
    let folder = Folder::new(&[(".env", b"KEY=1"), (".git/config", b"x"), ("a/.env", b"KEY=1")]);
    let port = serve(&Site::new(&folder.0));
    for path in ["/.env", "/%2eenv", "/.git/config", "/a/.env", "/a%2f.env"] {
        assert_eq!(get(port, path).status, 404, "{path}");
    }
}

#[test]
fn a_taken_port_is_named() {
    let (folder, port) = one("index.html", PAGE);
    let error = Server::bind(port, &Site::new(&folder.0)).unwrap_err();
    assert!(matches!(error, ServeError::PortInUse { port: taken } if taken == port));
    assert!(error.to_string().contains(&format!("port {port} is in use")), "{error}");
}

#[test]
fn a_missing_folder_is_named_before_anything_listens() {
    let folder = Folder::new(&[("index.html", PAGE)]);
    let missing = folder.0.join("nowhere");
    let error = Server::bind(0, &Site::new(&folder.0).mount("/dist", &missing)).unwrap_err();
    assert!(error.to_string().contains("nowhere"), "{error}");
}
