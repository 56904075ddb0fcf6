//! The pages of office files: how much of them is text.

use crate::report::document::Sheet;

/// The height of the text of a page that a picture may take, in points.
pub(super) const TALL: f32 = 660.0;

/// Returns the width of the text of a page, in points: 2 centimetres stay free on each side.
pub(super) fn wide(sheet: Sheet) -> f32 {
    match sheet {
        Sheet::A4 => 481.9,
        Sheet::A3Landscape => 1077.2,
    }
}
