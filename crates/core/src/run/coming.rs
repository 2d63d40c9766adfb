//! Code at a URL, which is read while its tag waits for its turn: it tells what has to be there then.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::{
    fetch::{self, Failure},
    page::Page,
    parts::Parts,
};

/// Code on its way.
pub struct Coming {
    ended: Promise,
    text: Rc<RefCell<Option<Result<String, Failure>>>>,
}

impl Coming {
    /// Reads the code at a URL as the page writes it, and requests the parts of the package that it uses.
    pub fn new(page: &Page, url: &str, parts: &Rc<Parts>) -> Self {
        let url = page.document_url(url).unwrap_or_else(|| url.to_owned());
        let text = Rc::new(RefCell::new(None));
        let ended = future_to_promise({
            let (text, parts) = (Rc::clone(&text), Rc::clone(parts));
            async move {
                let read = fetch::text(&url).await;
                if let Ok(code) = &read {
                    parts.look_at(code);
                }
                text.replace(Some(read));
                Ok(JsValue::UNDEFINED)
            }
        });
        Self { ended, text }
    }

    /// The code, once it is here.
    ///
    /// # Errors
    /// As for [`fetch::text`].
    pub async fn text(self) -> Result<String, Failure> {
        JsFuture::from(self.ended).await?;
        self.text.take().unwrap_or_else(|| Ok(String::new()))
    }
}
