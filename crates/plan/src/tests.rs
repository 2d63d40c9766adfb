mod packages;

use super::*;
use pyxide_config::{Format, parse_source, read};

struct Browser;

impl Host for Browser {
    fn file(&self, name: &str) -> String {
        ["https://example.org/dist/", name].concat()
    }
    fn page(&self) -> &str {
        "https://example.org/app/index.html"
    }
    fn resolve(&self, url: &str, base: &str) -> Option<String> {
        url::Url::parse(base).ok()?.join(url).ok().map(Into::into)
    }
}

fn configured(toml: &str) -> Configured {
    let source = Source::new("app.toml", toml);
    let parsed = parse_source(&source, Format::Toml);
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    let (config, problems) = read(&parsed.value.unwrap(), &source);
    assert!(problems.is_empty(), "{problems:?}");
    let base = "https://example.org/app/conf/app.toml".into();
    Configured { config, source: Some(source), base }
}

fn planned(script_type: ScriptType, toml: &str) -> BootPlan {
    let (plan, problems) = plan(script_type, &configured(toml), &Browser).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    plan
}

fn interpreter(script_type: ScriptType, toml: &str) -> (String, String) {
    let plan = planned(script_type, toml).interpreter;
    (plan.module().to_owned(), plan.wasm())
}

#[test]
fn the_bundle_has_the_default_interpreters() {
    assert_eq!(
        planned(ScriptType::Py, ""),
        BootPlan {
            script_type: ScriptType::Py,
            interpreter: InterpreterPlan::Pyodide {
                module: "https://example.org/dist/pyodide/pyodide.mjs".into(),
                index: "https://example.org/dist/pyodide/".into(),
            },
            package: "https://example.org/dist/pyscript.py.bin".into(),
            files: vec![],
            fetch: vec![],
            js_modules: vec![],
            packages: PackagesPlan::default(),
            debug: false,
            keep_proxies: false,
        }
    );
    assert_eq!(
        interpreter(ScriptType::Mpy, ""),
        (
            "https://example.org/dist/micropython/micropython.mjs".into(),
            "https://example.org/dist/micropython/micropython.wasm".into()
        )
    );
}

#[test]
fn without_a_configuration_the_plan_is_that_of_an_empty_one() {
    let nothing = Configured::nothing(Browser.page());
    assert!(nothing.config.is_empty());
    for script_type in ScriptType::ALL {
        assert_eq!(bare(script_type, &Browser), plan(script_type, &nothing, &Browser).unwrap().0);
    }
    assert!(!configured("name = 'x'").config.is_empty());
}

#[test]
fn debug_selects_the_tracing_build_of_micropython() {
    let (_, wasm) = interpreter(ScriptType::Mpy, "debug = true");
    assert_eq!(wasm, "https://example.org/dist/micropython/micropython-settrace.wasm");
    assert!(planned(ScriptType::Py, "debug = true").debug);
}

#[test]
fn an_interpreter_is_a_version_or_a_url_of_the_page() {
    for (script_type, written, module) in [
        (ScriptType::Py, "0.29.0", "https://cdn.jsdelivr.net/pyodide/v0.29.0/full/pyodide.mjs"),
        (
            ScriptType::Mpy,
            "1.28.0-6",
            "https://cdn.jsdelivr.net/npm/@micropython/micropython-webassembly-pyscript@1.28.0-6/micropython.mjs",
        ),
        (ScriptType::Py, "./py/pyodide.mjs", "https://example.org/app/py/pyodide.mjs"),
        (ScriptType::Mpy, "/m.mjs", "https://example.org/m.mjs"),
        (ScriptType::Mpy, "engine.mjs", "https://example.org/app/engine.mjs"),
        (ScriptType::Py, "https://other.org/p.mjs", "https://other.org/p.mjs"),
    ] {
        let (planned, _) = interpreter(script_type, &format!("interpreter = '{written}'"));
        assert_eq!(planned, module);
    }
}

#[test]
fn a_query_stays_with_the_module_only() {
    let (module, wasm) = interpreter(ScriptType::Mpy, "interpreter = './m.mjs?v=1'");
    assert_eq!(module, "https://example.org/app/m.mjs?v=1");
    assert_eq!(wasm, "https://example.org/app/m.wasm");
}

