//! A few lines of a file, made fit to be shown: cut to the width around what is marked, hidden characters spelt out.
//!
//! The drawing is [`annotate_snippets`]'s, the cutting is done here: that crate cuts neither lines of megabytes cheaply nor lines of
//! zero-width characters safely, and would obey part of what it shows.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Snippet};

use super::files::File;
use crate::render::style::Style;
use crate::render::visible::{Piece, columns, pieces, visible};
use crate::text::{Position, Span};

/// How many lines a window may have: a place further away gets its own, a longer place is marked on its first line only.
const TALL: u32 = 40;
/// How many bytes of a line are looked at on each side of a place.
const REACH: usize = 2048;
/// The least room left to a line, however narrow the terminal.
const NARROW: usize = 20;

/// A place to underline, with the words that say why.
pub(super) struct Mark<'m> {
    pub(super) span: Span,
    pub(super) label: Option<&'m str>,
    pub(super) primary: bool,
}

/// Marks of one file that are near enough to be shown together.
pub(super) struct Window<'m> {
    file: &'m File<'m>,
    path: &'m str,
    /// Where the first mark's place starts, in bytes of the file.
    start: u32,
    /// The first and the last line, from 1.
    lines: (u32, u32),
    marks: Vec<Mark<'m>>,
}

impl<'m> Window<'m> {
    /// Opens a window on one mark.
    pub(super) fn new(path: &'m str, file: &'m File<'m>, mut mark: Mark<'m>) -> Self {
        let start = mark.span.start;
        mark.span = fitted(file, mark.span);
        let lines = (file.lines.line(mark.span.start), file.lines.line(mark.span.end));
        Self { file, path, start, lines, marks: vec![mark] }
    }

    /// Takes in the marks of `other`, or gives it back if it is of another file or too far away.
    pub(super) fn join(&mut self, other: Self) -> Result<(), Self> {
        let lines = (self.lines.0.min(other.lines.0), self.lines.1.max(other.lines.1));
        if self.path != other.path || lines.1 - lines.0 >= TALL {
            return Err(other);
        }
        self.lines = lines;
        self.marks.extend(other.marks);
        Ok(())
    }

    /// Returns the file's path.
    pub(super) fn path(&self) -> &'m str {
        self.path
    }

    /// Returns the line and column of the first mark.
    pub(super) fn position(&self) -> Position {
        self.file.lines.position(self.start)
    }

    /// Returns the number of the last line.
    pub(super) fn last(&self) -> u32 {
        self.lines.1
    }

    /// Draws the window's lines beside a gutter of `gutter` columns.
    pub(super) fn snippet(&self, gutter: usize, style: Style) -> Snippet<'m, Annotation<'m>> {
        let lines = &self.file.lines;
        let crossing = self.marks.iter().filter(|mark| lines.line(mark.span.start) < lines.line(mark.span.end)).count();
        let frame = gutter + " | ".len() + if crossing > 0 { crossing + 1 } else { 0 };
        let mut shown = Shown::new(style, style.width.saturating_sub(frame).max(NARROW));
        for line in self.lines.0..=self.lines.1 {
            let span = lines.span(line);
            let on_line = |mark: &&Mark<'_>| mark.span.start <= span.end && span.start <= mark.span.end;
            let mark = self.marks.iter().find(on_line);
            shown.line(self.file.text, span, mark);
        }
        shown.close();
        let annotations = self.marks.iter().map(|mark| {
            let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(shown.range(mark.span)).label(mark.label.map(|label| visible(label)))
        });
        let annotations: Vec<_> = annotations.collect();
        Snippet::source(shown.text).line_start(self.lines.0 as usize).annotations(annotations)
    }
}

/// Returns the part of `span` that is to be underlined: inside the text, without the ends of lines at its end, on a few lines,
/// and at least one character where the line has one.
fn fitted(file: &File<'_>, span: Span) -> Span {
    let span = span.clamped(file.text);
    let line = file.lines.span(file.lines.line(span.start));
    // A place in the end of a line is shown after its last character.
    let mut fitted = Span::at(span.start.min(line.end) as usize);
    let length = span.of(file.text).trim_end_matches(['\n', '\r']).len();
    if length > 0 {
        fitted.end = span.start + Span::at(length).end;
    }
    if file.lines.line(fitted.end) - file.lines.line(fitted.start) >= TALL {
        fitted.end = line.end;
    }
    if fitted.is_empty() {
        let next = Span { start: fitted.start, end: line.end }.of(file.text).chars().next();
        fitted.end += Span::at(next.map_or(0, char::len_utf8)).end;
    }
    fitted
}

