use super::*;
use pyxide_config::{PackagesCache, to_json};

fn kinds(script_type: ScriptType, toml: &str) -> Vec<(String, PackageKind)> {
    let list = planned(script_type, toml).packages.list;
    list.into_iter().map(|package| (package.entry, package.kind)).collect()
}

#[track_caller]
fn kind(script_type: ScriptType, written: &str) -> PackageKind {
    kinds(script_type, &format!("packages = [\"{written}\"]")).remove(0).1
}

fn wheel(url: &str) -> PackageKind {
    PackageKind::Wheel { url: url.into() }
}

fn mip(url: &str) -> PackageKind {
    PackageKind::Mip { url: url.into() }
}

#[test]
fn what_pyodide_makes_of_an_entry() {
    const BASE: &str = "https://example.org/app";
    for (written, wanted) in [
        ("numpy", PackageKind::Named),
        ("numpy>=2", PackageKind::Named),
        ("rich[jupyter]==1.2; python_version > '3'", PackageKind::Named),
        ("x @ https://a.org/x-1-py3-none-any.whl", PackageKind::Named),
        ("emfs:/tmp/x-1-py3-none-any.whl", PackageKind::Named),
        ("file:/tmp/x-1-py3-none-any.whl", PackageKind::Named),
        ("./x-1-py3-none-any.whl", wheel(&format!("{BASE}/conf/x-1-py3-none-any.whl"))),
        ("../x-1-py3-none-any.whl", wheel(&format!("{BASE}/x-1-py3-none-any.whl"))),
        ("/x-1-py3-none-any.whl", wheel("https://example.org/x-1-py3-none-any.whl")),
        ("https://a.org/x-1-py3-none-any.whl?v=1", wheel("https://a.org/x-1-py3-none-any.whl?v=1")),
        ("./a.toml", PackageKind::Description { url: format!("{BASE}/conf/a.toml") }),
        ("https://a.org/a.json", PackageKind::Description { url: "https://a.org/a.json".into() }),
        ("ulab", PackageKind::Named),
    ] {
        assert_eq!(kind(ScriptType::Py, written), wanted, "{written}");
    }
}

#[test]
fn what_micropython_makes_of_an_entry() {
    let module = |url: &str| PackageKind::Module { url: url.into() };
    const RAW: &str = "https://raw.githubusercontent.com";
    for (written, wanted) in [
        ("ulab", PackageKind::Build),
        ("aiorepl", mip("https://micropython.org/pi/v2/package/py/aiorepl/latest.json")),
        ("aiorepl@0.1", mip("https://micropython.org/pi/v2/package/py/aiorepl/0.1.json")),
        ("./x.whl", wheel("https://example.org/app/conf/x.whl")),
        ("./lib/m.py", module("https://example.org/app/conf/lib/m.py")),
        ("https://a.org/m.mpy?v=1", module("https://a.org/m.mpy?v=1")),
        ("github:o/r/d/m.py", module(&format!("{RAW}/o/r/HEAD/d/m.py"))),
        ("github:o/r", mip(&format!("{RAW}/o/r/HEAD/package.json"))),
        ("github:o/r/d@v1", mip(&format!("{RAW}/o/r/v1/d/package.json"))),
        ("github:o/r/p.json", mip(&format!("{RAW}/o/r/HEAD/p.json"))),
        ("gitlab:o/r/m.py", module("https://gitlab.com/o/r/-/raw/HEAD/m.py")),
        ("https://a.org/pkg", mip("https://a.org/pkg/package.json")),
        (
            "./a.toml",
            PackageKind::Description { url: "https://example.org/app/conf/a.toml".into() },
        ),
    ] {
        assert_eq!(kind(ScriptType::Mpy, written), wanted, "{written}");
    }
}

#[test]
fn micropython_asks_the_configured_index() {
    let toml = "packages = ['a', 'https://x.org/b.py']\nindex_urls = './index/'";
    let kinds = kinds(ScriptType::Mpy, toml);
    assert_eq!(kinds[0].1, mip("https://example.org/app/conf/index/package/py/a/latest.json"));
}

#[test]
fn indexes_are_absolute_and_keep_their_placeholders() {
    let toml = "index_urls = ['./simple', 'https://x.org/{package_name}/json', '/{package_name}/']";
    assert_eq!(
        planned(ScriptType::Py, toml).packages.indexes,
        [
            "https://example.org/app/conf/simple",
            "https://x.org/{package_name}/json",
            "/{package_name}/"
        ]
    );
}

#[test]
fn relative_wheels_are_shown_absolute_on_pyodide() {
    let toml = "packages = ['./x.whl', 'a', '/y.whl']";
    let entries = |ty| kinds(ty, toml).into_iter().map(|(entry, _)| entry).collect::<Vec<_>>();
    assert_eq!(entries(ScriptType::Py), ["https://example.org/app/conf/x.whl", "a", "/y.whl"]);
    assert_eq!(entries(ScriptType::Mpy), ["./x.whl", "a", "/y.whl"]);
}

