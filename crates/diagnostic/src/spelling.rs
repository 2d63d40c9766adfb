//! What a misspelt name was probably meant to be.

/// The known name that `name` looks like. Nothing for a known one, and for one that looks like none.
///
/// Capital letters, and `-` for `_` or the other way round, are misspellings too.
#[must_use]
pub fn nearest(name: &str, known: &[&'static str]) -> Option<&'static str> {
    if known.contains(&name) {
        return None;
    }
    let plain = plain(name);
    let near = |other: &&&str| {
        let other = self::plain(other);
        // People seldom miss the first letter, and `tiles` is a fine name in a game.
        plain.first() == other.first()
            && distance(&plain, &other) <= if other.len() < 6 { 1 } else { 2 }
    };
    known.iter().find(near).copied()
}

fn plain(name: &str) -> Vec<u8> {
    name.bytes().map(|byte| if byte == b'-' { b'_' } else { byte.to_ascii_lowercase() }).collect()
}

/// The candidate that `name` is a misspelling of, if one is close.
#[must_use]
pub fn similar<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let limit = if name.len() < 6 { 1 } else { 2 };
    candidates
        .map(|candidate| (distance(name.as_bytes(), candidate.as_bytes()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many letters must be added, removed, changed or swapped with their neighbour.
fn distance(left: &[u8], right: &[u8]) -> usize {
    const FAR: usize = usize::MAX;
    if left.len().abs_diff(right.len()) > 2 {
        return FAR;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, &a) in left.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, &b) in right.iter().enumerate() {
            let changed = last[column] + usize::from(a != b);
            let mut best = changed.min(last[column + 1] + 1).min(next[column] + 1);
            if row > 0 && column > 0 && a == right[column - 1] && left[row - 1] == b {
                best = best.min(before[column - 1] + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().unwrap_or(FAR)
}

#[cfg(test)]
mod tests {
    use super::{distance, similar};

    #[test]
    fn distances() {
        for (left, right, wanted) in [
            ("", "", 0),
            ("debug", "debug", 0),
            ("debg", "debug", 1),
            ("debgu", "debug", 1),
            ("deebug", "debug", 1),
            ("package", "packages", 1),
            ("pakcage", "packages", 2),
            ("ab", "ba", 1),
            ("abc", "", usize::MAX),
        ] {
            assert_eq!(distance(left.as_bytes(), right.as_bytes()), wanted, "{left} {right}");
        }
    }

    #[test]
    fn the_closest_name_is_meant() {
        let names = ["saved", "save", "load"];
        for (written, meant) in
            [("savee", Some("save")), ("saev", Some("save")), ("lod", Some("load")), ("x", None)]
        {
            assert_eq!(similar(written, names.into_iter()), meant, "{written}");
        }
    }
}
