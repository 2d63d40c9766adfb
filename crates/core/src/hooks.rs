//! Runs code between the hooks that plugins have added.

use std::rc::Rc;

use js_sys::{Array, Function, Promise, Reflect};
use pyxide_diagnostic::{Code, Diagnostic};
use pyxide_page::{ScriptType, dedent};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::{
    environment::{Environment, Kind},
    host,
    interpreter::Running,
    report::{Banner, describe, failed, report, report_of_tag},
    wrap,
};

/// A hook that threw.
pub struct Failed {
    name: &'static str,
    error: JsValue,
}

impl Failed {
    /// The problem that the page is told.
    pub fn problem(&self) -> Diagnostic {
        let title = ["The hook ", self.name, " failed"].concat();
        Diagnostic::error(Code::Handler, title)
            .with_detail(describe(&self.error))
            .with_help("the hook was added by a plugin or a script of this page; other scripts run")
    }

    /// Tells the page.
    pub fn report(&self, runner: &Runner) {
        let problem = self.problem();
        match runner.element.dyn_ref() {
            Some(element) => report_of_tag(&runner.running, &problem, element),
            None => report(runner.running.script_type, &problem, Banner::Unless),
        }
    }
}

/// What came of a run: the code's value, and the hook after it that threw.
pub struct Ran {
    pub value: JsValue,
    pub after: Option<Failed>,
}

/// Where code runs, and which hooks go with it.
pub struct Runner {
    pub environment: Rc<Environment>,
    pub running: Rc<Running>,
    pub kind: Rc<Kind>,
    /// The tag, which every hook is given.
    pub element: JsValue,
    /// An object of hooks by name; `undefined` for code without any.
    pub hooks: JsValue,
    /// Options of Pyodide's own for the code, or `undefined`.
    pub options: JsValue,
}

impl Runner {
    /// The same place without hooks: what a hook itself runs must not run hooks.
    pub fn plain(&self) -> Rc<Self> {
        self.with(JsValue::UNDEFINED, JsValue::UNDEFINED)
    }

    /// The same place with options for the code.
    pub fn with_options(&self, options: &JsValue) -> Rc<Self> {
        self.with(self.hooks.clone(), options.clone())
    }

    fn with(&self, hooks: JsValue, options: JsValue) -> Rc<Self> {
        Rc::new(Self {
            environment: Rc::clone(&self.environment),
            running: Rc::clone(&self.running),
            kind: Rc::clone(&self.kind),
            element: self.element.clone(),
            hooks,
            options,
        })
    }

    /// Lets Pyodide itself evaluate the code if there are options, which no other way takes.
    fn by_pyodide(&self, run: &str, code: &str) -> Option<Result<JsValue, JsValue>> {
        if !self.options.is_object() || self.running.script_type != ScriptType::Py {
            return None;
        }
        let api = self.running.interpreter.api();
        let run = Reflect::get(api, &run.into()).map(JsCast::unchecked_into::<Function>);
        Some(run.and_then(|run| run.call2(api, &code.into(), &self.options)))
    }

    fn settled(&self, result: Result<JsValue, JsValue>) -> JsValue {
        result.unwrap_or_else(|error| {
            failed(&self.running, &error, self.element.dyn_ref());
            JsValue::UNDEFINED
        })
    }

    /// The functions or texts of one name, in the order in which they were added.
    pub fn hooks(&self, name: &str) -> Array {
        host::hook_list(&self.hooks, name)
    }

