//! One picture made smaller: SVG drawn by resvg, photos decoded and scaled by `image`, both written as WebP.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, imageops::FilterType};
use quick_xml::{Reader, events::Event};
use resvg::{tiny_skia, usvg};

/// What decoding a photo may take, in bytes: 60 megapixels.
const MEMORY_MOST: u64 = 256 << 20;
/// Parts of a drawing that resvg leaves out here: it has no fonts, and reads no other files.
const LEFT_OUT: [&str; 4] = ["text", "image", "feImage", "foreignObject"];

/// The picture `width` pixels wide, as WebP of a quality of 0 to 100; `None` where the original is the better choice.
///
/// # Errors
/// A sentence about what cannot be drawn.
pub(super) fn draw(kind: &str, original: &[u8], width: u32, quality: f32) -> Result<Option<Vec<u8>>, String> {
    if kind == "svg" {
        return drawing(original, width, quality).map(Some);
    }
    let format = ImageFormat::from_extension(kind).filter(|format| *format != ImageFormat::Avif);
    let format = format.ok_or_else(|| format!("{kind} is not decoded here"))?;
    let smaller = photo(original, format, width, quality)?;
    Ok(smaller.filter(|bytes| bytes.len() < original.len()))
}

fn drawing(svg: &[u8], width: u32, quality: f32) -> Result<Vec<u8>, String> {
    if let Some(part) = left_out(svg)? {
        return Err(format!("<{part}> is not drawn here"));
    }
    let mut options = usvg::Options::default();
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    let tree = usvg::Tree::from_data(svg, &options).map_err(|error| error.to_string())?;
    let size = tree.size().to_int_size().scale_to_width(width).ok_or("it is too narrow")?;
    let scale = (size.width() as f32 / tree.size().width(), size.height() as f32 / tree.size().height());
    let mut canvas = tiny_skia::Pixmap::new(size.width(), size.height()).ok_or("it is too large")?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale.0, scale.1), &mut canvas.as_mut());
    webp(&canvas.take_demultiplied(), size.width(), size.height(), quality)
}

/// The first part that would be missing.
fn left_out(svg: &[u8]) -> Result<Option<String>, String> {
    let mut reader = Reader::from_reader(svg);
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(element) | Event::Empty(element) => {
                let name = element.local_name();
                if LEFT_OUT.contains(&name.as_ref()) {
                    return Ok(Some(name.as_ref().to_owned()));
                }
            }
            Event::Eof => return Ok(None),
            _ => {}
        }
    }
}

fn photo(bytes: &[u8], format: ImageFormat, width: u32, quality: f32) -> Result<Option<Vec<u8>>, String> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY_MOST);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| error.to_string())?;
    let profile = decoder.icc_profile().map_err(|error| error.to_string())?;
    if profile.is_some_and(|profile| !is_srgb(&profile)) {
        return Err("its colour profile would be lost".to_owned());
    }
    let orientation = decoder.orientation().map_err(|error| error.to_string())?;
    let mut photo = DynamicImage::from_decoder(decoder).map_err(|error| error.to_string())?;
    photo.apply_orientation(orientation);
    if photo.width() <= width {
        return Ok(None);
    }
    let height = (u64::from(photo.height()) * u64::from(width)).div_ceil(u64::from(photo.width()));
    let height = u32::try_from(height).map_err(|_| "it is too high".to_owned())?;
    let small = photo.resize_exact(width, height, FilterType::CatmullRom).into_rgba8();
    webp(&small, width, height, quality).map(Some)
}

/// Whether a colour profile is what browsers take for granted: by its name, in either of the encodings it may have.
fn is_srgb(profile: &[u8]) -> bool {
    profile.windows(4).any(|at| at == b"sRGB") || profile.windows(8).any(|at| at == b"\0s\0R\0G\0B")
}

fn webp(rgba: &[u8], width: u32, height: u32, quality: f32) -> Result<Vec<u8>, String> {
    let encoder = webp::Encoder::from_rgba(rgba, width, height);
    let bytes = encoder.encode_simple(false, quality).map_err(|error| format!("WebP refuses it: {error:?}"))?;
    Ok(bytes.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixels(webp: &[u8]) -> image::RgbaImage {
        image::load_from_memory_with_format(webp, ImageFormat::WebP).unwrap().into_rgba8()
    }

    fn near(pixel: &image::Rgba<u8>, colour: [u8; 4]) -> bool {
        pixel.0.iter().zip(colour).all(|(one, other)| one.abs_diff(other) < 12)
    }

    #[test]
    fn a_drawing_keeps_its_colours_its_shape_and_what_is_clear() {
        let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 100"><rect width="40" height="100" fill="#b0413e"/></svg>"##;
        let drawn = pixels(&draw("svg", svg, 400, 80.0).unwrap().unwrap());
        assert_eq!(drawn.dimensions(), (400, 500));
        assert!(near(drawn.get_pixel(100, 250), [0xb0, 0x41, 0x3e, 255]), "{:?}", drawn.get_pixel(100, 250));
        assert_eq!(drawn.get_pixel(300, 250)[3], 0);
    }

    #[test]
    fn what_would_lose_something_is_left_alone() {
        let with =
            |inside: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 10\">{inside}</svg>");
        for (inside, why) in [
            ("<text>Fig</text>", "<text>"),
            ("<g><svg:text xmlns:svg=\"http://www.w3.org/2000/svg\"/></g>", "<text>"),
            ("<image href=\"/etc/passwd\"/>", "<image>"),
            ("<foreignObject/>", "<foreignObject>"),
        ] {
            let refused = draw("svg", with(inside).as_bytes(), 400, 80.0).unwrap_err();
            assert!(refused.contains(why), "{inside}: {refused}");
        }
        assert!(draw("avif", b"", 400, 80.0).is_err());
        assert!(draw("png", b"not a photo", 400, 80.0).is_err());
        assert!(draw("svg", b"<svg", 400, 80.0).is_err());
    }

    #[test]
    fn profiles_are_known_by_name() {
        for (profile, known) in [
            (&b"....desc....sRGB IEC61966-2.1"[..], true),
            (b"mluc\0s\0R\0G\0B", true),
            (b"Display P3", false),
            (b"", false),
        ] {
            assert_eq!(is_srgb(profile), known);
        }
    }
}
