//! Lock files: complete, of one version where two parts must agree, and free of addresses.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::paths::Paths;
use crate::process;

/// Folders with npm packages of their own.
const NPM_FOLDERS: [&str; 2] = ["", "tests/reference"];

pub fn check(paths: &Paths) -> Result<Vec<String>> {
    let mut breaches = Vec::new();
    for folder in NPM_FOLDERS {
        let at = paths.root.join(folder);
        let lock = process::read(&at.join("package-lock.json"))?;
        let lock: Value = serde_json::from_slice(&lock)
            .with_context(|| format!("{folder}/package-lock.json is not JSON"))?;
        breaches.extend(npm(folder, &lock));
        let settings = String::from_utf8_lossy(&process::read(&at.join(".npmrc"))?).into_owned();
        if !settings.lines().any(|line| line.trim() == "omit-lockfile-registry-resolved=true") {
            breaches.push(format!(
                "{} must say omit-lockfile-registry-resolved=true",
                at.join(".npmrc").display()
            ));
        }
    }
    let lock = process::read(&paths.root.join("Cargo.lock"))?;
    breaches.extend(bindgen(&String::from_utf8_lossy(&lock)));
    Ok(breaches)
}

fn npm(folder: &str, lock: &Value) -> Vec<String> {
    let file = format!("{folder}/package-lock.json");
    let file = file.trim_start_matches('/');
    let packages = lock.get("packages").and_then(Value::as_object);
    let mut breaches = Vec::new();
    for (name, package) in packages.into_iter().flatten() {
        if package.get("resolved").is_some() {
            breaches.push(format!("{file} records an address for {name}; make it anew with npm"));
        }
        // npm leaves out the version of an optional package that its registry did not have.
        if !name.is_empty() && package.get("version").is_none() {
            breaches.push(format!("{file} has no version for {name}"));
        }
        if !name.is_empty() && package.get("integrity").is_none() {
            breaches.push(format!("{file} has no integrity for {name}"));
        }
    }
    breaches
}

/// The glue's generator reads what the crate wrote: they must be of one version.
fn bindgen(lock: &str) -> Option<String> {
    let (library, generator) =
        (locked(lock, "wasm-bindgen")?, locked(lock, "wasm-bindgen-cli-support")?);
    (library != generator).then(|| {
        format!("Cargo.lock has wasm-bindgen {library}, but wasm-bindgen-cli-support {generator}")
    })
}

fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| **line != *name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_address_or_a_gap_in_an_npm_lock_is_named() {
        let lock = json!({ "packages": {
            "": { "name": "x" },
            "node_modules/good": { "version": "1.0.0", "integrity": "sha512-x" },
            "node_modules/bad": { "version": "1.0.0", "integrity": "sha512-x", "resolved": "https://x" },
            "node_modules/gap": { "optional": true, "integrity": "sha512-x" },
        }});
        let breaches = npm("", &lock);
        assert_eq!(breaches.len(), 2, "{breaches:?}");
        assert!(breaches.iter().any(|breach| breach.contains("address for node_modules/bad")));
        assert!(breaches.iter().any(|breach| breach.contains("no version for node_modules/gap")));
    }

    #[test]
    fn two_versions_of_bindgen_are_named() {
        let lock = |generator: &str| {
            format!(
                "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n\n[[package]]\n\
                 name = \"wasm-bindgen-cli-support\"\nversion = \"{generator}\"\n"
            )
        };
        assert_eq!(bindgen(&lock("0.2.130")), None);
        assert!(bindgen(&lock("0.2.131")).is_some_and(|breach| breach.contains("0.2.131")));
    }
}
