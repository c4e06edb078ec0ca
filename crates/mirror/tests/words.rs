//! The shop's words for what is worn and the renderer's are the same, though neither knows the other.

use domain::catalog::{Finish, Hex};
use domain::id::Sku;
use domain::tryon::{Colour, LAYERS_MOST, Layer, Look, Place};

#[test]
fn every_look_of_the_shop_can_be_painted() {
    assert_eq!(LAYERS_MOST, makeup::paint::Look::MOST);
    for place in Place::ALL {
        for finish in Finish::ALL.map(Some).into_iter().chain([None]) {
            let look = Look::new(vec![Layer::new(Sku::parse("A").unwrap(), place)]).unwrap();
            let text = look.text(|_| Some(Colour { hex: Hex::parse("#9c2230").unwrap(), finish }));
            let read = text.parse::<makeup::paint::Look>().unwrap_or_else(|why| panic!("{text}: {why}"));
            assert_eq!(read.to_string(), text);
        }
    }
}

#[test]
fn looks_are_painted_in_the_order_they_are_listed() {
    let painted: Vec<&str> = makeup::paint::Kind::ORDER.iter().map(|kind| kind.word()).collect();
    let mut listed: Vec<&str> = Place::ALL.iter().map(|place| place.painted()).collect();
    listed.dedup();
    assert_eq!(listed, painted);
}
