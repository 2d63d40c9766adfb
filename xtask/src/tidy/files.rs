//! The tracked files: none large, none that names a machine.

use std::process::Command;

use anyhow::Result;

use crate::paths::Paths;
use crate::process;

const LARGEST: usize = 1_000_000;

/// Folders of one person's machine. Written in two parts so that this file does not name them.
const MACHINE_FOLDERS: [(&str, &str); 5] =
    [("/ro", "ot/"), ("/wo", "rk/"), ("/tmp/", "px"), ("/Us", "ers/"), ("/ho", "me/")];

/// Home folders that the interpreters have inside the browser.
const INNER_HOMES: [&str; 2] = ["pyodide", "web_user"];

pub fn check(paths: &Paths) -> Result<Vec<String>> {
    let tracked =
        process::output(Command::new("git").args(["ls-files", "-z"]).current_dir(&paths.root))?;
    let mut breaches = Vec::new();
    for file in tracked.split('\0').filter(|file| !file.is_empty()) {
        let path = paths.root.join(file);
        // Deleted, but not yet committed.
        if !path.is_file() {
            continue;
        }
        let bytes = process::read(&path)?;
        if bytes.len() > LARGEST {
            breaches.push(format!("{file} has {} bytes; the limit is {LARGEST}", bytes.len()));
        }
        if let Ok(text) = std::str::from_utf8(&bytes) {
            breaches.extend(machine_paths(file, text));
        }
    }
    Ok(breaches)
}

fn machine_paths(file: &str, text: &str) -> Vec<String> {
    let mut breaches = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for (first, second) in MACHINE_FOLDERS {
            let folder = format!("{first}{second}");
            let named = line.match_indices(&folder).any(|(at, _)| {
                let before = line[..at].chars().next_back();
                let rest = &line[at + folder.len()..];
                // `https://host/home/` and `src/work/` are no absolute paths.
                before.is_none_or(|c| !c.is_alphanumeric() && !"/.-_}*".contains(c))
                    && !INNER_HOMES.iter().any(|home| rest.starts_with(home))
            });
            if named {
                breaches
                    .push(format!("{file}:{}: names the folder {folder} of a machine", number + 1));
            }
        }
    }
    breaches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absolute_paths_of_a_machine_are_named() {
        let home = ["/ho", "me/ada/x"].concat();
        let text = format!("fine\nlet x = \"{home}\";\n");
        assert_eq!(machine_paths("a.rs", &text).len(), 1);
        assert!(machine_paths("a.rs", &text)[0].starts_with("a.rs:2:"));
    }

    #[test]
    fn addresses_and_the_interpreters_homes_are_fine() {
        let text = [
            "https://example.org/ho",
            "me/x\n",
            "FS.mkdir('/ho",
            "me/pyodide')\n",
            "src/wo",
            "rk/x\n",
        ]
        .concat();
        assert_eq!(machine_paths("a.rs", &text), Vec::<String>::new());
    }
}
