//! Attributes whose misspelling would go unnoticed.

use pyxide_diagnostic::{Code, Diagnostic, nearest};

use crate::{Form, ScriptType};

const ATTRIBUTES: &[&str] =
    &["src", "config", "config-parser", "worker", "async", "target", "terminal", "service-worker"];

/// The warning about an attribute that looks like a misspelt one.
#[must_use]
pub fn misspelt(attribute: &str, form: Form, script_type: ScriptType) -> Option<Diagnostic> {
    let meant = nearest(attribute, ATTRIBUTES)?;
    let name = script_type.name();
    let tag = match form {
        Form::Script => ["<script type=\"", name, "\">"],
        Form::Element => ["<", script_type.element(), ">"],
    };
    let title = ["`", attribute, "` is not an attribute of ", &tag.concat(), ": did you mean `"];
    Some(Diagnostic::new(Code::UnknownAttribute, [&title.concat(), meant, "`?"].concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(attribute: &str) -> Option<&'static str> {
        nearest(attribute, ATTRIBUTES)
    }

    #[test]
    fn misspelt_attributes_are_recognised() {
        for (attribute, wanted) in [
            ("scr", "src"),
            ("srcs", "src"),
            ("asnyc", "async"),
            ("wroker", "worker"),
            ("workers", "worker"),
            ("cofnig", "config"),
            ("configs", "config"),
            ("config_parser", "config-parser"),
            ("serviceworker", "service-worker"),
            ("targets", "target"),
            ("terminl", "terminal"),
        ] {
            assert_eq!(meant(attribute), Some(wanted), "{attribute}");
        }
    }

    #[test]
    fn attributes_of_html_and_of_others_are_left_alone() {
        let html = "accesskey autocapitalize autofocus blocking charset class contenteditable \
            crossorigin data-src defer dir draggable env exportparts fetchpriority hidden id inert \
            inputmode integrity is itemid itemprop itemref itemscope itemtype lang language \
            mpy-click name nomodule nonce on-click onerror onload output part popover py-click \
            referrerpolicy role rows setup slot spellcheck srcdoc srcset style tabindex title \
            translate type version :src @click v-if x-data aria-label";
        for attribute in html.split_whitespace().chain(ATTRIBUTES.iter().copied()).chain([""]) {
            assert_eq!(meant(attribute), None, "{attribute}");
        }
    }

    #[test]
    fn the_warning_names_the_tag() {
        let title = |form| misspelt("scr", form, ScriptType::Mpy).unwrap().title;
        assert_eq!(
            title(Form::Script),
            "`scr` is not an attribute of <script type=\"mpy\">: did you mean `src`?"
        );
        assert_eq!(
            title(Form::Element),
            "`scr` is not an attribute of <mpy-script>: did you mean `src`?"
        );
    }
}
