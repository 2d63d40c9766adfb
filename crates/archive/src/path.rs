//! Paths that stay where they belong.

/// A path as an archive names it, brought below the destination; and whether it was outside.
pub fn below(name: &[u8]) -> (String, bool) {
    let name = name.split(|&byte| byte == 0).next().unwrap_or_default();
    let name = String::from_utf8_lossy(name);
    let mut moved = name.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => moved |= parts.pop().is_none(),
            part => parts.push(part),
        }
    }
    (parts.join("/"), moved)
}

#[cfg(test)]
mod tests {
    use super::below;

    #[test]
    fn paths_stay_below_the_destination() {
        for (name, path, moved) in [
            ("a", "a", false),
            ("a/b/", "a/b", false),
            ("./a//b/./c", "a/b/c", false),
            ("a/../b", "b", false),
            ("../a", "a", true),
            ("a/../../b", "b", true),
            ("../../x/../../etc/passwd", "etc/passwd", true),
            ("/etc/passwd", "etc/passwd", true),
            ("//a", "a", true),
            ("..", "", true),
            ("", "", false),
            ("./", "", false),
            ("...", "...", false),
            ("a\0b", "a", false),
            ("ä/ö", "ä/ö", false),
        ] {
            assert_eq!(below(name.as_bytes()), (path.to_owned(), moved), "{name:?}");
        }
        assert_eq!(below(b"\xff"), ("\u{fffd}".to_owned(), false));
    }
}
