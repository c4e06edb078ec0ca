//! IndexedDB, as far as the shop needs it: text under names, in a few stores, written so that it survives a power cut.
//!
//! Written by hand over `web-sys`, because the crates for it cannot ask for strict durability, which browsers leave out by default.

use super::window;
use js_sys::{Array, Function, Object, Promise, Reflect};
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbRequest, IdbTransaction};

/// An open database.
#[derive(Debug, Clone)]
pub struct Database(IdbDatabase);

/// A change to what is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change<'a> {
    /// A text is kept under a name.
    Put {
        /// Where.
        store: &'a str,
        /// Its name.
        name: String,
        /// What is kept.
        text: String,
    },
    /// What is kept under a name is forgotten.
    Delete {
        /// Where.
        store: &'a str,
        /// Its name.
        name: String,
    },
    /// Everything in a store is forgotten.
    Clear {
        /// Where.
        store: &'a str,
    },
}

impl Change<'_> {
    fn store(&self) -> &str {
        match self {
            Self::Put { store, .. } | Self::Delete { store, .. } | Self::Clear { store } => store,
        }
    }

    fn make(&self, transaction: &IdbTransaction) -> Result<(), NotKept> {
        let store = transaction.object_store(self.store())?;
        match self {
            Self::Put { name, text, .. } => store.put_with_key(&text.into(), &name.into())?,
            Self::Delete { name, .. } => store.delete(&name.into())?,
            Self::Clear { .. } => store.clear()?,
        };
        Ok(())
    }
}

/// The browser keeps nothing: a private window, a full disk, storage switched off.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("this browser keeps nothing")]
pub struct NotKept;

impl From<JsValue> for NotKept {
    fn from(_: JsValue) -> Self {
        Self
    }
}

/// Opens a database with these stores, made if it is new.
///
/// # Errors
/// [`NotKept`].
pub async fn open_database(name: &str, stores: &'static [&'static str]) -> Result<Database, NotKept> {
    let factory = window().indexed_db()?.ok_or(NotKept)?;
    let request = factory.open_with_u32(name, 1)?;
    let upgrade = {
        let request = request.clone();
        Closure::once_into_js(move || {
            if let Ok(database) = request.result().map(IdbDatabase::from) {
                for store in stores.iter().filter(|store| !database.object_store_names().contains(store)) {
                    // If it cannot be made, the first write to it says so.
                    let _ = database.create_object_store(store);
                }
            }
        })
    };
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    Ok(Database(done(&request).await?.into()))
}

impl Database {
    /// Every text of a store.
    ///
    /// # Errors
    /// [`NotKept`].
    pub async fn all(&self, store: &str) -> Result<Vec<String>, NotKept> {
        let found = done(&self.begin(&store.into(), false)?.object_store(store)?.get_all()?).await?;
        Ok(Array::from(&found).iter().filter_map(|text| text.as_string()).collect())
    }

    /// Makes changes: all of them, or none. Done when they are on the disk.
    ///
    /// # Errors
    /// [`NotKept`].
    pub async fn write(&self, changes: &[Change<'_>]) -> Result<(), NotKept> {
        complete(&self.begin_to_write(changes)?).await
    }

    /// As [`write`](Self::write), for whoever does not mind if it is in vain.
    pub fn write_if_possible(&self, changes: &[Change<'_>]) {
        let _ = self.begin_to_write(changes);
    }

    fn begin_to_write(&self, changes: &[Change<'_>]) -> Result<IdbTransaction, NotKept> {
        let stores: Array = changes.iter().map(|change| JsValue::from(change.store())).collect();
        let transaction = self.begin(&stores, true)?;
        if let Err(why) = changes.iter().try_for_each(|change| change.make(&transaction)) {
            // Else the browser would go on with those before it.
            transaction.abort()?;
            return Err(why);
        }
        Ok(transaction)
    }

    /// Writes a text, unless `keep` says that what is there under that name is better.
    ///
    /// # Errors
    /// [`NotKept`].
    pub async fn replace(
        &self,
        store: &str,
        name: &str,
        text: &str,
        keep: impl FnOnce(&str) -> bool,
    ) -> Result<(), NotKept> {
        let transaction = self.begin(&store.into(), true)?;
        let store = transaction.object_store(store)?;
        let there = done(&store.get(&name.into())?).await?.as_string();
        if !there.is_some_and(|there| keep(&there)) {
            store.put_with_key(&text.into(), &name.into())?;
        }
        complete(&transaction).await
    }

    fn begin(&self, stores: &JsValue, writing: bool) -> Result<IdbTransaction, NotKept> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let begin: Function = Reflect::get(&self.0, &"transaction".into())?.dyn_into()?;
        let mode = if writing { "readwrite" } else { "readonly" };
        Ok(begin.call3(&self.0, stores, &mode.into(), &options)?.unchecked_into())
    }
}

async fn done(request: &IdbRequest) -> Result<JsValue, NotKept> {
    let answered = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(answered).await?;
    Ok(request.result()?)
}

async fn complete(transaction: &IdbTransaction) -> Result<(), NotKept> {
    let ended = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    JsFuture::from(ended).await?;
    Ok(())
}
