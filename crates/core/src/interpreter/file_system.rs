//! Both interpreters have the same virtual file system API.

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// An interpreter's `FS` object.
    #[derive(Clone)]
    pub type FileSystem;

    #[wasm_bindgen(method, catch, js_name = mkdirTree)]
    fn mkdir_tree(this: &FileSystem, path: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = writeFile)]
    fn write_file(
        this: &FileSystem,
        path: &str,
        bytes: &Uint8Array,
        options: &Object,
    ) -> Result<(), JsValue>;

    #[wasm_bindgen(method)]
    fn cwd(this: &FileSystem) -> String;
}

impl FileSystem {
    /// Writes a file at a path relative to the working directory, with the folders above it. The
    /// bytes belong to the file system from then on.
    ///
    /// # Errors
    /// What the file system threw: a file is where a folder should be, say.
    pub fn write(&self, path: &str, bytes: &Uint8Array) -> Result<(), JsValue> {
        let path = self.absolute(path);
        if let Some((folder, _)) = path.rsplit_once('/').filter(|(folder, _)| !folder.is_empty()) {
            self.mkdir_tree(folder)?;
        }
        self.write_beside(&path, bytes)
    }

    /// The same in a folder that exists.
    ///
    /// # Errors
    /// As for [`FileSystem::write`].
    pub fn write_beside(&self, path: &str, bytes: &Uint8Array) -> Result<(), JsValue> {
        let options = Object::new();
        Reflect::set(&options, &"canOwn".into(), &true.into())?;
        self.write_file(&self.absolute(path), bytes, &options)
    }

    /// Makes a folder, with those above it, unless it is there.
    ///
    /// # Errors
    /// As for [`FileSystem::write`].
    pub fn make_folder(&self, path: &str) -> Result<(), JsValue> {
        self.mkdir_tree(&self.absolute(path))
    }

    fn absolute(&self, path: &str) -> String {
        if path.starts_with('/') {
            path.to_owned()
        } else {
            [self.cwd().trim_end_matches('/'), "/", path].concat()
        }
    }
}
