//! What a page downloads before its first Python statement, in bytes as they travel (brotli),
//! against budgets and against the sizes recorded in `sizes.json`.

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};

use crate::paths::Paths;
use crate::toolchain::Toolchain;
use crate::{process, progress};

/// A part of what is downloaded.
struct Part {
    name: &'static str,
    files: &'static [&'static str],
    /// The most it may have, in bytes.
    budget: Option<u64>,
    /// Whose pages load it.
    pages: Pages,
}

#[derive(Clone, Copy, PartialEq)]
enum Pages {
    All,
    /// Those with a configuration, of any interpreter.
    Configured,
    MicroPython,
    Pyodide,
    /// Those whose code names what is in it.
    Naming,
}

const PARTS: [Part; 9] = [
    Part { name: "entry", files: &["core.js"], budget: Some(16_000), pages: Pages::All },
    Part { name: "wasm", files: &["core.wasm"], budget: Some(75_000), pages: Pages::All },
    Part {
        name: "wasm for configurations",
        files: &["core-more.wasm"],
        budget: Some(36_000),
        pages: Pages::Configured,
    },
    Part {
        name: "package for MicroPython",
        files: &["pyscript.mpy.bin"],
        // 0.7 of the reference's.
        budget: Some(5_775),
        pages: Pages::MicroPython,
    },
    Part {
        name: "package for Pyodide",
        files: &["pyscript.py.bin"],
        // A quarter of it are docstrings.
        budget: Some(5_775),
        pages: Pages::Pyodide,
    },
    Part {
        name: "its other parts, MicroPython",
        files: &[
            "pyscript.mpy.web.bin",
            "pyscript.mpy.border.bin",
            "pyscript.mpy.more.bin",
            "pyscript.mpy.mip.bin",
        ],
        budget: Some(13_500),
        pages: Pages::Naming,
    },
    Part {
        name: "its other parts, Pyodide",
        files: &["pyscript.py.web.bin", "pyscript.py.border.bin", "pyscript.py.more.bin"],
        budget: Some(15_000),
        pages: Pages::Naming,
    },
    Part {
        name: "MicroPython",
        files: &["micropython/micropython.mjs", "micropython/micropython.wasm"],
        budget: None,
        pages: Pages::MicroPython,
    },
    Part {
        name: "Pyodide",
        files: &[
            "pyodide/pyodide.mjs",
            "pyodide/pyodide.asm.mjs",
            "pyodide/pyodide.asm.wasm",
            "pyodide/python_stdlib.zip",
            "pyodide/pyodide-lock.json",
        ],
        budget: None,
        pages: Pages::Pyodide,
    },
];

/// Growth beyond this needs a new record in the same commit.
const ALLOWED_GROWTH: f64 = 0.02;

/// What to do with the measured sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Show,
    Check,
    Update,
}

/// Measures the bundle in `www/dist/`, which must be a release build by `toolchain`.
pub fn size(paths: &Paths, toolchain: &Toolchain, action: Action) -> Result<()> {
    let mut measured = Vec::new();
    for part in &PARTS {
        let mut bytes = 0;
        for file in part.files {
            bytes += transferred(&paths.dist.join(file))?;
        }
        measured.push((part, bytes));
    }
    let record = Record::read(&paths.root.join("sizes.json"))?;
    print(&measured, &record);
    let compiler = toolchain.describe(true);
    match action {
        Action::Show => Ok(()),
        Action::Update => {
            record.write(&measured, &compiler)?;
            progress::done("sizes.json is up to date");
            Ok(())
        }
        Action::Check => check(&measured, &record, &compiler),
    }
}

/// The bytes of a file as a server sends it.
fn transferred(file: &Path) -> Result<u64> {
    let compressed = file.with_added_extension("br");
    let sent = if compressed.is_file() { &compressed } else { file };
    let metadata =
        std::fs::metadata(sent).with_context(|| format!("cannot measure {}", file.display()))?;
    Ok(metadata.len())
}

fn print(measured: &[(&Part, u64)], record: &Record) {
    println!("{:<30}{:>12}{:>12}{:>12}", "brotli bytes", "now", "recorded", "budget");
    for (part, bytes) in measured {
        let recorded = record.bytes(part.name).map_or_else(|| "–".to_owned(), |b| b.to_string());
        let budget = part.budget.map_or_else(|| "–".to_owned(), |b| b.to_string());
        println!("{:<30}{bytes:>12}{recorded:>12}{budget:>12}", part.name);
    }
    for (pages, name) in [(Pages::MicroPython, "MicroPython"), (Pages::Pyodide, "Pyodide")] {
        let total: u64 = measured
            .iter()
            .filter(|(part, _)| part.pages == Pages::All || part.pages == pages)
            .map(|(_, bytes)| bytes)
            .sum();
        println!("{:<30}{total:>12}", format!("a page with {name}"));
    }
}

