//! Tables, and charts above theirs.

use super::body::{Body, Rel, picture_names};
use super::line::twips;
use super::paragraph::Dress;
use crate::report::document::{Align, Figure, Inline, Table, plain};
use crate::report::write::paper::TALL;
use crate::report::write::{column, picture};

/// The size of the type of a table, in points.
const TYPE: f32 = 9.5;
/// The room between the words of a cell and its sides, in points.
const PADDING: f32 = 3.5;
/// A point, in the units of drawings.
const EMU: f32 = 12_700.0;

impl<'d> Body<'d> {
    /// Writes a table below its caption.
    pub(super) fn table(&mut self, table: &'d Table) {
        if column::count(table) == 0 {
            return;
        }
        let indent = self.indent();
        let widths = column::widths(table, self.room - indent as f32 / 20.0, TYPE);
        if !table.caption.is_empty() {
            self.paragraph(Dress::of("Caption").indented(indent), &table.caption);
        }
        self.before_table();
        let xml = &mut self.xml;
        xml.open("w:tbl").open("w:tblPr").open("w:tblStyle").attr("w:val", "TableGrid").close();
        xml.open("w:tblW")
            .attr("w:w", widths.iter().map(|width| twips(*width)).sum::<u32>())
            .attr("w:type", "dxa")
            .close();
        if indent > 0 {
            xml.open("w:tblInd").attr("w:w", indent).attr("w:type", "dxa").close();
        }
        xml.open("w:tblLayout").attr("w:type", "fixed").close();
        let has_head = column::has_head(table);
        xml.open("w:tblLook").attr("w:val", if has_head { "0620" } else { "0600" });
        for (part, is) in
            [("w:firstRow", has_head), ("w:lastRow", false), ("w:firstColumn", false), ("w:lastColumn", false)]
        {
            xml.attr(part, u8::from(is));
        }
        xml.attr("w:noHBand", 1).attr("w:noVBand", 1).close();
        if !table.caption.is_empty() {
            xml.open("w:tblCaption").attr("w:val", plain(&table.caption)).close();
        }
        xml.close().open("w:tblGrid");
        for width in &widths {
            xml.open("w:gridCol").attr("w:w", twips(*width)).close();
        }
        xml.close();
        if has_head {
            self.row(table, &table.head, &widths, true);
        }
        for row in &table.rows {
            self.row(table, row, &widths, false);
        }
        self.xml.close();
        self.table_done();
    }

    fn row(&mut self, table: &Table, cells: &'d [Vec<Inline>], widths: &[f32], head: bool) {
        self.xml.open("w:tr").open("w:trPr").open("w:cantSplit").close();
        if head {
            self.xml.open("w:tblHeader").close();
        }
        self.xml.close();
        for (index, width) in widths.iter().enumerate() {
            let cell = cells.get(index).map(Vec::as_slice).unwrap_or_default();
            self.xml.open("w:tc").open("w:tcPr").open("w:tcW").attr("w:w", twips(*width)).attr("w:type", "dxa").close();
            if head {
                self.xml.open("w:shd").attr("w:val", "clear").attr("w:color", "auto").attr("w:fill", "E5E7EB").close();
            }
            self.xml.close();
            let mut dress = Dress::of(if head { "TableHeading" } else { "TableContents" });
            dress.align = match table.columns.get(index) {
                None | Some(Align::Left) => None,
                Some(Align::Center) => Some("center"),
                Some(Align::Right) => Some("right"),
            };
            let room = std::mem::replace(&mut self.room, width - 2.0 * PADDING);
            self.paragraph(dress, cell);
            self.room = room;
            self.xml.close();
        }
        self.xml.close();
    }

    /// Writes a chart below its title and its reading, and its data.
    ///
    /// Word shows the SVG that stands beside a picture it knows; LibreOffice 7 shows only that picture, and knows SVG. So Word, from 2016 on,
    /// is given the SVG beside a stand-in, and all others the SVG alone.
    pub(super) fn figure(&mut self, figure: &'d Figure) {
        let indent = self.indent();
        if !figure.title.is_empty() {
            let title = [Inline::Text(figure.title.clone())];
            self.paragraph(Dress::of("Caption").indented(indent), &title);
        }
        if !figure.description.is_empty() {
            let reading = [Inline::Text(figure.description.clone())];
            self.paragraph(Dress::of("Reading").indented(indent), &reading);
        }
        let (svg, png) = picture_names(self.figures.len());
        let (svg, png) = (self.relation(Rel::Picture(svg)), self.relation(Rel::Picture(png)));
        self.figures.push(figure);
        let size = picture::fitted(figure.size, (self.room - indent as f32 / 20.0, TALL));
        self.paragraph_of(Dress::of("Figure").indented(indent), |body| {
            body.xml.open("w:r").open("mc:AlternateContent").open("mc:Choice").attr("Requires", "w16se");
            body.drawing(figure, size, &png, Some(&svg));
            body.xml.close().open("mc:Fallback");
            body.drawing(figure, size, &svg, None);
            body.xml.close().close().close();
        });
        self.table(&figure.table);
    }

    fn drawing(&mut self, figure: &Figure, size: (f32, f32), picture: &str, svg: Option<&str>) {
        self.drawings += 1;
        let (id, (wide, high)) = (self.drawings, ((size.0 * EMU) as u32, (size.1 * EMU) as u32));
        let xml = &mut self.xml;
        xml.open("w:drawing").open("wp:inline");
        for side in ["distT", "distB", "distL", "distR"] {
            xml.attr(side, 0);
        }
        xml.open("wp:extent").attr("cx", wide).attr("cy", high).close();
        xml.open("wp:docPr").attr("id", id).attr("name", &figure.name).attr("descr", &figure.description);
        xml.attr("title", &figure.title).close().open("wp:cNvGraphicFramePr").open("a:graphicFrameLocks");
        xml.attr("noChangeAspect", 1).close().close().open("a:graphic").open("a:graphicData");
        xml.attr("uri", "http://schemas.openxmlformats.org/drawingml/2006/picture").open("pic:pic").open("pic:nvPicPr");
        xml.open("pic:cNvPr").attr("id", id).attr("name", &figure.name).attr("descr", &figure.description).close();
        xml.open("pic:cNvPicPr").close().close().open("pic:blipFill").open("a:blip").attr("r:embed", picture);
        if let Some(svg) = svg {
            xml.open("a:extLst")
                .open("a:ext")
                .attr("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}")
                .open("asvg:svgBlip");
            xml.attr("xmlns:asvg", "http://schemas.microsoft.com/office/drawing/2016/SVG/main").attr("r:embed", svg);
            xml.close().close().close();
        }
        xml.close().open("a:stretch").open("a:fillRect").close().close().close().open("pic:spPr").open("a:xfrm");
        xml.open("a:off")
            .attr("x", 0)
            .attr("y", 0)
            .close()
            .open("a:ext")
            .attr("cx", wide)
            .attr("cy", high)
            .close()
            .close();
        xml.open("a:prstGeom").attr("prst", "rect").open("a:avLst").close().close().close();
        // The picture, its data, its graphic, its frame, the drawing.
        for _ in 0..5 {
            xml.close();
        }
    }
}
