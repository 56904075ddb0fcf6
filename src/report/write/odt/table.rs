//! Tables, and charts above theirs.

use super::body::{Body, Picture, Place};
use super::style::{Dress, SheetName, Start, align};
use crate::report::document::{Figure, Inline, Table, plain};
use crate::report::write::paper::TALL;
use crate::report::write::{column, picture};

/// The size of the type of a table, in points.
const TYPE: f32 = 9.5;
/// The room between the words of a cell and its sides, in points.
const PADDING: f32 = 3.5;

impl<'d> Body<'d> {
    /// Writes a table below its caption.
    pub(super) fn table(&mut self, table: &'d Table) {
        if column::count(table) == 0 {
            return;
        }
        if self.place == Place::Note {
            return self.rows_as_lines(table);
        }
        self.leave_lists();
        let indent = self.indent();
        let widths = column::widths(table, self.room - indent, TYPE);
        if !table.caption.is_empty() {
            self.paragraph_apart(Dress::plain("Caption"), indent, &table.caption);
        }
        self.tables += 1;
        let name = format!("Tableau{}", self.tables);
        self.table_styles(&name, &widths, indent);
        self.xml.open("table:table").attr("table:name", &name).attr("table:style-name", &name);
        if !table.caption.is_empty() {
            self.xml.words("table:title", &plain(&table.caption));
        }
        for index in 1..=widths.len() {
            self.xml.open("table:table-column").attr("table:style-name", format!("{name}.C{index}")).close();
        }
        if column::has_head(table) {
            self.xml.open("table:table-header-rows");
            self.row(table, &table.head, &widths, true);
            self.xml.close();
        }
        for row in &table.rows {
            self.row(table, row, &widths, false);
        }
        self.xml.close();
    }

    /// Writes a table as lines: LibreOffice drops those of notes.
    fn rows_as_lines(&mut self, table: &'d Table) {
        let head = column::has_head(table).then_some(&table.head);
        for row in head.into_iter().chain(&table.rows) {
            let mut line: Vec<Inline> = Vec::new();
            for cell in row {
                if !line.is_empty() {
                    line.push(Inline::Text(" · ".to_owned()));
                }
                line.extend_from_slice(cell);
            }
            self.paragraph("Footnote_20_suite", &line);
        }
    }

    fn row(&mut self, table: &Table, cells: &'d [Vec<Inline>], widths: &[f32], head: bool) {
        self.xml.open("table:table-row").attr("table:style-name", "Ligne");
        for (index, width) in widths.iter().enumerate() {
            let cell = cells.get(index).map(Vec::as_slice).unwrap_or_default();
            self.xml.open("table:table-cell").attr("table:style-name", if head { "Tete" } else { "Cellule" });
            self.xml.attr("office:value-type", "string");
            let room = std::mem::replace(&mut self.room, width - 2.0 * PADDING);
            let mut dress = Dress::plain(if head { "Table_20_Heading" } else { "Table_20_Contents" });
            dress.align = align(table.columns.get(index));
            self.paragraph_apart(dress, 0.0, cell);
            self.room = room;
            self.xml.close();
        }
        self.xml.close();
    }

    fn table_styles(&mut self, name: &str, widths: &[f32], indent: f32) {
        let start = self.take_start();
        let xml = &mut self.styles.tables;
        if self.tables == 1 {
            xml.open("style:style").attr("style:name", "Ligne").attr("style:family", "table-row");
            xml.open("style:table-row-properties").attr("fo:keep-together", "always").close().close();
            for (name, fill, below) in
                [("Tete", "#e5e7eb", "1pt solid #4b5563"), ("Cellule", "transparent", "0.5pt solid #9ca3af")]
            {
                xml.open("style:style").attr("style:name", name).attr("style:family", "table-cell");
                xml.open("style:table-cell-properties").attr("fo:background-color", fill);
                xml.attr("fo:border", "0.5pt solid #9ca3af").attr("fo:border-bottom", below);
                xml.attr("fo:padding-left", format!("{PADDING}pt")).attr("fo:padding-right", format!("{PADDING}pt"));
                xml.attr("fo:padding-top", "2.5pt").attr("fo:padding-bottom", "2.5pt").close().close();
            }
        }
        let width: f32 = widths.iter().sum();
        xml.open("style:style").attr("style:name", name).attr("style:family", "table");
        if let Some(Start::Sheet(SheetName(sheet))) = start {
            xml.attr("style:master-page-name", sheet);
        }
        xml.open("style:table-properties").attr("style:width", format!("{width:.1}pt"));
        if start == Some(Start::Page) {
            xml.attr("fo:break-before", "page");
        }
        xml.attr("table:align", "left").attr("fo:margin-left", format!("{indent:.1}pt"));
        xml.attr("fo:margin-top", "0pt").attr("fo:margin-bottom", "10pt").attr("style:may-break-between-rows", "true");
        xml.attr("table:border-model", "collapsing").close().close();
        for (index, width) in widths.iter().enumerate() {
            xml.open("style:style").attr("style:name", format!("{name}.C{}", index + 1));
            xml.attr("style:family", "table-column");
            xml.open("style:table-column-properties")
                .attr("style:column-width", format!("{width:.1}pt"))
                .close()
                .close();
        }
    }

    /// Writes a chart below its title and its reading, and its data.
    pub(super) fn figure(&mut self, figure: &'d Figure) {
        self.leave_lists();
        let indent = self.indent();
        let (width, height) = picture::fitted(figure.size, (self.room - indent, TALL));
        if !figure.title.is_empty() {
            self.paragraph_apart(Dress::plain("Caption"), indent, &[Inline::Text(figure.title.clone())]);
        }
        if !figure.description.is_empty() {
            self.paragraph_apart(Dress::plain("Lecture"), indent, &[Inline::Text(figure.description.clone())]);
        }
        let path = format!("Pictures/graphique{}.svg", self.pictures.len() + 1);
        self.paragraph_of(Dress::plain("Figure"), indent, false, |body| {
            let xml = &mut body.xml;
            xml.open("draw:frame").attr("draw:style-name", "Image").attr("draw:name", &figure.name);
            xml.attr("text:anchor-type", "as-char").attr("draw:z-index", 0);
            xml.attr("svg:width", format!("{width:.1}pt")).attr("svg:height", format!("{height:.1}pt"));
            xml.open("draw:image").attr("xlink:href", &path).attr("xlink:type", "simple");
            xml.attr("xlink:show", "embed")
                .attr("xlink:actuate", "onLoad")
                .attr("draw:mime-type", "image/svg+xml")
                .close();
            xml.words("svg:title", &figure.title).words("svg:desc", &figure.description).close();
        });
        self.pictures.push(Picture { path, svg: picture::embedded(&figure.svg) });
        self.table(&figure.table);
    }
}
