//! Redraws a picture as the logo of a desk.
//!
//! What comes out holds pixels alone: no comment, no place, no profile of the file that came.

use std::io::Cursor;

use claimdesk_core::command::{LOGO_BYTES, LOGO_SIDE};
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use crate::unreadable::Unreadable;

/// The longest side of what comes in, in pixels: a square of it fits the memory with sixteen bits a colour, so that
/// the refusal is true.
const MOST_SIDE: u32 = 4_000;

/// Bytes of memory for one picture.
const MEMORY: u64 = 160 << 20;

/// Redraws a PNG, JPEG, WebP or GIF as a PNG of at most 1,600 pixels a side and 1 MiB, upright.
///
/// # Errors
///
/// [`Unreadable`] if the bytes are no such picture, or one too large.
pub fn logo(bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    let mut picture = decoded(bytes)?;
    // Flat signs fit at once; a photograph is halved until it does.
    let mut side = LOGO_SIDE;
    loop {
        if picture.width() > side || picture.height() > side {
            picture = picture.resize(side, side, FilterType::Lanczos3);
        }
        let mut png = Vec::new();
        // Eight bits of red, green, blue and cover: what every program that shows a report can draw.
        let plain = DynamicImage::ImageRgba8(picture.to_rgba8());
        plain.write_to(&mut Cursor::new(&mut png), ImageFormat::Png).map_err(|error| damaged(&error))?;
        if png.len() as u64 <= LOGO_BYTES {
            return Ok(png);
        }
        side /= 2;
    }
}

fn decoded(bytes: &[u8]) -> Result<DynamicImage, Unreadable> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| not_a_picture("a file of another kind"))?;
    if reader.format().is_none() {
        return Err(not_a_picture("a file of another kind"));
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| refused(&error))?;
    let turned = decoder.orientation().map_err(|error| refused(&error))?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| refused(&error))?;
    picture.apply_orientation(turned);
    Ok(picture)
}

fn not_a_picture(what: &str) -> Unreadable {
    Unreadable::NotAPicture { what: what.to_owned() }
}

fn refused(error: &image::ImageError) -> Unreadable {
    match error {
        image::ImageError::Limits(_) => Unreadable::TooManyPixels { limit: MOST_SIDE },
        image::ImageError::Unsupported(_) => not_a_picture("a picture of another kind"),
        other => damaged(other),
    }
}

fn damaged(error: &image::ImageError) -> Unreadable {
    Unreadable::Damaged { what: format!("the picture cannot be drawn ({error})") }
}

#[cfg(test)]
mod tests {
    use image::{ColorType, ImageEncoder, Rgba, RgbaImage};

    use super::*;

    fn png(width: u32, height: u32, pixel: impl Fn(u32, u32) -> Rgba<u8>) -> Vec<u8> {
        let mut bytes = Vec::new();
        RgbaImage::from_fn(width, height, pixel)
            .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)
            .expect("a picture");
        bytes
    }

    fn size(bytes: &[u8]) -> (u32, u32) {
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().expect("read").into_dimensions().expect("a size")
    }

    #[test]
    fn a_sign_keeps_its_size_and_loses_what_is_no_pixel() {
        let sign = png(300, 80, |x, _| Rgba([31, 78, 121, if x < 150 { 255 } else { 0 }]));
        // A comment that names a place, after the head of the file.
        let told = [&sign[..33], &chunk(b"tEXt", b"Comment\0a secret place"), &sign[33..]].concat();
        let made = logo(&told).expect("a logo");
        assert_eq!(size(&made), (300, 80));
        assert!(!made.windows(6).any(|bytes| bytes == b"secret"));
        let drawn = image::load_from_memory(&made).expect("drawn").to_rgba8();
        assert_eq!(drawn.get_pixel(10, 10), &Rgba([31, 78, 121, 255]));
        assert_eq!(drawn.get_pixel(200, 10).0[3], 0, "what was clear stays clear");
    }

    fn chunk(name: &[u8; 4], bytes: &[u8]) -> Vec<u8> {
        let mut crc = flate2::Crc::new();
        crc.update(name);
        crc.update(bytes);
        let length = u32::try_from(bytes.len()).expect("short");
        [&length.to_be_bytes(), name.as_slice(), bytes, &crc.sum().to_be_bytes()].concat()
    }

    #[test]
    fn a_photograph_is_made_small_enough_for_every_report() {
        // Noise, which nothing compresses.
        let noise = png(2_400, 1_800, |x, y| {
            let n = x.wrapping_mul(2_654_435_761).wrapping_add(y.wrapping_mul(40_503)).rotate_left(x % 31);
            let [a, b, c, _] = n.wrapping_mul(n | 1).to_le_bytes();
            Rgba([a, b, c, 255])
        });
        let made = logo(&noise).expect("a logo");
        assert!(made.len() as u64 <= LOGO_BYTES, "{}", made.len());
        let (width, height) = size(&made);
        assert!(width <= LOGO_SIDE && width.abs_diff(height * 4 / 3) <= 2, "{width} × {height}");
    }

    #[test]
    fn jpeg_and_webp_come_out_as_png() {
        let mut jpeg = Vec::new();
        image::codecs::jpeg::JpegEncoder::new(&mut jpeg)
            .write_image(&[200; 3 * 20 * 10], 20, 10, ColorType::Rgb8.into())
            .expect("a picture");
        let mut webp = Vec::new();
        image::codecs::webp::WebPEncoder::new_lossless(&mut webp)
            .write_image(&[200; 4 * 20 * 10], 20, 10, ColorType::Rgba8.into())
            .expect("a picture");
        for bytes in [jpeg, webp] {
            let made = logo(&bytes).expect("a logo");
            assert_eq!(&made[1..4], b"PNG");
            assert_eq!(size(&made), (20, 10));
        }
    }

    #[test]
    fn what_is_no_picture_is_refused_with_its_reason() {
        let refused = |bytes: &[u8]| logo(bytes).expect_err("refused");
        assert!(matches!(refused(b""), Unreadable::Empty));
        assert!(matches!(refused(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), Unreadable::NotAPicture { .. }));
        assert!(matches!(refused(b"BM plain words"), Unreadable::NotAPicture { .. }));
        let sign = png(30, 30, |_, _| Rgba([0, 0, 0, 255]));
        assert!(matches!(refused(&sign[..sign.len() / 2]), Unreadable::Damaged { .. }));
        // A head that promises 30,000 × 30,000 pixels.
        let mut huge = sign;
        huge.splice(8..33, chunk(b"IHDR", &[0, 0, 117, 48, 0, 0, 117, 48, 8, 6, 0, 0, 0]));
        assert!(matches!(refused(&huge), Unreadable::TooManyPixels { .. }));
    }
}
