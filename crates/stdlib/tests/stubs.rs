//! The type stubs beside the Python sources name what the sources have.

use std::fs;
use std::path::{Path, PathBuf};

type Failure = Box<dyn std::error::Error>;

/// The public names that a stub declares at its left margin.
fn declared(stub: &str) -> impl Iterator<Item = &str> {
    stub.lines().filter_map(|line| {
        let name = line
            .strip_prefix("def ")
            .or_else(|| line.strip_prefix("class "))
            .or_else(|| line.strip_prefix("from .").and_then(|_| line.split(" as ").nth(1)))
            .or_else(|| line.split_once(": ").map(|(name, _)| name))?;
        let end = name.find(['(', ':']).unwrap_or(name.len());
        let name = &name[..end];
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        (is_name && !name.starts_with('_')).then_some(name)
    })
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|found| found == word)
}

fn files(extension: &str) -> Result<Vec<PathBuf>, Failure> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("python/pyscript");
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == extension) {
            found.push(path);
        }
    }
    Ok(found)
}

#[test]
fn the_sources_have_every_name_of_the_stubs() -> Result<(), Failure> {
    let mut count = 0;
    for path in files("pyi")? {
        let stub = fs::read_to_string(&path)?;
        let source = fs::read_to_string(path.with_extension("py"))?;
        for name in declared(&stub) {
            assert!(has_word(&source, name), "{} declares {name}", path.display());
            count += 1;
        }
    }
    assert!(count > 30, "only {count} names were found");
    Ok(())
}

#[test]
fn every_public_module_has_a_stub() -> Result<(), Failure> {
    for path in files("py")? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let private = name.starts_with('_') && name != "__init__.py";
        assert_eq!(path.with_extension("pyi").exists(), !private, "{name}");
    }
    Ok(())
}
