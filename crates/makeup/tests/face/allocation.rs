//! A page that looks at thirty frames a second must not allocate for each.

use makeup::face::{Pose, Smoother};

use crate::fixture::{Picture, engine, faces};

#[test]
fn after_the_first_frame_nothing_is_allocated() {
    let picture = faces().swap_remove(0).picture;
    let nothing = Picture::from_pixels(640, 480, |_, _| [90, 90, 90]);
    let (frame, empty) = (picture.frame(), nothing.frame());
    let mut engine = engine();
    let mut smoother = Smoother::default();
    assert!(engine.look(&frame).face.is_some());
    let allocated = allocation_counter::measure(|| {
        for (number, frame) in [&frame, &frame, &empty, &empty, &frame].into_iter().enumerate() {
            if let Some(face) = engine.look(frame).face {
                let smooth = smoother.smooth(face, 33 * number as i64);
                std::hint::black_box(Pose::of(smooth));
            }
        }
    });
    assert_eq!(allocated.count_total, 0, "{allocated:?}");
}
