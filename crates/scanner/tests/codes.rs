//! Codes as a camera sees them: drawn here, then blurred and darkened.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod draw;

use draw::{Picture, code128, data_matrix, ean8, ean13, qr, upc_e};
use scanner::{Code, Kind, Scanner};

/// Oxblood Alibi's number in the demo shop.
const NUMBER: &str = "2001894699460";

fn find(picture: &Picture) -> Option<Code> {
    let mut scanner = Scanner::default();
    scanner.room(picture.width, picture.height).unwrap().copy_from_slice(&picture.rgba());
    scanner.find()
}

fn code(kind: Kind, text: &str) -> Option<Code> {
    Some(Code { kind, text: text.to_owned() })
}

#[test]
fn every_kind_of_code_in_a_shop_is_read() {
    for (picture, kind, text) in [
        (ean13(NUMBER), Kind::Ean, NUMBER),
        (ean8("96385074"), Kind::Ean, "96385074"),
        (upc_e("04252614"), Kind::UpcE, "04252614"),
        (data_matrix("010200189469946010A7"), Kind::DataMatrix, "010200189469946010A7"),
        (code128("LIP-VEL-012"), Kind::Code128, "LIP-VEL-012"),
        (
            qr("https://shop.example/01/02001894699460?store=berlin-mitte"),
            Kind::Qr,
            "https://shop.example/01/02001894699460?store=berlin-mitte",
        ),
    ] {
        assert_eq!(find(&picture), code(kind, text), "{kind:?}");
    }
}

#[test]
fn a_camera_may_be_held_badly() {
    for (what, picture) in [
        ("dark", ean13(NUMBER).light(0.25, 10.0)),
        ("faint", ean13(NUMBER).light(0.3, 120.0)),
        ("a little blurred", ean13(NUMBER).blur(1)),
        ("noisy", ean13(NUMBER).noise(60)),
        ("noisy and dim", ean13(NUMBER).light(0.4, 20.0).noise(30)),
        ("a little turned", ean13(NUMBER).turn(12.0)),
        ("turned the other way", ean13(NUMBER).turn(-20.0)),
        ("on its head", ean13(NUMBER).turn(180.0)),
        ("upright", ean13(NUMBER).turn(90.0)),
        ("upright and askew", ean13(NUMBER).turn(80.0)),
        ("across", ean13(NUMBER).turn(45.0)),
        ("across and noisy", ean13(NUMBER).turn(30.0).noise(30)),
    ] {
        assert_eq!(find(&picture), code(Kind::Ean, NUMBER), "{what}");
    }
}

#[test]
fn what_is_no_code_is_none() {
    let (grey, noise) = (Picture::new(640, 480), Picture::new(640, 480).noise(120));
    assert_eq!(find(&grey), None);
    assert_eq!(find(&noise), None);
    assert_eq!(find(&ean13("2001894699461")), None, "a wrong check digit");
    assert_eq!(find(&ean13(NUMBER).torn()), None, "half of it is missing");
}

#[test]
fn in_a_film_bars_count_when_two_pictures_say_the_same() {
    let mut scanner = Scanner::default();
    let mut show = |picture: &Picture| {
        scanner.room(picture.width, picture.height).unwrap().copy_from_slice(&picture.rgba());
        scanner.follow()
    };
    let (one, other, nothing) = (ean13(NUMBER), ean13("2000888042329"), Picture::new(640, 480));
    assert_eq!(show(&one), None);
    assert_eq!(show(&other), None, "another one");
    assert_eq!(show(&one), None, "and back");
    assert_eq!(show(&nothing), None);
    assert_eq!(show(&one), code(Kind::Ean, NUMBER), "a picture between them does not matter");
    assert_eq!(show(&qr("hello")), code(Kind::Qr, "hello"), "a QR code vouches for itself");
}

#[test]
fn in_a_film_bars_are_also_read_in_noise_and_across() {
    for (what, picture) in [
        ("noisy", ean13(NUMBER).noise(60)),
        ("across", ean13(NUMBER).turn(45.0)),
        ("across and noisy", ean13(NUMBER).turn(30.0).noise(30)),
    ] {
        let mut scanner = Scanner::default();
        let mut show = || {
            scanner.room(picture.width, picture.height).unwrap().copy_from_slice(&picture.rgba());
            scanner.follow()
        };
        assert_eq!((0..30).find_map(|_| show()), code(Kind::Ean, NUMBER), "{what}");
    }
}

#[test]
fn a_film_that_begins_anew_remembers_nothing() {
    let mut scanner = Scanner::default();
    let picture = ean13(NUMBER);
    for _ in 0..2 {
        scanner.room(picture.width, picture.height).unwrap().copy_from_slice(&picture.rgba());
        assert_eq!(scanner.follow(), None);
        scanner.forget();
    }
}

#[test]
fn pictures_have_a_size() {
    let mut scanner = Scanner::default();
    for (width, height) in [(0, 10), (10, 0), (1_281, 10), (10, 40_000)] {
        assert!(scanner.room(width, height).is_err(), "{width} x {height}");
    }
    assert!(scanner.room(1_280, 1).is_ok());
    assert_eq!(scanner.find(), None, "a line is no code");
    scanner.room(2, 2).unwrap().fill(255);
    assert_eq!(scanner.find(), None);
    assert_eq!(scanner.brightness(), 255);
}
