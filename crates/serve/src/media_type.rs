//! Media types by extension, where the server's own guess is missing, unusual or without charset.

/// The type to send instead of the guessed one, if another is right.
pub(crate) fn correct(path: &str, guessed: Option<&str>) -> Option<String> {
    let extension = path.rsplit('/').next()?.rsplit_once('.').map(|(_, extension)| extension);
    let known = match extension {
        Some("js" | "mjs") => Some("text/javascript"),
        Some("wasm") => Some("application/wasm"),
        Some("py" | "pyi" | "mpy") => Some("text/x-python"),
        Some("toml") => Some("application/toml"),
        Some("whl" | "zip") => Some("application/zip"),
        Some("json" | "map") => Some("application/json"),
        Some("md") => Some("text/markdown"),
        _ => None,
    };
    let media_type = known.or(guessed)?;
    let is_text = media_type.starts_with("text/") || media_type == "application/toml";
    let right = if is_text && !media_type.contains("charset") {
        format!("{media_type}; charset=utf-8")
    } else {
        media_type.to_owned()
    };
    (guessed != Some(right.as_str())).then_some(right)
}

#[cfg(test)]
mod tests {
    use super::correct;

    #[test]
    fn modules_are_javascript_whatever_was_guessed() {
        let js = Some("text/javascript; charset=utf-8".to_owned());
        assert_eq!(correct("/a/x.mjs", Some("application/octet-stream")), js);
        assert_eq!(correct("/a/x.js", None), js);
    }

    #[test]
    fn wheels_are_archives() {
        assert_eq!(correct("/x-1.0-py3-none-any.whl", None).as_deref(), Some("application/zip"));
    }

    #[test]
    fn texts_get_a_charset_and_others_stay() {
        assert_eq!(correct("/", Some("text/html")).as_deref(), Some("text/html; charset=utf-8"));
        assert_eq!(correct("/x.png", Some("image/png")), None);
        assert_eq!(correct("/x.wasm", Some("application/wasm")), None);
    }

    #[test]
    fn a_dot_in_a_folder_is_no_extension() {
        assert_eq!(correct("/v1.js/readme", None), None);
    }
}
