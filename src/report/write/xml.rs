//! XML as the writers of office files make it: elements opened and closed in order, every text and attribute escaped.

use std::fmt::{Display, Write};

/// XML under way; whatever is still open at the end is closed by [`finish`](Self::finish), so that it is always well formed.
#[derive(Debug, Default)]
pub(super) struct Xml {
    made: String,
    open: Vec<&'static str>,
    /// The start of the last element still takes attributes.
    in_tag: bool,
}

impl Xml {
    /// Returns the start of a file.
    pub(super) fn file() -> Self {
        Self { made: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned(), ..Self::default() }
    }

    /// Opens an element; its attributes come next.
    pub(super) fn open(&mut self, name: &'static str) -> &mut Self {
        self.end_tag();
        self.made.push('<');
        self.made.push_str(name);
        self.open.push(name);
        self.in_tag = true;
        self
    }

    /// Adds an attribute to the element just opened.
    pub(super) fn attr(&mut self, name: &str, value: impl Display) -> &mut Self {
        if self.in_tag {
            // Writing to a string does not fail.
            let _ = write!(self.made, " {name}=\"{}\"", Escaped(&value.to_string()));
        }
        self
    }

    /// Closes the last element that is open.
    pub(super) fn close(&mut self) -> &mut Self {
        if let Some(name) = self.open.pop() {
            if self.in_tag {
                self.made.push_str("/>");
                self.in_tag = false;
            } else {
                let _ = write!(self.made, "</{name}>");
            }
        }
        self
    }

    /// Adds text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.end_tag();
        let _ = write!(self.made, "{}", Escaped(text));
        self
    }

    /// Adds an element that holds nothing but text.
    pub(super) fn words(&mut self, name: &'static str, text: &str) -> &mut Self {
        self.open(name).text(text).close()
    }

    /// Adds XML that is whole.
    pub(super) fn raw(&mut self, xml: &str) -> &mut Self {
        self.end_tag();
        self.made.push_str(xml);
        self
    }

    /// Returns how many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Closes elements until this many are open.
    pub(super) fn close_to(&mut self, depth: usize) -> &mut Self {
        while self.open.len() > depth {
            self.close();
        }
        self
    }

    /// Closes what is open and returns the whole.
    pub(super) fn finish(mut self) -> String {
        self.close_to(0);
        self.made
    }

    fn end_tag(&mut self) {
        if self.in_tag {
            self.made.push('>');
            self.in_tag = false;
        }
    }
}

/// A text as it stands in an element or in an attribute between double quotes: what XML cannot hold is left out.
pub(super) struct Escaped<'t>(pub(super) &'t str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\t' | '\n' | '\r' => f.write_char(' ')?,
                '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_close_in_order_and_texts_are_escaped() {
        let mut xml = Xml::default();
        xml.open("a").attr("b", "\"'<&>\n\u{1}").open("c").close().words("d", "]]> &amp; \u{ffff}é").open("e").text("");
        assert_eq!(xml.finish(), "<a b=\"&quot;'&lt;&amp;&gt; \"><c/><d>]]&gt; &amp;amp; é</d><e></e></a>");
    }

    #[test]
    fn attributes_after_a_text_are_left_out_and_nothing_closes_twice() {
        let mut xml = Xml::default();
        xml.open("a").text("b").attr("c", 1).close().close();
        assert_eq!(xml.depth(), 0);
        assert_eq!(xml.finish(), "<a>b</a>");
    }

    #[test]
    fn elements_close_to_a_depth() {
        let mut xml = Xml::default();
        xml.open("a").open("b").open("c").close_to(1).raw("<d/>");
        assert_eq!(xml.finish(), "<a><b><c/></b><d/></a>");
    }
}
