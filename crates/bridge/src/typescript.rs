//! The TypeScript that both ends are compiled with.

use std::fmt::Write;

use crate::{protocol, tables};

/// `www/src/bridge/protocol.ts`.
#[must_use]
pub fn protocol() -> String {
    let mut out = String::from(
        "// Made by `cargo xtask codegen` from crates/bridge: change it there.\n\n\
         /** Both ends say it to each other. */\n",
    );
    constant(&mut out, "VERSION", protocol::VERSION);
    let _ = writeln!(out, "\n/** Marks our messages among those of the worker's own. */");
    let _ = writeln!(out, "export const MARK = {:?};", protocol::MARK);
    for group in protocol::GROUPS {
        // Numbers by name are cheapest where the bundler can put the number in place of the name.
        let _ = write!(out, "\n/** {} */\nexport const enum {} {{\n", group.about, group.name);
        for (name, number, about) in group.entries {
            if !about.is_empty() {
                let _ = writeln!(out, "  /** {about} */");
            }
            let _ = writeln!(out, "  {name} = {number},");
        }
        out.push_str("}\n");
    }
    out.push('\n');
    for (name, number) in [
        ("NAME_LENGTH", protocol::NAME_LENGTH),
        ("NAMES", protocol::NAMES),
        ("PAGE_OF_ITEMS", protocol::PAGE_OF_ITEMS),
        ("FIRST_MADE", protocol::FIRST_MADE),
        ("QUIET_TEXT", protocol::QUIET_TEXT),
        ("OWN_KEYS", protocol::OWN_KEYS),
        ("ARRAY_ITEMS", protocol::ARRAY_ITEMS),
    ] {
        constant(&mut out, name, number);
    }
    for (name, list) in [
        ("PROBES", tables::PROBES),
        ("KNOWN_SYMBOLS", tables::KNOWN_SYMBOLS),
        ("VIEWS", tables::VIEWS),
        ("GLOBAL_CONSTANTS", tables::GLOBAL_CONSTANTS),
        ("EVENT_FIELDS", tables::EVENT_FIELDS),
        ("SAME_OBJECT", tables::SAME_OBJECT),
        ("NAMED", tables::NAMED),
        ("RECORDS", tables::RECORDS),
        ("QUIET", tables::QUIET),
        ("FRESH", tables::FRESH),
    ] {
        words(&mut out, name, list);
    }
    out
}

fn constant(out: &mut String, name: &str, number: u32) {
    let _ = writeln!(out, "export const {name} = {number};");
}

/// One string that is split at the start is smaller than a list of strings.
fn words(out: &mut String, name: &str, list: &[&str]) {
    let _ = write!(out, "\nexport const {name} = /* @__PURE__ */ (\n  \"");
    let mut column = 3;
    for (index, word) in list.iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        if column + word.len() > 90 {
            out.push_str("\" +\n  \"");
            column = 3;
        }
        out.push_str(word);
        column += word.len() + 1;
    }
    out.push_str("\"\n).split(\" \");\n");
}
