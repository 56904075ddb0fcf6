//! Charts as office files hold them: in a size that fits the page, and what stands in for them where software shows no SVG.

use std::io::{self, Write};

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

use crate::chart;

/// « Graphique non affiché par ce logiciel : voir le tableau de données. », a bitmap of one bit a pixel, black where it is set.
const ABSENT: &[u8] = include_bytes!("picture/absent.pbm");
/// Where the pixels start, after `P4`, the width and the height.
const ABSENT_START: usize = 10;
/// Its width in bytes of eight pixels, and its height in pixels.
const ABSENT_SIZE: (usize, usize) = (99, 40);
/// How wide a stand-in is, in bytes of eight pixels.
const WIDE: usize = 125;

/// Returns the picture of a chart for office files: no variables, which only browsers know, and letters like those of the text around,
/// since what « sans-serif » means differs from one program to the next.
pub(super) fn embedded(svg: &str) -> String {
    chart::without_variables(svg).replacen(
        "font-family=\"sans-serif\"",
        "font-family=\"Liberation Sans, Arial, sans-serif\"",
        1,
    )
}

/// Returns a size in points, in the same proportions, that fits in `room`; a size that is none becomes one of 16 by 9.
pub(super) fn fitted(size: (f32, f32), room: (f32, f32)) -> (f32, f32) {
    let sound = |length: f32| length.is_finite() && length >= 1.0;
    let (width, height) = if sound(size.0) && sound(size.1) { size } else { (room.0, room.0 * 9.0 / 16.0) };
    let shrink = (room.0 / width).min(room.1 / height).min(1.0);
    (width * shrink, height * shrink)
}

/// Returns a PNG in the proportions of `size` that tells its reader to see the table of data, for software that shows no SVG.
pub(super) fn stand_in(size: (f32, f32)) -> io::Result<Vec<u8>> {
    let (width, height) = fitted(size, (WIDE as f32 * 8.0, WIDE as f32 * 32.0));
    let rows = ((WIDE as f32 * 8.0 * height / width) as usize).clamp(ABSENT_SIZE.1 + 20, WIDE * 32);
    let (left, top) = ((WIDE - ABSENT_SIZE.0) / 2, (rows - ABSENT_SIZE.1) / 2);
    let message: Vec<&[u8]> = ABSENT.get(ABSENT_START..).unwrap_or_default().chunks(ABSENT_SIZE.0).collect();
    let mut pixels = ZlibEncoder::new(Vec::new(), Compression::best());
    for row in 0..rows {
        // A frame, white inside, around the message; each row says first that it is not filtered.
        let framed = row == 0 || row == rows - 1;
        let mut line = [if framed { 0x00 } else { 0xff }; WIDE + 1];
        line[0] = 0;
        line[1] &= 0x7f;
        line[WIDE] &= 0xfe;
        if let Some(message) = row.checked_sub(top).and_then(|row| message.get(row)) {
            for (pixel, black) in line.iter_mut().skip(1 + left).zip(*message) {
                *pixel &= !black;
            }
        }
        pixels.write_all(&line)?;
    }
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut head = Vec::with_capacity(13);
    head.extend_from_slice(&(WIDE as u32 * 8).to_be_bytes());
    head.extend_from_slice(&(rows as u32).to_be_bytes());
    // One bit a pixel, grey, the usual compression, no filter, no interlace.
    head.extend_from_slice(&[1, 0, 0, 0, 0]);
    chunk(&mut png, b"IHDR", &head);
    chunk(&mut png, b"IDAT", &pixels.finish()?);
    chunk(&mut png, b"IEND", b"");
    Ok(png)
}

fn chunk(png: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    let mut sum = Crc::new();
    sum.update(kind);
    sum.update(data);
    png.extend_from_slice(&(data.len() as u32).to_be_bytes());
    png.extend_from_slice(kind);
    png.extend_from_slice(data);
    png.extend_from_slice(&sum.sum().to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_no_variable_and_the_letters_of_the_text() {
        let svg = "<svg font-family=\"sans-serif\"><text style=\"fill:var(--encre,#1a1a1a)\">var(--encre,#1a1a1a)</text></svg>";
        let expected = "<svg font-family=\"Liberation Sans, Arial, sans-serif\"><text style=\"fill:#1a1a1a\">var(--encre,#1a1a1a)</text></svg>";
        assert_eq!(embedded(svg), expected);
    }

    #[test]
    fn a_picture_fits_its_page_and_keeps_its_proportions() {
        assert_eq!(fitted((200.0, 100.0), (480.0, 600.0)), (200.0, 100.0));
        assert_eq!(fitted((960.0, 480.0), (480.0, 600.0)), (480.0, 240.0));
        assert_eq!(fitted((100.0, 1200.0), (480.0, 600.0)), (50.0, 600.0));
        assert_eq!(fitted((0.0, f32::NAN), (160.0, 600.0)), (160.0, 90.0));
    }

    #[test]
    fn a_stand_in_is_a_picture_of_the_same_proportions() {
        assert!(ABSENT.starts_with(b"P4\n792 40\n"));
        assert_eq!(ABSENT.len(), ABSENT_START + ABSENT_SIZE.0 * ABSENT_SIZE.1);
        let png = stand_in((500.0, 250.0)).unwrap();
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x03\xe8\0\0\x01\xf4"));
        assert!(png.ends_with(b"IEND\xae\x42\x60\x82"));
        assert!(png.len() < 4000, "{}", png.len());
        for size in [(0.0, 0.0), (1.0, 1e9), (1e9, 1.0), (f32::INFINITY, 1.0)] {
            assert!(stand_in(size).is_ok(), "{size:?}");
        }
    }
}
