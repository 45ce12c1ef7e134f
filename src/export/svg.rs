//! A screen as a drawing: a window with a title, its cells in a grid of whole pixels.
//!
//! Text is text, so that it can be selected and read aloud; each run is told its
//! length, so that it fits its cells in any font. Lines are drawn as strokes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use quick_xml::escape::escape;
use ratatui::buffer::Cell;
use unicode_width::UnicodeWidthStr as _;

use super::look::{Look, printable};
use super::palette::{GROUND, INK, Rgb};
use super::strokes::{self, Area};
use crate::tape::Screen;

const CELL_WIDTH: u32 = 9;
const CELL_HEIGHT: u32 = 18;
/// From the top of a cell to the foot of its letters.
const BASELINE: u32 = 14;
const FONT_SIZE: u32 = 15;
/// Around the cells.
const MARGIN: u32 = 12;
/// The title and the line below it.
const BAR: u32 = 30;

const FRAME: Rgb = Rgb(0x3a, 0x44, 0x4d);
const TITLE: Rgb = Rgb(0x8b, 0x97, 0xa2);
const FONTS: &str = "ui-monospace,Cascadia Mono,DejaVu Sans Mono,Menlo,Consolas,monospace";

/// A screen as an SVG document.
pub(super) fn draw(screen: &Screen, title: &str) -> String {
    let area = screen.buffer.area;
    let width = u32::from(area.width) * CELL_WIDTH + 2 * MARGIN;
    let height = u32::from(area.height) * CELL_HEIGHT + 2 * MARGIN + BAR;
    let mut layers = Layers::default();
    for (y, row) in (0_u16..).zip(screen.rows()) {
        for run in runs(screen, y, &row) {
            layers.add(&run);
        }
    }
    let title = escape(printable(title)).into_owned();
    let (frame, ground, grey, ink) = (FRAME.hex(), GROUND.hex(), TITLE.hex(), INK.hex());
    let strokes = layers.strokes();
    let (inner_width, inner_height) = (width - 1, height - 1);
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-label="{title}">
<title>{title}</title>
<rect x="0.5" y="0.5" width="{inner_width}" height="{inner_height}" rx="7" fill="{ground}" stroke="{frame}"/>
<path d="M1 {BAR}.5h{inner_width}" stroke="{frame}"/>
<g font-family="{FONTS}" font-size="{FONT_SIZE}" fill="{ink}" xml:space="preserve" style="white-space:pre">
<text x="{}" y="20" fill="{grey}" text-anchor="middle">{title}</text>
<g shape-rendering="crispEdges">
{}{strokes}</g>
{}</g>
</svg>
"#,
        width / 2,
        layers.grounds,
        layers.texts,
    )
}

/// Cells of one row that stand side by side and look the same.
struct Run {
    column: u16,
    row: u16,
    columns: u32,
    look: Look,
    /// Each symbol with its column.
    symbols: Vec<(u16, String)>,
}

fn runs(screen: &Screen, y: u16, row: &[(u16, &Cell)]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (x, cell) in row {
        let has_cursor = screen.cursor.is_some_and(|at| (at.x, at.y) == (*x, y));
        let look = Look::of(cell, has_cursor);
        let symbol = printable(cell.symbol());
        let columns = u32::try_from(symbol.width().max(1)).unwrap_or(1);
        match runs.last_mut() {
            Some(run) if run.look == look => {
                run.columns += columns;
                run.symbols.push((*x, symbol));
            }
            _ => runs.push(Run {
                column: *x,
                row: y,
                columns,
                look,
                symbols: vec![(*x, symbol)],
            }),
        }
    }
    runs
}

/// What is drawn, from the back to the front.
#[derive(Default)]
struct Layers {
    grounds: String,
    strokes: BTreeMap<Rgb, String>,
    texts: String,
}

impl Layers {
    fn add(&mut self, run: &Run) {
        if run.look.ground != GROUND {
            let at = area(run.column, run.row, run.columns);
            let fill = run.look.ground.hex();
            writeln!(
                self.grounds,
                r#"<rect x="{}" y="{}" width="{}" height="{}" fill="{fill}"/>"#,
                at.x, at.y, at.width, at.height
            )
            .unwrap_or(());
        }
        let mut text: Vec<(u16, &str)> = Vec::new();
        for (column, symbol) in &run.symbols {
            match strokes::path(symbol, area(*column, run.row, 1)) {
                Some(path) => {
                    self.strokes
                        .entry(run.look.ink)
                        .or_default()
                        .push_str(&path);
                    self.text(run, &std::mem::take(&mut text));
                }
                None => text.push((*column, symbol)),
            }
        }
        self.text(run, &text);
    }

    fn text(&mut self, run: &Run, symbols: &[(u16, &str)]) {
        let is_blank = |(_, symbol): &(u16, &str)| symbol.trim().is_empty();
        let symbols = if run.look.marks_blanks() {
            symbols
        } else {
            let first = symbols.iter().position(|symbol| !is_blank(symbol));
            let last = symbols.iter().rposition(|symbol| !is_blank(symbol));
            first
                .zip(last)
                .and_then(|(first, last)| symbols.get(first..=last))
                .unwrap_or_default()
        };
        let Some((column, _)) = symbols.first() else {
            return;
        };
        let text: String = symbols.iter().map(|(_, symbol)| *symbol).collect();
        let columns = u32::try_from(text.width()).unwrap_or(1);
        let at = area(*column, run.row, columns);
        writeln!(
            self.texts,
            r#"<text x="{}" y="{}" textLength="{}"{}>{}</text>"#,
            at.x,
            at.y + BASELINE,
            at.width,
            attributes(&run.look),
            escape(&text)
        )
        .unwrap_or(());
    }

    fn strokes(&self) -> String {
        let paths = self.strokes.iter();
        paths
            .map(|(ink, path)| format!("<path d=\"{path}\" fill=\"{}\"/>\n", ink.hex()))
            .collect()
    }
}

fn area(column: u16, row: u16, columns: u32) -> Area {
    Area {
        x: MARGIN + u32::from(column) * CELL_WIDTH,
        y: BAR + MARGIN + u32::from(row) * CELL_HEIGHT,
        width: columns * CELL_WIDTH,
        height: CELL_HEIGHT,
    }
}

fn attributes(look: &Look) -> String {
    let mut text = String::new();
    if look.ink != INK {
        text.push_str(&format!(" fill=\"{}\"", look.ink.hex()));
    }
    if look.bold {
        text.push_str(" font-weight=\"bold\"");
    }
    if look.italic {
        text.push_str(" font-style=\"italic\"");
    }
    match (look.underlined, look.struck) {
        (true, true) => text.push_str(" text-decoration=\"underline line-through\""),
        (true, false) => text.push_str(" text-decoration=\"underline\""),
        (false, true) => text.push_str(" text-decoration=\"line-through\""),
        (false, false) => {}
    }
    text
}