fn check(measured: &[(&Part, u64)], record: &Record, compiler: &str) -> Result<()> {
    let mut problems = Vec::new();
    for (part, bytes) in measured {
        if let Some(budget) = part.budget.filter(|budget| bytes > budget) {
            problems.push(format!("{} has {bytes} bytes, its budget is {budget}", part.name));
        }
        let Some(recorded) = record.bytes(part.name) else {
            problems.push(format!("sizes.json says nothing of {}", part.name));
            continue;
        };
        if part.name.starts_with("wasm") && record.compiler() != Some(compiler) {
            progress::note(format!(
                "wasm was recorded with another compiler ({}): only its budget is checked",
                record.compiler().unwrap_or("unknown")
            ));
        } else if grew(recorded, *bytes) {
            problems.push(format!("{} grew from {recorded} to {bytes} bytes", part.name));
        }
    }
    if problems.is_empty() {
        return Ok(());
    }
    bail!(
        "{}\nif that is meant, record it with `cargo xtask size --update` and commit sizes.json",
        problems.join("\n")
    )
}

#[allow(clippy::cast_precision_loss)]
fn grew(recorded: u64, now: u64) -> bool {
    now as f64 > recorded as f64 * (1.0 + ALLOWED_GROWTH)
}

/// `sizes.json`.
struct Record {
    file: std::path::PathBuf,
    values: Value,
}

impl Record {
    fn read(file: &Path) -> Result<Self> {
        let values = if file.is_file() {
            serde_json::from_slice(&process::read(file)?)
                .with_context(|| format!("{} is not JSON", file.display()))?
        } else {
            Value::Null
        };
        Ok(Self { file: file.to_path_buf(), values })
    }

    fn bytes(&self, part: &str) -> Option<u64> {
        self.values.get("brotli bytes")?.get(part)?.as_u64()
    }

    fn compiler(&self) -> Option<&str> {
        self.values.get("compiler")?.as_str()
    }

    fn write(&self, measured: &[(&Part, u64)], compiler: &str) -> Result<()> {
        let bytes: Map<String, Value> =
            measured.iter().map(|(part, bytes)| (part.name.to_owned(), json!(bytes))).collect();
        let values = json!({ "compiler": compiler, "brotli bytes": bytes });
        process::write(&self.file, format!("{}\n", serde_json::to_string_pretty(&values)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(values: Value) -> Record {
        Record { file: "sizes.json".into(), values }
    }

    fn recorded(wasm: u64) -> Record {
        let mut bytes: Map<String, Value> =
            PARTS.iter().map(|part| (part.name.to_owned(), json!(1000))).collect();
        bytes.insert("wasm".to_owned(), json!(wasm));
        record(json!({ "compiler": "rustc", "brotli bytes": bytes }))
    }

    fn measured(wasm: u64) -> Vec<(&'static Part, u64)> {
        PARTS.iter().map(|part| (part, if part.name == "wasm" { wasm } else { 1000 })).collect()
    }

    #[test]
    fn growth_of_more_than_two_percent_fails() {
        assert!(check(&measured(50_900), &recorded(50_000), "rustc").is_ok());
        let error = check(&measured(51_100), &recorded(50_000), "rustc").unwrap_err().to_string();
        assert!(error.contains("wasm grew from 50000 to 51100 bytes"), "{error}");
        assert!(error.contains("size --update"), "{error}");
    }

    #[test]
    fn a_budget_holds_whatever_is_recorded() {
        let error = check(&measured(75_001), &recorded(75_001), "rustc").unwrap_err().to_string();
        assert!(error.contains("its budget is 75000"), "{error}");
    }

    #[test]
    fn another_compiler_is_held_to_the_budget_only() {
        assert!(check(&measured(60_000), &recorded(50_000), "other").is_ok());
        assert!(check(&measured(75_001), &recorded(50_000), "other").is_err());
    }

    #[test]
    fn a_part_without_a_record_fails() {
        let error = check(&measured(1), &record(Value::Null), "rustc").unwrap_err().to_string();
        assert!(error.contains("says nothing of entry"), "{error}");
    }
}
