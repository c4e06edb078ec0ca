//! The other pages of this browser: what they tell each other, and which of them does what only one should.

use super::window;
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, BroadcastChannel, MessageEvent};

/// A line to the other pages; they hear what is said, this page does not.
#[derive(Debug)]
pub struct Channel {
    inner: BroadcastChannel,
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

/// Opens a line. `None` where browsers have none; the pages then meet at the server.
pub fn channel(name: &str, hear: impl Fn(String) + 'static) -> Option<Channel> {
    let inner = BroadcastChannel::new(name).ok()?;
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(text) = event.data().as_string() {
            hear(text);
        }
    });
    inner.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    Some(Channel { inner, _heard: heard })
}

impl Channel {
    /// Tells the other pages.
    pub fn say(&self, text: &str) {
        // It fails only on a closed channel, and this one closes with the page.
        let _ = self.inner.post_message(&text.into());
    }
}

/// A role that one page of the browser has at a time (a Web Lock), or waits for.
#[derive(Debug)]
pub struct Role {
    /// Ends it.
    end: Rc<RefCell<Option<Function>>>,
    waiting: Option<AbortController>,
}

/// Waits for a role; `granted` is called when this page has it, `lost` when another page took it. `steal` takes it from whoever has it.
/// Where browsers have no locks, every page has every role.
pub fn take_role(name: &str, steal: bool, granted: Box<dyn FnOnce()>, lost: Box<dyn FnOnce()>) -> Role {
    let end = Rc::new(RefCell::new(None));
    let Some(locks) = locks() else {
        granted();
        return Role { end, waiting: None };
    };
    let options = Object::new();
    let waiting = if steal { None } else { AbortController::new().ok() };
    // An option that cannot be set is left out: then the role is waited for.
    if let Some(controller) = &waiting {
        let _ = Reflect::set(&options, &"signal".into(), &controller.signal());
    } else {
        let _ = Reflect::set(&options, &"steal".into(), &JsValue::TRUE);
    }
    let has_it = Rc::new(Cell::new(false));
    let begin = {
        let (end, has_it) = (end.clone(), has_it.clone());
        Closure::once_into_js(move |_lock: JsValue| -> JsValue {
            let until = Promise::new(&mut |resolve, _| *end.borrow_mut() = Some(resolve));
            has_it.set(true);
            granted();
            until.into()
        })
    };
    let request = Reflect::get(&locks, &"request".into()).and_then(JsCast::dyn_into::<Function>);
    let asked = request.and_then(|request| request.call3(&locks, &name.into(), &options, &begin));
    if let Ok(asked) = asked {
        wasm_bindgen_futures::spawn_local(async move {
            // It ends well when this page gave it up, and badly when it was taken away, or not waited for any longer.
            if JsFuture::from(Promise::from(asked)).await.is_err() && has_it.get() {
                lost();
            }
        });
    }
    Role { end, waiting }
}

impl Role {
    /// Gives it up, or does not wait for it any longer.
    pub fn give_up(self) {
        if let Some(end) = self.end.borrow_mut().take() {
            let _ = end.call0(&JsValue::NULL);
        } else if let Some(waiting) = &self.waiting {
            waiting.abort();
        }
    }
}

/// Whether any page has a role. No, where browsers have no locks.
pub async fn is_taken(name: &str) -> bool {
    let Some(locks) = locks() else { return false };
    let query = Reflect::get(&locks, &"query".into()).and_then(JsCast::dyn_into::<Function>);
    let Ok(asked) = query.and_then(|query| query.call0(&locks)) else { return false };
    let Ok(all) = JsFuture::from(Promise::from(asked)).await else { return false };
    let held = Reflect::get(&all, &"held".into()).map(|held| Array::from(&held)).unwrap_or_default();
    held.iter().any(|lock| Reflect::get(&lock, &"name".into()).is_ok_and(|it| it.as_string().as_deref() == Some(name)))
}

/// Present in secure contexts only.
fn locks() -> Option<JsValue> {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    (!locks.is_undefined()).then_some(locks)
}