/// The text of a window under way, and where in it each character of the file went.
struct Shown {
    style: Style,
    /// How many columns a line may take.
    width: usize,
    text: String,
    /// Offsets in the file and in `text`, both rising.
    moves: Vec<(usize, usize)>,
    lines: usize,
}

impl Shown {
    fn new(style: Style, width: usize) -> Self {
        Self { style, width, text: String::new(), moves: Vec::new(), lines: 0 }
    }

    /// Adds the line of `file` at `span`, cut around `mark`.
    fn line(&mut self, file: &str, span: Span, mark: Option<&Mark<'_>>) {
        if self.lines > 0 {
            self.text.push('\n');
        }
        self.lines += 1;
        self.moves.push((span.start as usize, self.text.len()));
        let focus = mark.map_or(span.start..span.start, |mark| {
            mark.span.start.clamp(span.start, span.end)..mark.span.end.clamp(span.start, span.end)
        });
        let focus = focus.start as usize..focus.end as usize;
        let near = Span::new(focus.start.saturating_sub(REACH), focus.start + REACH).clamped(file);
        let near = Span { start: near.start.max(span.start), end: near.end.min(span.end) };
        let mut line: Vec<_> = pieces(near.of(file)).collect();
        line.iter_mut().for_each(|piece| piece.at += near.start as usize);
        // A byte order mark at the head of a file is in its place, and no column.
        if line.first().is_some_and(|piece| piece.at == 0 && file.starts_with('\u{feff}')) {
            line.remove(0);
        }
        let label = mark.and_then(|mark| mark.label).map(|label| columns(&visible(label)));
        let (mut kept, mut cut) = (0..line.len(), (near.start > span.start, near.end < span.end));
        if cut.0 || cut.1 || line.iter().map(|piece| piece.width).sum::<usize>() > self.width {
            kept = self.cut(&line, focus, label);
            cut = (cut.0 || kept.start > 0, cut.1 || kept.end < line.len());
        }
        if cut.0 {
            self.text.push_str(self.style.ellipsis());
        }
        for piece in line.get(kept).unwrap_or_default() {
            self.moves.push((piece.at, self.text.len()));
            self.text.push_str(&piece.shown);
        }
        if cut.1 {
            self.text.push_str(self.style.ellipsis());
        }
        self.moves.push((span.end as usize, self.text.len()));
    }

    /// Chooses which pieces of a line to keep, so that `focus` (offsets in the file) is seen, its label too if it can be.
    fn cut(&self, line: &[Piece<'_>], focus: Range<usize>, label: Option<usize>) -> Range<usize> {
        let room = self.width - 2 * columns(self.style.ellipsis());
        let column = |offset| line.iter().take_while(|piece| piece.at < offset).map(|piece| piece.width).sum::<usize>();
        let (start, end) = (column(focus.start), column(focus.end));
        let after = label.map_or(room / 4, |label| (label + 1).min(room / 4 * 3));
        let before = start.min(room / 4);
        let left = (end.min(start + room) + after).saturating_sub(room).min(start - before);
        let mut at = 0;
        let mut kept = line.len()..line.len();
        for (index, piece) in line.iter().enumerate() {
            if at >= left {
                kept.start = kept.start.min(index);
            }
            at += piece.width;
            if at > left + room {
                kept.end = index;
                break;
            }
        }
        kept.start.min(kept.end)..kept.end
    }

    /// Gives an empty last line something to be underlined.
    fn close(&mut self) {
        if self.text.is_empty() || self.text.ends_with('\n') {
            self.text.push(' ');
        }
    }

    /// Returns where `span` of the file is in the text; what was cut away is at the cut.
    fn range(&self, span: Span) -> Range<usize> {
        let of = |offset: u32| {
            let at = self.moves.partition_point(|&(from, _)| from < offset as usize);
            self.moves.get(at).map_or(self.text.len(), |&(_, to)| to)
        };
        of(span.start)..of(span.end).max(of(span.start))
    }
}
