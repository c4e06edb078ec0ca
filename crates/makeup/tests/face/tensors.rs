//! Tensors inside of both networks against recorded ones.

use makeup::net::Network;
use serde::Deserialize;

use crate::fixture::{fixture, network, picture};

/// Of the largest value in the tensor: sums are taken in another order here.
const TOLERANCE: f32 = 2e-5;

#[derive(Debug, Deserialize)]
struct Recorded {
    detector: Part,
    mesh: Part,
}

#[derive(Debug, Deserialize)]
struct Part {
    corner: [usize; 2],
    tensors: Vec<Samples>,
}

#[derive(Debug, Deserialize)]
struct Samples {
    tensor: usize,
    length: usize,
    step: usize,
    largest: f32,
    values: Vec<f32>,
}

/// Runs a network on a piece of the picture, not resampled, and holds its tensors against the samples.
fn check(file: &str, part: &Part, tone: impl Fn(f32) -> f32) {
    let mut network = Network::read_keeping_all(&network(file)).expect("a network that the set-up has checked");
    let [height, width, _] = network.input_shape();
    let picture = picture();
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let pixels = places.flat_map(|(x, y)| picture.pixel((part.corner[0] + x) as i64, (part.corner[1] + y) as i64));
    network.input_mut().iter_mut().zip(pixels).for_each(|(input, byte)| *input = tone(byte as f32));
    network.run();
    for Samples { tensor, length, step, largest, values } in &part.tensors {
        let computed = network.tensor(*tensor).unwrap_or_else(|| panic!("{file} has no tensor {tensor}"));
        assert_eq!(computed.len(), *length, "{file}, tensor {tensor}");
        for (index, (computed, recorded)) in computed.iter().step_by(*step).zip(values).enumerate() {
            let off = (computed - recorded).abs() / largest;
            assert!(off < TOLERANCE, "{file}, tensor {tensor}, sample {index}: {computed}, recorded {recorded}");
        }
    }
}

#[test]
fn tensors_inside_of_the_networks_are_as_recorded() {
    let recorded = std::fs::read_to_string(fixture("tensors.json")).expect("the recorded tensors");
    let recorded: Recorded = serde_json::from_str(&recorded).expect("tensors as record.py writes them");
    check("face_detection_short_range.tflite", &recorded.detector, |byte| byte * (2.0 / 255.0) - 1.0);
    check("face_landmark_with_attention.tflite", &recorded.mesh, |byte| byte / 255.0);
}

#[test]
fn sharing_buffers_changes_no_bit() {
    for file in ["face_detection_short_range.tflite", "face_landmark_with_attention.tflite"] {
        let file = network(file);
        let mut networks =
            [Network::read(&file), Network::read_keeping_all(&file)].map(|network| network.expect("a network"));
        for round in 0..2 {
            for network in &mut networks {
                let input = network.input_mut().iter_mut().enumerate();
                input.for_each(|(at, value)| *value = ((at * 7_919 + round * 31) % 1_000) as f32 / 1_000.0);
                network.run();
            }
            let [shared, kept] = &networks;
            for output in 0..shared.output_lengths().count() {
                let bits =
                    |network: &Network| network.output(output).iter().map(|value| value.to_bits()).collect::<Vec<_>>();
                assert_eq!(bits(shared), bits(kept), "output {output}, round {round}");
            }
            assert!(shared.working_memory() < kept.working_memory() / 2);
        }
    }
}