#[test]
fn what_is_neither_is_reported_where_it_stands() {
    for written in ["what is this", "http://", ""] {
        let configured = configured(&format!("a = 1\ninterpreter = '{written}'"));
        let problem = plan(ScriptType::Py, &configured, &Browser).unwrap_err();
        assert_eq!(problem.code, Code::BadInterpreter, "{written}");
        let location = problem.location().unwrap();
        assert_eq!((location.name.as_str(), location.line), ("app.toml", 2));
        assert!(problem.help.is_some());
    }
}

#[test]
fn files_are_found_from_the_configuration() {
    let plan = planned(
        ScriptType::Mpy,
        "[files]\n'data.csv' = ''\n'../lib/a.py' = 'pkg/'\n'https://x.org/b?c' = './b'",
    );
    let files: Vec<_> = plan.files.iter().map(|f| (f.url.as_str(), f.path.as_str())).collect();
    assert_eq!(
        files,
        [
            ("https://example.org/app/conf/data.csv", "./data.csv"),
            ("https://example.org/app/lib/a.py", "pkg/a.py"),
            ("https://x.org/b?c", "./b"),
        ]
    );
}

#[test]
fn archives_fetch_and_modules_are_found_from_the_configuration_too() {
    let plan = planned(
        ScriptType::Py,
        "[files]\n'../a.zip' = 'x/*'\n[[fetch]]\nfrom = 'data'\nfiles = ['b.txt']
        [js_modules.main]\n'c.js' = 'c'\n'/d.css?v=1' = 'c'\n'https://x.org/e.css.js' = 'e'",
    );
    let [archive] = plan.files.as_slice() else { unreachable!("{:?}", plan.files) };
    assert_eq!(
        (archive.url.as_str(), archive.path.as_str()),
        ("https://example.org/app/a.zip", "x/")
    );
    assert_eq!(archive.archive, Some(ArchiveFormat::Zip));
    let [file] = plan.fetch.as_slice() else { unreachable!("{:?}", plan.fetch) };
    assert_eq!(
        (file.url.as_str(), file.path.as_str()),
        ("https://example.org/app/conf/data/b.txt", "b.txt")
    );
    let modules = plan.js_modules.iter().map(|m| (m.url.as_str(), m.name.as_str(), m.is_css));
    assert_eq!(
        modules.collect::<Vec<_>>(),
        [
            ("https://example.org/app/conf/c.js", "c", false),
            ("https://example.org/d.css?v=1", "c", true),
            ("https://x.org/e.css.js", "e", false),
        ]
    );
}

#[test]
fn a_worker_has_modules_of_its_own() {
    struct Worker;

    impl Host for Worker {
        fn file(&self, name: &str) -> String {
            Browser.file(name)
        }
        fn page(&self) -> &str {
            Browser.page()
        }
        fn resolve(&self, url: &str, base: &str) -> Option<String> {
            Browser.resolve(url, base)
        }
        fn is_worker(&self) -> bool {
            true
        }
    }

    let text = "[js_modules.main]\n'a.js' = 'a'\n[js_modules.worker]\n'b.js' = 'b'";
    let names = |plan: BootPlan| plan.js_modules.into_iter().map(|it| it.name).collect::<Vec<_>>();
    assert_eq!(names(planned(ScriptType::Py, text)), ["a"]);
    let (plan, _) = plan(ScriptType::Py, &configured(text), &Worker).unwrap();
    assert_eq!(names(plan), ["b"]);
}

#[test]
fn what_has_no_url_is_reported_by_its_key() {
    for (text, key, line) in [
        ("[[fetch]]\nfrom = 'http://'\nto_file = 'x'", "fetch", 2),
        ("[js_modules.main]\n'http://' = 'x'", "js_modules", 2),
    ] {
        let (plan, problems) = plan(ScriptType::Mpy, &configured(text), &Browser).unwrap();
        assert!(plan.fetch.is_empty() && plan.js_modules.is_empty());
        assert_eq!(problems[0].title, format!("Invalid URL in {key}: http://"));
        assert_eq!(problems[0].location().unwrap().line, line);
    }
}

#[test]
fn a_file_without_a_url_does_not_stop_the_others() {
    let configured = configured("[files]\n'http://' = 'a'\n'b.txt' = 'b'");
    let (plan, problems) = plan(ScriptType::Py, &configured, &Browser).unwrap();
    assert_eq!(plan.files.len(), 1);
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, Code::BadFile);
    assert_eq!(problems[0].location().unwrap().line, 2);
}
