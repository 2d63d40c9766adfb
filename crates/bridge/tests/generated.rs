//! What was made from the crate is what the crate would make now, and the tables keep their rules.

use std::collections::HashSet;

use pyxide_bridge::{protocol, tables, typescript};

#[test]
fn the_typescript_is_up_to_date() {
    let committed = include_str!("../../../www/src/bridge/protocol.ts");
    assert!(committed == typescript::protocol(), "run `cargo xtask codegen`");
}

#[test]
fn numbers_and_names_are_unique_within_a_group() {
    for group in protocol::GROUPS {
        let numbers: HashSet<_> = group.entries.iter().map(|(_, number, _)| number).collect();
        let names: HashSet<_> = group.entries.iter().map(|(name, ..)| name).collect();
        // Two areas may be of one size.
        if group.name != "Size" {
            assert_eq!(numbers.len(), group.entries.len(), "{}", group.name);
        }
        assert_eq!(names.len(), group.entries.len(), "{}", group.name);
    }
}

#[test]
fn tags_fit_a_byte_and_words_their_area() {
    assert!(protocol::TAGS.entries.iter().all(|(_, tag, _)| *tag < 128));
    assert!(protocol::WORDS.entries.iter().all(|(_, word, _)| word * 4 < 64));
}

#[test]
fn the_ring_is_a_power_of_two_and_holds_what_is_not_waited_for() {
    let (_, ring, _) = protocol::SIZES.entries.iter().find(|(name, ..)| *name == "Ring").unwrap();
    assert!(ring.is_power_of_two());
    // Six strings of two bytes a unit, and the place at the end that may be skipped.
    assert!(protocol::QUIET_TEXT * 2 * 6 * 2 < *ring);
}

#[test]
fn probes_fit_a_mask_and_name_symbols_that_are_known() {
    assert!(tables::PROBES.len() <= 32);
    for symbol in tables::PROBES.iter().filter_map(|probe| probe.strip_prefix("@@")) {
        assert!(tables::KNOWN_SYMBOLS.contains(&symbol), "{symbol}");
    }
}

#[test]
fn table_entries_are_unique_words() {
    for table in [
        tables::PROBES,
        tables::KNOWN_SYMBOLS,
        tables::VIEWS,
        tables::GLOBAL_CONSTANTS,
        tables::EVENT_FIELDS,
        tables::SAME_OBJECT,
        tables::NAMED,
        tables::RECORDS,
        tables::QUIET,
        tables::FRESH,
    ] {
        let unique: HashSet<_> = table.iter().collect();
        assert_eq!(unique.len(), table.len());
        assert!(table.iter().all(|entry| !entry.contains(' ') && !entry.is_empty()));
    }
}
