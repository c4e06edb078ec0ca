//! Paints a look on a face: the skin's own light and texture stay, only colour and shine change.
//!
//! One file per kind of layer. Each finds out how much of it belongs on a pixel and mixes in OKLab; a pixel that no layer
//! touches keeps its bytes. Where the face is and what the shop sells is not known here.

mod base;
mod brows;
mod canvas;
mod cheeks;
mod eyes;
mod head;
mod lashes;
mod lips;
mod look;
mod mask;
mod shown;

pub use head::Scene;
pub use look::{Finish, Kind, Layer, Line, Look, LookError, Percent, Zone};
pub use shown::{Shown, Watch};

use crate::face::Face;
use crate::frame::FrameMut;
use canvas::{Canvas, Pixels};
use head::Head;
use mask::Masks;

/// Memory that is used again from frame to frame, so that painting allocates nothing after the first one of a size.
#[derive(Debug, Default)]
pub struct Scratch {
    masks: Masks,
    pixels: Pixels,
}

/// Paints a look on the face, in the order in which it would be put on, whatever the order of its layers.
///
/// A face without any size, or one with a point that is no number, is left alone.
pub fn paint(frame: &mut FrameMut<'_>, face: &Face, look: &Look, scratch: &mut Scratch) {
    let scene = Scene::of(&frame.as_frame(), face);
    paint_in(frame, face, look, &scene, scratch);
}

/// As [`paint`], with a scene that was found before: in the frame at another size, or with parts of the face hidden.
pub fn paint_in(frame: &mut FrameMut<'_>, face: &Face, look: &Look, scene: &Scene, scratch: &mut Scratch) {
    let Some(head) = Head::of(face, scene) else { return };
    let Scratch { masks, pixels } = scratch;
    masks.reserve(frame.width() * frame.height());
    let mut canvas = Canvas::new(frame, pixels);
    for turn in Kind::ORDER {
        for layer in look.layers.iter().filter(|layer| layer.kind == turn) {
            one(&mut canvas, &head, layer, masks);
        }
    }
    canvas.finish();
}

fn one(canvas: &mut Canvas<'_>, head: &Head<'_>, layer: &Layer, masks: &mut Masks) {
    match layer.kind {
        Kind::Foundation => base::foundation(canvas, head, layer, masks),
        Kind::Concealer => base::concealer(canvas, head, layer, masks),
        Kind::Contour => cheeks::contour(canvas, head, layer, masks),
        Kind::Blush => cheeks::blush(canvas, head, layer, masks),
        Kind::Highlighter => cheeks::highlighter(canvas, head, layer, masks),
        Kind::Eyeshadow(zone) => eyes::shadow(canvas, head, layer, zone, masks),
        Kind::Eyeliner(line) => eyes::liner(canvas, head, layer, line, masks),
        Kind::Mascara => lashes::mascara(canvas, head, layer, masks),
        Kind::Brows => brows::brows(canvas, head, layer, masks),
        Kind::Lips => lips::lips(canvas, head, layer, masks),
        Kind::LipLiner => lips::liner(canvas, head, layer, masks),
    }
}
