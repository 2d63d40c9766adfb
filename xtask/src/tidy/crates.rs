//! Which crate of the workspace may depend on which: the table of ARCHITECTURE.md.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::paths::Paths;
use crate::process;

/// A crate and the crates of the workspace it may use. Dependencies point down only.
const ALLOWED: [(&str, &[&str]); 11] = [
    ("pyxide-archive", &[]),
    ("pyxide-diagnostic", &[]),
    ("pyxide-config", &["pyxide-diagnostic"]),
    ("pyxide-page", &["pyxide-diagnostic"]),
    ("pyxide-plan", &["pyxide-diagnostic", "pyxide-config", "pyxide-page"]),
    ("pyxide-stdlib", &[]),
    ("pyxide-bridge", &[]),
    ("pyxide-serve", &[]),
    (
        "pyxide-core",
        &[
            "pyxide-archive",
            "pyxide-diagnostic",
            "pyxide-config",
            "pyxide-page",
            "pyxide-plan",
            "pyxide-stdlib",
        ],
    ),
    (
        "pyxide-cli",
        &[
            "pyxide-diagnostic",
            "pyxide-config",
            "pyxide-page",
            "pyxide-plan",
            "pyxide-stdlib",
            "pyxide-serve",
        ],
    ),
    ("xtask", &["pyxide-stdlib", "pyxide-bridge", "pyxide-serve"]),
];

pub fn check(paths: &Paths) -> Result<Vec<String>> {
    let text = process::output(
        process::cargo()
            .args(["metadata", "--no-deps", "--format-version=1"])
            .current_dir(&paths.root),
    )?;
    let metadata: Value = serde_json::from_str(&text).context("cargo metadata is not JSON")?;
    Ok(breaches(&metadata))
}

fn breaches(metadata: &Value) -> Vec<String> {
    let mut breaches = Vec::new();
    let packages = list(metadata, "packages");
    let names: Vec<_> = packages.iter().filter_map(|package| name(package)).collect();
    for package in packages {
        let Some(own) = name(package) else { continue };
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == own) else {
            breaches
                .push(format!("{own} is not in the table of crates (xtask/src/tidy/crates.rs)"));
            continue;
        };
        for used in list(package, "dependencies").iter().filter_map(|used| name(used)) {
            if names.contains(&used) && !allowed.contains(&used) {
                breaches.push(format!("{own} must not depend on {used}: dependencies point down"));
            }
        }
    }
    breaches
}

fn name(value: &Value) -> Option<&str> {
    value.get("name")?.as_str()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn package(name: &str, uses: &[&str]) -> Value {
        let uses: Vec<_> = uses.iter().map(|name| json!({ "name": name })).collect();
        json!({ "name": name, "dependencies": uses })
    }

    #[test]
    fn a_dependency_that_points_up_is_named() {
        let metadata = json!({ "packages": [
            package("pyxide-plan", &["pyxide-config", "serde"]),
            package("pyxide-config", &["pyxide-plan"]),
        ]});
        let expected = "pyxide-config must not depend on pyxide-plan: dependencies point down";
        assert_eq!(breaches(&metadata), [expected]);
    }

    #[test]
    fn an_unknown_crate_must_be_entered() {
        let metadata = json!({ "packages": [package("pyxide-new", &[])] });
        assert!(breaches(&metadata)[0].starts_with("pyxide-new is not in the table"));
    }
}
