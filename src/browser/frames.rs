//! The frames beside this one on a partner's page, by way of the script in the frame's page (`embed/beside.js`).

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// A line to the frames beside this one.
#[derive(Debug)]
pub struct Beside {
    say: Function,
    _heard: Closure<dyn Fn(String)>,
}

/// Joins the frames that are called `name`; without a name this one keeps to itself. `heard` is told `lead` when it is to hold the stream for
/// all, `rest` when it is not any longer, and what others say.
pub fn join_frames(name: &str, heard: impl Fn(String) + 'static) -> Option<Beside> {
    let heard = Closure::<dyn Fn(String)>::new(heard);
    let join = Reflect::get(&js_sys::global(), &"vitrineBeside".into()).ok()?.dyn_into::<Function>().ok()?;
    let say = join.call2(&JsValue::UNDEFINED, &name.into(), heard.as_ref()).ok()?.dyn_into().ok()?;
    Some(Beside { say, _heard: heard })
}

impl Beside {
    /// Tells the others.
    pub fn say(&self, text: &str) {
        // It fails only on a closed channel; then nobody is beside.
        let _ = self.say.call1(&JsValue::UNDEFINED, &text.into());
    }
}
