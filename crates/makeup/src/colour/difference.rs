//! How different two colours look.

use super::skin::Lab;

const TURN: f64 = std::f64::consts::TAU;

/// ΔE00: about 1 is the least a trained eye sees side by side. Source: CIEDE2000 as written out by Sharma, Wu and
/// Dalal, "The CIEDE2000 Color-Difference Formula", 2005, with all parametric factors 1.
#[must_use]
pub fn ciede2000(one: Lab, other: Lab) -> f64 {
    let mean_chroma = f64::midpoint(one.chroma(), other.chroma());
    let g = 0.5 * (1.0 - ratio_of_seventh(mean_chroma));
    let (a1, a2) = (one.a * (1.0 + g), other.a * (1.0 + g));
    let (c1, c2) = (libm::hypot(a1, one.b), libm::hypot(a2, other.b));
    let (h1, h2) = (hue(a1, one.b), hue(a2, other.b));
    let grey = c1 * c2 <= 0.0;

    let mut turn = if grey { 0.0 } else { h2 - h1 };
    if turn > TURN / 2.0 {
        turn -= TURN;
    } else if turn < -TURN / 2.0 {
        turn += TURN;
    }
    let (dl, dc) = (other.l - one.l, c2 - c1);
    let dh = 2.0 * (c1 * c2).sqrt() * libm::sin(turn / 2.0);

    let (l, c) = (f64::midpoint(one.l, other.l), f64::midpoint(c1, c2));
    let h = mean_hue(h1, h2, grey);
    let t = 1.0 - 0.17 * libm::cos(h - 30_f64.to_radians())
        + 0.24 * libm::cos(2.0 * h)
        + 0.32 * libm::cos(3.0 * h + 6_f64.to_radians())
        - 0.20 * libm::cos(4.0 * h - 63_f64.to_radians());
    let off = (h.to_degrees() - 275.0) / 25.0;
    let bend = 30_f64.to_radians() * libm::exp(-off * off);
    let from_middle = (l - 50.0) * (l - 50.0);
    let sl = 1.0 + 0.015 * from_middle / (20.0 + from_middle).sqrt();
    let (sc, sh) = (1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
    let rt = -libm::sin(2.0 * bend) * 2.0 * ratio_of_seventh(c);
    let (dl, dc, dh) = (dl / sl, dc / sc, dh / sh);
    (dl * dl + dc * dc + dh * dh + rt * dc * dh).max(0.0).sqrt()
}

/// √(c⁷ / (c⁷ + 25⁷)).
fn ratio_of_seventh(chroma: f64) -> f64 {
    let seventh = libm::pow(chroma, 7.0);
    (seventh / (seventh + 6_103_515_625.0)).sqrt()
}

/// The hue in radians, 0 to a full turn; 0 for grey.
fn hue(a: f64, b: f64) -> f64 {
    let angle = libm::atan2(b, a);
    if angle < 0.0 { angle + TURN } else { angle }
}

/// The hue halfway on the shorter way round.
fn mean_hue(h1: f64, h2: f64, grey: bool) -> f64 {
    let sum = h1 + h2;
    if grey {
        sum
    } else if (h1 - h2).abs() <= TURN / 2.0 {
        sum / 2.0
    } else if sum < TURN {
        (sum + TURN) / 2.0
    } else {
        (sum - TURN) / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sharma, Wu and Dalal's table 1: two colours and their difference.
    const PAIRS: [[f64; 7]; 34] = [
        [50.0, 2.6772, -79.7751, 50.0, 0.0, -82.7485, 2.0425],
        [50.0, 3.1571, -77.2803, 50.0, 0.0, -82.7485, 2.8615],
        [50.0, 2.8361, -74.0200, 50.0, 0.0, -82.7485, 3.4412],
        [50.0, -1.3802, -84.2814, 50.0, 0.0, -82.7485, 1.0],
        [50.0, -1.1848, -84.8006, 50.0, 0.0, -82.7485, 1.0],
        [50.0, -0.9009, -85.5211, 50.0, 0.0, -82.7485, 1.0],
        [50.0, 0.0, 0.0, 50.0, -1.0, 2.0, 2.3669],
        [50.0, -1.0, 2.0, 50.0, 0.0, 0.0, 2.3669],
        [50.0, 2.49, -0.001, 50.0, -2.49, 0.0009, 7.1792],
        [50.0, 2.49, -0.001, 50.0, -2.49, 0.0010, 7.1792],
        [50.0, 2.49, -0.001, 50.0, -2.49, 0.0011, 7.2195],
        [50.0, 2.49, -0.001, 50.0, -2.49, 0.0012, 7.2195],
        [50.0, -0.001, 2.49, 50.0, 0.0009, -2.49, 4.8045],
        [50.0, -0.001, 2.49, 50.0, 0.0010, -2.49, 4.8045],
        [50.0, -0.001, 2.49, 50.0, 0.0011, -2.49, 4.7461],
        [50.0, 2.5, 0.0, 50.0, 0.0, -2.5, 4.3065],
        [50.0, 2.5, 0.0, 73.0, 25.0, -18.0, 27.1492],
        [50.0, 2.5, 0.0, 61.0, -5.0, 29.0, 22.8977],
        [50.0, 2.5, 0.0, 56.0, -27.0, -3.0, 31.9030],
        [50.0, 2.5, 0.0, 58.0, 24.0, 15.0, 19.4535],
        [50.0, 2.5, 0.0, 50.0, 3.1736, 0.5854, 1.0],
        [50.0, 2.5, 0.0, 50.0, 3.2972, 0.0, 1.0],
        [50.0, 2.5, 0.0, 50.0, 1.8634, 0.5757, 1.0],
        [50.0, 2.5, 0.0, 50.0, 3.2592, 0.3350, 1.0],
        [60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644],
        [63.0109, -31.0961, -5.8663, 62.8187, -29.7946, -4.0864, 1.2630],
        [61.2901, 3.7196, -5.3901, 61.4292, 2.2480, -4.9620, 1.8731],
        [35.0831, -44.1164, 3.7933, 35.0232, -40.0716, 1.5901, 1.8645],
        [22.7233, 20.0904, -46.6940, 23.0331, 14.9730, -42.5619, 2.0373],
        [36.4612, 47.8580, 18.3852, 36.2715, 50.5065, 21.2231, 1.4146],
        [90.8027, -2.0831, 1.4410, 91.1528, -1.6435, 0.0447, 1.4441],
        [90.9257, -0.5406, -0.9208, 88.6381, -0.8985, -0.7239, 1.5381],
        [6.7747, -0.2908, -2.4247, 5.8714, -0.0985, -2.2286, 0.6377],
        [2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082],
    ];

    #[test]
    fn the_published_pairs_have_their_published_differences() {
        for (at, [l1, a1, b1, l2, a2, b2, expected]) in PAIRS.into_iter().enumerate() {
            let (one, other) = (Lab { l: l1, a: a1, b: b1 }, Lab { l: l2, a: a2, b: b2 });
            let both = [ciede2000(one, other), ciede2000(other, one)];
            assert!(both.iter().all(|found| (found - expected).abs() < 1e-4), "pair {}: {both:?}, {expected}", at + 1);
        }
    }
}
