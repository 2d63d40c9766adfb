//! What the core asks of JavaScript: one block, one module on the other side (`host.ts`).

use js_sys::{Array, Function, Object, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::Element;

#[wasm_bindgen(raw_module = "../src/host.ts")]
extern "C" {
    /// The address of a file of the bundle, or of a folder, whose name ends in `/`.
    pub fn file(name: &str) -> String;

    /// Imports an ES module, or joins the import that the entry has started.
    #[wasm_bindgen(js_name = importModule)]
    pub fn import_module(url: &str) -> Promise;

    /// The answer for a URL: to the request that the entry has started, or else to a new one.
    pub fn response(url: &str) -> Promise;

    /// Starts a request that a later [`response`] gets.
    pub fn prefetch(url: &str);

    /// Requests a file and tells the page how its bytes arrive, as the file `name` of a phase.
    /// Fulfils with a `Uint8Array`, or with the `Response` that is no success.
    pub fn download(url: &str, script_type: &str, phase: &str, name: &str) -> Promise;

    /// Tells the page that something without bytes to count begins or has ended.
    #[wasm_bindgen(js_name = tellStep)]
    pub fn tell_step(script_type: &str, phase: &str, name: &str, done: bool);

    /// Imports a module of the configuration and tells the page.
    #[wasm_bindgen(js_name = importJsModule)]
    pub fn import_js_module(url: &str, script_type: &str, name: &str) -> Promise;

    /// Puts a copy of a module's namespace into the page's registry, and gives it.
    #[wasm_bindgen(js_name = registerJsModule)]
    pub fn register_js_module(name: &str, namespace: &JsValue) -> JsValue;

    /// Adds a stylesheet, unless the page has it; fulfils once it is there.
    #[wasm_bindgen(js_name = addStylesheet)]
    pub fn add_stylesheet(url: &str) -> Promise;

    /// Loads the second half of the core; fulfils once it can be called.
    #[wasm_bindgen(js_name = loadMore)]
    pub fn load_more() -> Promise;

    /// The bytes that come of raw deflate, if they have this CRC-32 and length.
    pub fn inflate(bytes: &Uint8Array, crc: u32, length: u32) -> Promise;

    /// The bytes that come of gzip.
    pub fn gunzip(bytes: &Uint8Array) -> Promise;

    /// Imports modules by URLs relative to the page; what Python calls `js_import`.
    #[wasm_bindgen(thread_local_v2, js_name = jsImport)]
    pub static JS_IMPORT: JsValue;

    /// Takes the preload hints out of the document.
    #[wasm_bindgen(js_name = removeHints)]
    pub fn remove_hints();

    /// Tells a problem by an event, a banner and in the console; `always` shows the banner on a
    /// page that declined them too. The event is dispatched on the element, or on the window.
    pub fn tell(
        script_type: &str,
        problem: &Object,
        text: &str,
        always: bool,
        element: Option<&web_sys::Element>,
    );

    /// Tells a problem of a tag where the interpreter's errors go.
    #[wasm_bindgen(js_name = tellOfTag)]
    pub fn tell_of_tag(
        script_type: &str,
        problem: &Object,
        text: &str,
        io: &IO,
        element: &web_sys::Element,
    );

    /// Tells an exception of page code where the interpreter's errors go.
    #[wasm_bindgen(js_name = tellException)]
    pub fn tell_exception(
        script_type: &str,
        error: &JsValue,
        io: &IO,
        element: Option<&web_sys::Element>,
    );

    /// The text of whatever was thrown.
    pub fn describe(thrown: &JsValue) -> String;

    /// Declines banners, for the whole page.
    #[wasm_bindgen(js_name = disableBanners)]
    pub fn disable_banners();

    /// The output of an interpreter: `stdout`, `stderr` and `buffered`, all replaceable.
    #[derive(Clone)]
    pub type IO;

    /// The default output, for an interpreter that writes bytes or lines.
    #[wasm_bindgen(js_name = makeIO)]
    pub fn make_io(bytes: bool) -> IO;

    /// Loader options that forward to the fields of `io` at the time of each call.
    #[wasm_bindgen(js_name = outputOptions)]
    pub fn output_options(io: &IO) -> Object;

    /// Defines a custom element whose missing ids come from `next_id`.
    #[wasm_bindgen(js_name = defineElement)]
    pub fn define_element(name: &str, next_id: &JsValue);

    /// Starts a worker (`workers/xworker.ts`).
    #[wasm_bindgen(js_name = createWorker)]
    pub fn create_worker(order: &Object, is_async: bool, element: &Element) -> JsValue;

    /// Gives a worker a name that Python finds it by.
    #[wasm_bindgen(js_name = nameWorker)]
    pub fn name_worker(name: &str, worker: &JsValue);

    /// Adds to a JavaScript module of Python what only pages, or only workers, have. `key`, `engine`
    /// and `api` are those of the environment.
    #[wasm_bindgen(js_name = addMembers)]
    pub fn add_members(module: &str, object: &Object, key: &str, engine: &str, api: &JsValue);

    /// Settles `whenDefined(type)`.
    #[wasm_bindgen(js_name = resolveDefined)]
    pub fn resolve_defined(script_type: &str, wrap: &JsValue);

    /// Looks for tags that match the selector, now and later, and for attributes that start with
    /// the name and `-`. Tags come back through `handleTag`.
    #[wasm_bindgen(js_name = lookFor)]
    pub fn look_for(selector: &str, name: &str);

    /// The hooks of a name: functions, or texts for those that are code.
    #[wasm_bindgen(js_name = hookList)]
    pub fn hook_list(hooks: &JsValue, name: &str) -> Array;

    /// Fulfils when modules of the page have had their chance to add hooks.
    #[wasm_bindgen(js_name = hooksSettled)]
    pub fn hooks_settled() -> Promise;

    /// The code that makes `input()` fail, if the page's hooks still have it.
    #[wasm_bindgen(js_name = inputFailureIfWanted)]
    pub fn input_failure() -> Option<String>;

    /// The object that hooks get; `call` is given what to do (0 run, 1 runAsync, 2 runEvent), a
    /// text, and options or an event.
    #[wasm_bindgen(js_name = makeWrap)]
    pub fn make_wrap(
        name: &str,
        engine: &str,
        config: &JsValue,
        interpreter: &JsValue,
        io: &IO,
        call: &JsValue,
    ) -> JsValue;

    /// A function that does nothing.
    #[wasm_bindgen(js_name = nobody)]
    pub fn nobody() -> Function;

    /// What the observers of an element have to do before it is handled; fulfils with whether
    /// one of them refuses it.
    pub fn observers(element: &Element) -> Option<Promise>;

    /// Gives a kernel tag its property `target`.
    #[wasm_bindgen(js_name = defineTarget)]
    pub fn define_target(element: &Element);

    /// An interpreter has started: controls that wait for one can be used.
    #[wasm_bindgen(js_name = interpreterStarted)]
    pub fn interpreter_started(key: &str, interpreter: &JsValue);

    /// The page's hooks for its own thread, `hooks.main`.
    #[wasm_bindgen(js_name = mainHooks)]
    pub fn main_hooks() -> JsValue;

    /// What JavaScript sees of an exception of Python.
    #[wasm_bindgen(js_name = pythonError)]
    pub fn python_error(name: &JsValue, traceback: &JsValue) -> JsValue;

    /// Runs Pyodide's loader and gives its result, or the reason why its WebAssembly module
    /// could not be instantiated.
    ///
    /// With `keep_proxies`, Python arguments of JavaScript functions live until they are dropped.
    #[wasm_bindgen(js_name = loadPyodide)]
    pub fn load_pyodide(load: &JsValue, keep_proxies: bool) -> Promise;

    /// Begins with packages before the interpreter is started; fulfils with [`Packages`]. Both
    /// arrays are described on the other side (`packages.ts`).
    #[wasm_bindgen(js_name = openPackages)]
    pub fn open_packages(entries: &Array, circumstances: &Array) -> Promise;

    /// The packages of an interpreter.
    pub type Packages;

    /// More options for the interpreter's loader.
    #[wasm_bindgen(method, getter)]
    pub fn options(this: &Packages) -> Object;

    /// Installs them; fulfils with an array of `[index of the entry, reason, advice]`.
    #[wasm_bindgen(method)]
    pub fn install(this: &Packages, api: &JsValue, io: &IO) -> Promise;

    /// Installs packages while code runs; a promise of the modules in an array.
    #[wasm_bindgen(js_name = lazyModules)]
    pub fn lazy_modules(entries: &Array, circumstances: &Array, api: &JsValue, io: &IO) -> JsValue;

    /// What every `polyscript` has.
    #[wasm_bindgen(thread_local_v2)]
    pub static KERNEL: Object;

    /// What `_pyscript` has for folders of the user's disk.
    #[wasm_bindgen(thread_local_v2)]
    pub static FOLDERS: JsValue;

    /// A function of all its arguments, from one of their array.
    pub fn variadic(take: &JsValue) -> JsValue;

    /// The same for MicroPython, which is repaired on the way; fulfils with a [`Repaired`].
    #[wasm_bindgen(js_name = loadMicroPython)]
    pub fn load_micropython(load: &JsValue) -> Promise;

    /// A MicroPython whose border to JavaScript has been repaired.
    pub type Repaired;

    /// The interpreter's API.
    #[wasm_bindgen(method, getter)]
    pub fn api(this: &Repaired) -> JsValue;

    /// To be called once the Python package is installed.
    #[wasm_bindgen(method, catch, js_name = catchFromNowOn)]
    pub fn catch_from_now_on(this: &Repaired) -> Result<(), JsValue>;

    /// What Python calls with an exception's type name and traceback to reject a promise.
    #[wasm_bindgen(js_name = pythonRejecter)]
    pub fn python_rejecter(reject: &Function) -> Function;
}
