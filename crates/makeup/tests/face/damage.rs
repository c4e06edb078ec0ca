//! Network files that are cut off, garbled or for something else: refused with a sentence, never a panic.

use makeup::face::Engine;
use makeup::net::{NetError, Network};
use proptest::prelude::*;
use std::sync::LazyLock;

use crate::fixture::network;

static DETECTOR: LazyLock<Vec<u8>> = LazyLock::new(|| network("face_detection_short_range.tflite"));
static MESH: LazyLock<Vec<u8>> = LazyLock::new(|| network("face_landmark_with_attention.tflite"));

#[test]
fn what_is_no_network_is_refused_with_a_remedy() {
    let cases: [(&[u8], &str); 4] = [
        (b"", "this is no TFLite network"),
        (b"<!doctype html><title>404</title>", "this is no TFLite network"),
        (b"\0\0\0\0TFL3", "the network file is damaged"),
        (b"\xff\xff\xff\xffTFL3", "the network file is damaged or cut off"),
    ];
    for (file, begins) in cases {
        let said = Network::read(file).expect_err("no network").to_string();
        assert!(said.starts_with(begins) && said.contains("scripts/setup.sh"), "{said}");
    }
}

#[test]
fn exchanged_networks_are_told_apart() {
    let said = Engine::new(&MESH, &DETECTOR).expect_err("exchanged").to_string();
    assert!(said.starts_with("the face detector: this is not face_detection_short_range"), "{said}");
    let said = Engine::new(&DETECTOR, &DETECTOR).expect_err("twice the same").to_string();
    assert!(said.starts_with("the face mesh: this is not face_landmark_with_attention"), "{said}");
}

#[test]
fn a_file_cut_off_is_refused() {
    for file in [&*DETECTOR, &*MESH] {
        for part in 0..200 {
            let cut = &file[..file.len() * part / 200];
            assert!(Network::read(cut).is_err(), "{} of {} bytes", cut.len(), file.len());
        }
    }
}

/// Where the file holds its structure rather than weights, as far as that can be said without reading it.
fn spot(file: &'static [u8]) -> impl Strategy<Value = usize> {
    let len = file.len();
    prop_oneof![0..len, 0..4_000.min(len), len - 60_000.min(len)..len]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_garbled_file_is_refused_or_runs(spots in prop::collection::vec((spot(&DETECTOR), any::<u8>()), 1..6)) {
        let mut file = DETECTOR.clone();
        spots.iter().for_each(|(at, byte)| file[*at] = *byte);
        if let Ok(mut network) = Network::read(&file) {
            network.run();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_garbled_mesh_is_refused_or_runs(spots in prop::collection::vec((spot(&MESH), any::<u8>()), 1..6)) {
        let mut file = MESH.clone();
        spots.iter().for_each(|(at, byte)| file[*at] = *byte);
        if let Ok(mut network) = Network::read(&file) {
            network.input_mut().fill(0.5);
            network.run();
        }
    }

    #[test]
    fn noise_that_begins_like_a_network_is_refused(noise in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let file: Vec<u8> = [&16_u32.to_le_bytes()[..], b"TFL3", &noise].concat();
        let refused = Network::read(&file).err();
        prop_assert!(refused.is_some_and(|error| error != NetError::NotTflite), "{:?}", refused);
    }
}
