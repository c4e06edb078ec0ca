//! Lays the mesh on one face.
//!
//! Source: MediaPipe's `face_landmark_with_attention`: 468 points, then finer lips, eyes and irises that replace or add.

use super::EngineError;
use super::contour::{LEFT_EYE, LEFT_IRIS, REFINED_LEFT_EYE, REFINED_LIPS, REFINED_RIGHT_EYE, RIGHT_EYE, RIGHT_IRIS};
use super::detector::sigmoid;
use super::region::{Beyond, Region, Tone};
use super::{Face, Point};
use crate::Frame;
use crate::net::{NetError, Network};

/// Pixels of a side of what the network looks at.
const SIDE: usize = 192;
/// Mesh, lips, right eye, left eye, right iris, left iris, presence.
const OUTPUTS: [usize; 7] = [1404, 160, 142, 142, 10, 10, 1];
/// Bytes become 0 to 1.
const TONE: Tone = Tone { scale: 1.0 / 255.0, offset: 0.0 };

/// The network with the memory it needs.
#[derive(Debug)]
pub(super) struct Mesh {
    network: Network,
}

impl Mesh {
    pub(super) fn new(file: &[u8]) -> Result<Self, EngineError> {
        let network = Network::read(file).map_err(EngineError::Mesh)?;
        if network.input_shape() != [SIDE, SIDE, 3] || !network.output_lengths().eq(OUTPUTS) {
            let what = "it must look at 192x192 pixels and answer mesh, lips, eyes, irises and presence";
            return Err(EngineError::Mesh(NetError::OtherNetwork { wanted: "face_landmark_with_attention", what }));
        }
        Ok(Self { network })
    }

    /// Looks at a region of the frame and fills `face`, also with how sure it is that there is one.
    pub(super) fn lay(&mut self, frame: &Frame, region: Region, face: &mut Face) {
        region.read(frame, Beyond::Edge, SIDE, TONE, self.network.input_mut());
        self.network.run();
        face.presence = sigmoid(self.network.output(6).first().copied().unwrap_or(f32::MIN));
        let side = SIDE as f32;
        let scale = region.size / side;
        for (point, [x, y, z]) in face.points.iter_mut().zip(self.network.output(0).as_chunks::<3>().0) {
            let (x, y) = region.to_frame(x / side, y / side);
            *point = Point { x, y, z: z * scale };
        }
        let parts: [(usize, &[usize]); 5] =
            [(1, &REFINED_LIPS), (2, &REFINED_RIGHT_EYE), (3, &REFINED_LEFT_EYE), (4, &RIGHT_IRIS), (5, &LEFT_IRIS)];
        for (output, indices) in parts {
            for (index, [x, y]) in indices.iter().zip(self.network.output(output).as_chunks::<2>().0) {
                (face.points[*index].x, face.points[*index].y) = region.to_frame(x / side, y / side);
            }
        }
        // The network gives irises no depth: they lie as deep as the edge of their eye.
        for (iris, eye) in [(RIGHT_IRIS, RIGHT_EYE), (LEFT_IRIS, LEFT_EYE)] {
            let depth = eye.iter().map(|index| face.points[*index].z).sum::<f32>() / eye.len() as f32;
            iris.iter().for_each(|index| face.points[*index].z = depth);
        }
    }
}
