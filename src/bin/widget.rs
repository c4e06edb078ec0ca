//! The frame on partners' pages: mounts the widget that the page's data asks for.

fn main() {
    storefront::widget::mount();
}
