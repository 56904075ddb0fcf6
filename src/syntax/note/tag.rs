//! Tags (`#logement`) and identifiers (`^E012-1`) inside a text, read on the source.

use super::marker::is_space;
use crate::diagnostic::Diagnostic;
use crate::faults::notes;
use crate::text::Span;

/// What a text carries beside its words.
#[derive(Debug, Default)]
pub(super) struct Carried {
    /// Tags, without `#`.
    pub(super) tags: Vec<Span>,
    /// Words after `^`, in order.
    pub(super) ids: Vec<Span>,
    /// Where the trailing run of tags, identifiers and white space starts; words stand before it only.
    pub(super) tail: u32,
}

/// Reads the tags and identifiers in the stretch `within` of `source`. `masks`, sorted and apart from one another, are the stretches that
/// hold none: code, links, HTML.
pub(super) fn carried(source: &str, within: Span, masks: &[Span]) -> Carried {
    let text = within.of(source);
    if memchr::memchr3(b'#', b'^', b'<', text.as_bytes()).is_none() {
        // Words only, as most texts are.
        let tail = within.start + Span::at(text.trim_end_matches(is_space).len()).start;
        return Carried { tail, ..Carried::default() };
    }
    let base = within.start as usize;
    let mut masks =
        masks.get(masks.partition_point(|mask| mask.end <= within.start)..).unwrap_or_default().iter().peekable();
    let mut carried = Carried { tail: within.start, ..Carried::default() };
    let mut before = None;
    // Whether the word at hand is a web address, in which `#` opens no tag.
    let mut address = false;
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        while masks.next_if(|mask| mask.end as usize <= base + at).is_some() {}
        if let Some(mask) = masks.peek().filter(|mask| mask.start as usize <= base + at) {
            if !mask.of(source).starts_with("<!--") {
                carried.tail = mask.end.min(within.end);
            }
            at = mask.end as usize - base;
            before = Some('x');
            continue;
        }
        let next = at + c.len_utf8();
        let rest = text.get(at..).unwrap_or("");
        let mut end = next;
        if is_space(c) {
            address = false;
        } else if let Some(after) =
            Some(c).filter(|&c| c == '#' && opens(before) && !address).and_then(|_| tag_end(text, next))
        {
            carried.tags.push(Span::new(next, after).shifted(within.start));
            end = after;
        } else if let Some(after) = Some(c).filter(|&c| c == '^' && !address).and_then(|_| id_end(text, next, before)) {
            carried.ids.push(Span::new(next, after).shifted(within.start));
            end = after;
        } else {
            address |= rest.starts_with("://") || before.is_none_or(is_space) && rest.starts_with("www.");
            let mark = matches!(c, '.' | ',' | ';' | '!' | '?' | '(' | ')' | '*' | '_' | '~');
            if !mark || carried.tags.is_empty() && carried.ids.is_empty() {
                carried.tail = Span::at(base + next).start;
            }
        }
        before = Some(if end > next { 'x' } else { c });
        at = end;
    }
    carried
}

/// Tells whether a `#` after this character may open a tag.
fn opens(before: Option<char>) -> bool {
    before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '#' | '&' | '\\' | '/' | '^'))
}

/// Returns where the tag whose first character is at `at` ends; `None` when there is none or it is but digits.
fn tag_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let name =
        rest.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '\u{300}'..='\u{36f}'));
    let name = rest.get(..rest.len() - name.len())?.trim_end_matches(['-', '_', '/']);
    // « #L’été »: a letter that lost its vowel is no tag.
    let elided = name.chars().nth(1).is_none() && rest.get(name.len()..)?.starts_with(['’', '\'']);
    (!elided && name.chars().any(|c| !c.is_ascii_digit())).then_some(at + name.len())
}

/// Returns where the identifier whose first character is at `at` ends. One glued to a word must be of the product's own form.
pub(super) fn id_end(text: &str, at: usize, before: Option<char>) -> Option<usize> {
    let rest = text.get(at..)?;
    let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).count();
    let id = rest.get(..length)?.trim_end_matches('_');
    let parted = before.is_none_or(is_space);
    (!id.is_empty() && (parted || parse_block_id(id).is_some())).then_some(at + id.len())
}

/// The identifier of a small record, as its note's text holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockId<'i> {
    /// The note's identifier, as written: letters, digits.
    pub note: &'i str,
    /// Whether it names a verbatim: `E012-v1`.
    pub verbatim: bool,
    /// The number in the note, from 1.
    pub number: u32,
}

/// Reads the identifier of a small record, without its `^`: `E012-1`, `E012-v1`. Returns `None` for anything else, such as the block
/// identifiers that an editor makes by itself (`37066d`).
pub fn parse_block_id(id: &str) -> Option<BlockId<'_>> {
    let (note, rest) = id.split_once('-')?;
    let letters = note.bytes().take_while(u8::is_ascii_alphabetic).count();
    let digits = note.get(letters..)?;
    let number = rest.strip_prefix(['v', 'V']);
    let (verbatim, number) = (number.is_some(), number.unwrap_or(rest));
    let counts = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if letters == 0 || !counts(digits) || !counts(number) {
        return None;
    }
    let number = number.parse().ok().filter(|&number| number > 0)?;
    Some(BlockId { note, verbatim, number })
}

/// Tells whether an identifier that [`parse_block_id`] refuses was meant to be of its form: `E012`, `E012_1`, `E012-a`.
pub(super) fn is_misshapen(id: &str) -> bool {
    let prefix = ["IM", "SE", "E", "C"].into_iter().find_map(|prefix| id.strip_prefix(prefix));
    parse_block_id(id).is_none() && prefix.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Chooses a record's identifier among the words after `^` that it holds. `tail`: where the words of its text end, which an identifier
/// must follow. `verbatim`: what the record is. Words of another form than the product's are an editor's, and left alone.
pub(super) fn own_id(
    source: &str,
    ids: &[Span],
    tail: Option<u32>,
    verbatim: bool,
    found: &mut Vec<Diagnostic>,
) -> Option<Span> {
    let mut own: Option<Span> = None;
    for &id in ids {
        let text = id.of(source);
        match parse_block_id(text) {
            Some(block) => {
                if let Some(first) = own {
                    found.push(notes::second_identifiant(id, first));
                    continue;
                }
                own = Some(id);
                if block.verbatim != verbatim {
                    found.push(notes::identifiant_d_autre_nature(id, block.note, block.number, verbatim));
                } else if tail.is_some_and(|tail| id.start < tail) {
                    found.push(notes::identifiant_mal_place(id, text));
                }
            }
            None if is_misshapen(text) => found.push(notes::identifiant_de_puce(id, text, verbatim)),
            None => {}
        }
    }
    own
}
