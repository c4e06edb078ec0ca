//! The shoppers' front end: mounts the app over the server's first paint.

fn main() {
    storefront::app::mount();
}