#[test]
fn what_may_change_is_not_remembered() {
    for (packages, mode, effective, forget) in [
        ("'a', 'b==1'", "", PackagesCache::On, false),
        ("'./x.whl'", "", PackagesCache::Never, true),
        ("'https://x.org/x.whl?v'", "", PackagesCache::Never, true),
        ("'emfs:/x.whl'", "", PackagesCache::Never, true),
        ("'a[b]'", "", PackagesCache::Never, false),
        ("'./x.whl'", "packages_cache = 'all'", PackagesCache::All, false),
        ("'./x.whl'", "packages_cache = 'passthrough'", PackagesCache::Passthrough, true),
        ("'a'", "packages_cache = 'never'", PackagesCache::Never, true),
    ] {
        let plan = planned(ScriptType::Py, &format!("packages = [{packages}]\n{mode}"));
        let found = (plan.packages.cache, plan.packages.forget);
        assert_eq!(found, (effective, forget), "{packages} {mode}");
    }
}

#[test]
fn ulab_and_debug_select_builds_of_micropython() {
    let folder = "https://example.org/dist/micropython/micropython";
    for (toml, build) in [
        ("packages = ['ulab']", "-ulab"),
        ("packages = ['a', 'ulab']\ndebug = true", "-settrace-ulab"),
        ("packages = ['ulabs']", ""),
    ] {
        let (_, wasm) = interpreter(ScriptType::Mpy, toml);
        assert_eq!(wasm, format!("{folder}{build}.wasm"), "{toml}");
    }
}

/// A configuration with descriptions, by URL.
fn expanded(
    script_type: ScriptType,
    toml: &str,
    descriptions: &[(&str, &str)],
) -> (String, Vec<Diagnostic>) {
    let configured = configured(toml);
    let mut expansion = Expansion::new(script_type, &configured, &Browser).expect("a description");
    while let Some(url) = expansion.next() {
        match descriptions.iter().find(|(name, _)| *name == url) {
            Some((name, text)) => {
                let source = Source::new(name, text);
                let format = if text.starts_with('{') { Format::Json } else { Format::Toml };
                let value = parse_source(&source, format).value.unwrap();
                expansion.describe(Ok((&value, &source)));
            }
            None => {
                let problem = Diagnostic::error(Code::PackageInstall, format!("no {url}"));
                expansion.describe(Err(problem));
            }
        }
    }
    let (configured, mut problems) = expansion.finish();
    problems.retain(|problem| problem.code != Code::Unsupported);
    (to_json(&configured.config.tree), problems)
}

const CONF: &str = "https://example.org/app/conf";

#[test]
fn only_descriptions_are_expanded() {
    let configured = configured("packages = ['a', './x.whl']");
    assert!(Expansion::new(ScriptType::Py, &configured, &Browser).is_none());
}

#[test]
fn a_description_takes_the_place_of_its_entry() {
    let (json, problems) = expanded(
        ScriptType::Py,
        "packages = ['first', './far/one.toml', 'last']\n[files]\n'a' = 'b'",
        &[
            (
                &format!("{CONF}/far/one.toml"),
                "name = 'one'\npackages = ['inner', './two.json', './x.whl', 'last']\n[files]\n'./one.py' = 'one/'",
            ),
            (
                &format!("{CONF}/far/two.json"),
                r#"{"packages": ["./one.toml", "deep"], "js_modules": {"main": {"m.js": "m"}}}"#,
            ),
        ],
    );
    assert_eq!(problems, []);
    assert_eq!(
        json,
        format!(
            r#"{{"packages":["first","inner","deep","{CONF}/far/x.whl","last"],"files":{{"a":"b","{CONF}/far/one.py":"one/"}},"js_modules":{{"main":{{"{CONF}/far/m.js":"m"}}}}}}"#
        )
    );
}

#[test]
fn what_descriptions_do_to_each_other_is_told_at_their_entry() {
    let toml = "packages = ['./a.toml', './b.toml', './c.toml', './gone.toml']\n\n[files]\n\"https://example.org/app/conf/x\" = 'x'";
    let configured = configured(toml);
    let (_, problems) = expanded(
        ScriptType::Mpy,
        toml,
        &[
            (&format!("{CONF}/a.toml"), "name = 'n'\n[files]\nx = 'y'\nz = 'x'"),
            (&format!("{CONF}/b.toml"), "name = 'n'\n[files]\nlost = ''"),
            (&format!("{CONF}/c.toml"), "name = 'c'\npackages = 1"),
        ],
    );
    let told: Vec<_> = problems
        .iter()
        .map(|problem| {
            let marked = problem.span.unwrap();
            let source = problem.source.as_ref().unwrap();
            (problem.title.as_str(), &source.text()[marked.start..marked.end])
        })
        .collect();
    assert_eq!(
        told,
        [
            (&*format!("Duplicated path: {CONF}/x"), "'./a.toml'"),
            (&*format!("Unable to process n @ {CONF}/b.toml"), "'./b.toml'"),
            ("`packages` must be an array of strings, found an integer", "1"),
            (&*format!("no {CONF}/gone.toml"), "'./gone.toml'"),
            ("Duplicated destination: x", "'./a.toml'"),
        ]
    );
    assert!(configured.source.is_some());
}

#[test]
fn micropython_has_descriptions_of_its_own() {
    let (json, problems) = expanded(
        ScriptType::Mpy,
        "packages = ['./pkg/package.json']",
        &[(&format!("{CONF}/pkg/package.json"), r#"{"urls": [["a.py", "b.py"]]}"#)],
    );
    assert_eq!(problems, []);
    assert_eq!(json, format!(r#"{{"packages":["{CONF}/pkg/package.json"]}}"#));
}
