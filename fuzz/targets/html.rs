//! Any text as a page that is checked; no file is there.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use pyxide_cli::check::check_text;
use pyxide_fuzz::check_problems;

fuzz_target!(|html: &str| {
    let folder = Path::new("/nothing");
    let problems = check_text(html, &folder.join("index.html"), folder);
    check_problems(&problems);
    for problem in &problems {
        // All that is wrong is wrong in the page.
        let source = problem.source.as_ref().expect("a place");
        assert_eq!(source.text(), html, "{}", problem.render());
    }
});