    /// The hooks of one name that are code, as one text.
    fn code(&self, name: &str) -> Option<String> {
        let texts = self.hooks(name);
        let texts: Vec<_> = texts.iter().filter_map(|text| text.as_string()).collect();
        let lines: Vec<_> = texts.iter().map(|text| dedent(text)).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    fn call(&self, name: &'static str, hook: &JsValue, wrap: &JsValue) -> Result<JsValue, Failed> {
        hook.unchecked_ref::<Function>()
            .call2(&JsValue::UNDEFINED, wrap, &self.element)
            .map_err(|error| Failed { name, error })
    }

    /// Calls the hooks of a worker that is ready; nothing waits for them.
    pub fn call_ready(self: &Rc<Self>) {
        let name = "onReady";
        let hooks = self.hooks(name);
        if hooks.length() == 0 {
            return;
        }
        let wrap = wrap::of(self);
        for hook in hooks.iter() {
            let called = self.call(name, &hook, &wrap);
            let runner = Rc::clone(self);
            spawn_local(async move {
                let ended = match called {
                    Ok(value) => JsFuture::from(Promise::resolve(&value)).await,
                    Err(failed) => Err(failed.error),
                };
                if let Err(error) = ended {
                    Failed { name, error }.report(&runner);
                }
            });
        }
    }

    fn call_all(&self, name: &'static str) -> Result<(), Failed> {
        let hooks = self.hooks(name);
        if hooks.length() > 0 {
            let wrap = wrap::of(&self.plain());
            for hook in hooks.iter() {
                self.call(name, &hook, &wrap)?;
            }
        }
        Ok(())
    }

    /// Calls the hooks of one name with `wrap`, each when the one before has ended.
    pub async fn await_all(
        &self,
        name: &'static str,
        hooks: &Array,
        wrap: &JsValue,
    ) -> Result<(), Failed> {
        for hook in hooks.iter() {
            let ended = Promise::resolve(&self.call(name, &hook, wrap)?);
            JsFuture::from(ended).await.map_err(|error| Failed { name, error })?;
        }
        Ok(())
    }

    /// Evaluates to the end; an exception of Python goes to the interpreter's errors.
    fn evaluate(&self, code: &str, file: &str) -> JsValue {
        self.settled(self.running.interpreter.run(code, file))
    }

    async fn evaluate_async(
        &self,
        code: &str,
        file: &str,
        begins: &Function,
        stepped: &Function,
    ) -> JsValue {
        let ended = self.running.interpreter.run_async(code, file, begins, stepped);
        self.settled(JsFuture::from(ended).await)
    }

    /// Runs code with the hooks around it. `begin` is called before all of it, `end` between the
    /// last code and the hooks that follow.
    ///
    /// # Errors
    /// A hook before the code threw, so the code did not run.
    pub fn run(
        &self,
        code: &str,
        file: &str,
        begin: &dyn Fn(),
        end: &dyn Fn(),
    ) -> Result<Ran, Failed> {
        begin();
        let inline = self.running.interpreter.inline_name();
        let before = self.call_all("onBeforeRun");
        if before.is_err() {
            end();
        }
        before?;
        if let Some(code) = self.code("codeBeforeRun") {
            self.evaluate(&code, inline);
        }
        let value = match self.by_pyodide("runPython", code) {
            Some(result) => self.settled(result),
            None => self.evaluate(code, file),
        };
        if let Some(code) = self.code("codeAfterRun") {
            self.evaluate(&code, inline);
        }
        end();
        Ok(Ran { value, after: self.call_all("onAfterRun").err() })
    }

    /// The same for code that may `await`, with the hooks' other family. `stepped` is called when
    /// nobody needs to wait for this any longer: the code waits, or a hook before it does.
    ///
    /// # Errors
    /// A hook before the code threw, so the code did not run.
    pub async fn run_async(
        &self,
        code: &str,
        file: &str,
        begin: &Rc<dyn Fn()>,
        end: &dyn Fn(),
        stepped: &Function,
    ) -> Result<Ran, Failed> {
        let inline = self.running.interpreter.inline_name();
        let nobody = host::nobody();
        let hooks = self.hooks("onBeforeRunAsync");
        let before = self.code("codeBeforeRunAsync");
        if hooks.length() > 0 || before.is_some() {
            begin();
        }
        if hooks.length() > 0 {
            let _ = stepped.call0(&JsValue::UNDEFINED);
            let wrap = wrap::of(&self.plain());
            let called = self.await_all("onBeforeRunAsync", &hooks, &wrap).await;
            if called.is_err() {
                end();
            }
            called?;
        }
        if let Some(before) = before {
            self.evaluate_async(&before, inline, &nobody, &nobody).await;
        }
        let begins = Closure::once_into_js({
            let begin = Rc::clone(begin);
            move || begin()
        });
        let value = match self.by_pyodide("runPythonAsync", code) {
            Some(Ok(ended)) => self.settled(JsFuture::from(Promise::resolve(&ended)).await),
            Some(failed) => self.settled(failed),
            None => self.evaluate_async(code, file, begins.unchecked_ref(), stepped).await,
        };
        if let Some(after) = self.code("codeAfterRunAsync") {
            self.evaluate_async(&after, inline, &nobody, &nobody).await;
        }
        end();
        let hooks = self.hooks("onAfterRunAsync");
        let mut after = None;
        if hooks.length() > 0 {
            let wrap = wrap::of(&self.plain());
            after = self.await_all("onAfterRunAsync", &hooks, &wrap).await.err();
        }
        Ok(Ran { value, after })
    }
}

impl From<Failed> for JsValue {
    fn from(failed: Failed) -> Self {
        failed.error
    }
}
