//! The bits of painted pictures: the same natively and in a browser, today and tomorrow.
//!
//! After a change that is meant, look at the pictures (`cargo run --release -p makeup --example sheet -- folder`), then
//! take the new lines from the failing test's message into `goldens.txt`.

use crate::faces::{Picture, TONES, write};
use crate::looks::LOOKS;
use std::collections::BTreeMap;

/// FNV-1a, 64 bits.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[test]
fn every_look_has_its_bits() {
    let kept: BTreeMap<&str, &str> =
        include_str!("goldens.txt").lines().filter_map(|line| line.split_once(' ')).collect();
    let folder = std::env::temp_dir().join("makeup-goldens");
    let mut changed = String::new();
    for (tone, hex) in TONES {
        let bare = Picture::of("close", hex);
        for (name, look) in LOOKS {
            let worn = bare.with(look);
            let (name, found) = (format!("{name}-{tone}"), format!("{:016x}", hash(&worn.rgba)));
            if kept.get(name.as_str()) != Some(&found.as_str()) {
                std::fs::create_dir_all(&folder).unwrap();
                let rgb: Vec<u8> = worn.rgba.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
                write(&folder.join(format!("{name}.png")), worn.width, worn.height, &rgb);
                changed += &format!("{name} {found}\n");
            }
        }
    }
    assert!(changed.is_empty(), "changed, see {}:\n{changed}", folder.display());
}
