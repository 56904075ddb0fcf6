//! The letters that the fonts of the program hold, and what stands for the others.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::Font;
use unicode_normalization::UnicodeNormalization;

/// The families that print: one for words, one for code and for signs that the first lacks.
const FAMILIES: [&str; 2] = ["Libertinus Serif", "DejaVu Sans Mono"];

/// The longest word that may need the whole of a line; a longer one may be cut every so many letters.
const LONG_WORD: (usize, usize) = (40, 10);

/// The fonts, in the order of the program they come with.
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let fonts = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data)));
    fonts.filter(|font| FAMILIES.contains(&font.info().family.as_str())).collect()
});

/// What they hold, one with another.
static HELD: LazyLock<BTreeSet<u32>> =
    LazyLock::new(|| FONTS.iter().flat_map(|font| font.info().coverage.iter()).collect());

/// Returns the fonts.
pub(super) fn fonts() -> &'static [Font] {
    &FONTS
}

/// Returns a text as it prints: composed, legible, its endless words cut where a line needs it.
pub(super) fn shown(text: &str) -> String {
    let composed: String = text.nfc().collect();
    let mut shown = String::with_capacity(composed.len());
    let mut run = 0;
    for c in legible(&composed).chars() {
        run = if c.is_whitespace() || c == '-' { 0 } else { run + 1 };
        if run > LONG_WORD.0 && run % LONG_WORD.1 == 0 {
            shown.push('\u{200b}');
        }
        shown.push(c);
    }
    shown
}

/// Returns a text where what no font holds is named, ⟨U+1F600⟩: a letter that is missing would make the file one that no archive takes.
pub(super) fn legible(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_legible) {
        return Cow::Borrowed(text);
    }
    let mut legible = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            c if is_legible(c) => legible.push(c),
            // How the sign before it looks.
            '\u{fe00}'..='\u{fe0f}' => {}
            c if c.is_control() => legible.push('\u{fffd}'),
            c => legible.push_str(&format!("⟨U+{:04X}⟩", u32::from(c))),
        }
    }
    Cow::Owned(legible)
}

/// Tells whether a character prints.
fn is_legible(c: char) -> bool {
    match c {
        ' '..='~' | '\n' => true,
        // Spaces without width and the hyphen of long words: no glyph is asked for.
        '\u{ad}' | '\u{200b}' => true,
        // Private letters mean nothing elsewhere.
        '\u{e000}'..='\u{f8ff}' => false,
        c if c.is_control() => false,
        c => HELD.contains(&u32::from(c)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signs_of_french_are_in_the_fonts_of_words() {
        let words = &FONTS[0];
        for c in "\u{a0}\u{202f}«»’“”œŒæçÀÉÈÊËÎÏÔÙÛÜŸ–—…→≥≤≠₂²³°№€×·•\u{2011}\u{fffd}".chars()
        {
            assert!(words.info().coverage.contains(u32::from(c)), "{c} U+{:04X}", u32::from(c));
        }
        assert_eq!(legible("☐ fait ☑ ⟨⟩ ✓"), "☐ fait ☑ ⟨⟩ ✓");
    }

    #[test]
    fn what_no_font_holds_is_named() {
        assert_eq!(shown("oui \u{1f600}\u{fe0f}\u{e001}"), "oui ⟨U+1F600⟩⟨U+E001⟩");
        assert_eq!(shown("e\u{301}"), "é");
    }

    #[test]
    fn endless_words_may_be_cut() {
        let cut = shown(&"a".repeat(70));
        assert_eq!(cut.chars().filter(|c| *c == '\u{200b}').count(), 3);
        assert_eq!(shown("anticonstitutionnellement"), "anticonstitutionnellement");
    }
}
