//! Pages as pictures: what a PDF draws is seen without the window ever reading the file.

use super::engine::{ENGINE, ONE, refusal};
use crate::pulse;
use crate::unreadable::Unreadable;
use pdfium_render::prelude::{PdfBitmapFormat, PdfRenderConfig};
use std::sync::PoisonError;

/// The most pixels on a side.
const MAX_SIDE: i32 = 4_000;

/// The pages from `first` (0 is the first), so many, as PNG; and how many there are in all.
pub(crate) fn pictures(bytes: &[u8], first: u32, count: u32, width: u32) -> Result<(u32, Vec<Vec<u8>>), Unreadable> {
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let engine = ENGINE.get().ok_or(Unreadable::NoEngine)?;
    pulse::beat();
    let document = engine.load_pdf_from_byte_slice(bytes, None).map_err(refusal)?;
    let total = u32::try_from(document.pages().len()).unwrap_or(0);
    let width = i32::try_from(width).unwrap_or(MAX_SIDE).clamp(1, MAX_SIDE);
    let config = PdfRenderConfig::new()
        .set_target_width(width)
        .set_maximum_width(width)
        .set_maximum_height(MAX_SIDE)
        .set_format(PdfBitmapFormat::BGRx)
        .render_form_data(false);
    let mut made = Vec::new();
    for index in first..first.saturating_add(count).min(total) {
        pulse::beat();
        let damaged = || Unreadable::Damaged { what: "a page cannot be drawn".to_owned() };
        let page = document.pages().get(i32::try_from(index).map_err(|_| damaged())?).map_err(|_| damaged())?;
        let drawn = page.render_with_config(&config).map_err(|_| damaged())?;
        pulse::beat();
        made.push(png(&drawn.as_rgba_bytes(), drawn.width(), drawn.height()).ok_or_else(damaged)?);
    }
    Ok((total, made))
}

/// Four bytes a pixel, of which the last says nothing, as PNG.
fn png(pixels: &[u8], width: i32, height: i32) -> Option<Vec<u8>> {
    let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    let opaque: Vec<u8> = pixels.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&opaque).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_become_a_picture_without_their_fourth_byte() {
        let made = png(&[1, 2, 3, 0, 4, 5, 6, 0], 2, 1).unwrap();
        assert!(made.starts_with(b"\x89PNG\r\n"));
        assert_eq!(png(&[1, 2, 3, 0], 2, 1), None);
    }
}
