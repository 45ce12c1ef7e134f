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
use super::window::{Light, Window};
use crate::tape::Screen;

const CELL_WIDTH: u32 = 9;
const CELL_HEIGHT: u32 = 18;
/// From the top of a cell to the foot of its letters.
const BASELINE: u32 = 14;
const FONT_SIZE: u32 = 15;

const FONTS: &str = "ui-monospace,Cascadia Mono,DejaVu Sans Mono,Menlo,Consolas,monospace";

/// A screen as an SVG document.
pub(super) fn draw(screen: &Screen, window: &Window, title: &str) -> String {
    let area = screen.buffer.area;
    let mut layers = Layers::default();
    for (y, row) in (0_u16..).zip(screen.rows()) {
        for run in runs(screen, y, &row) {
            layers.add(&run);
        }
    }
    let window = window.worn_by(screen);
    document((area.width, area.height), &window, title, &layers.text())
}

/// What a row of a screen draws, in the place where it stands.
pub(super) fn row(screen: &Screen, y: u16, row: &[(u16, &Cell)]) -> String {
    let mut layers = Layers::default();
    for run in runs(screen, y, row) {
        layers.add(&run);
    }
    layers.text()
}

/// A document of so many columns and rows, with what is drawn in the place of the cells.
pub(super) fn document(
    (columns, rows): (u16, u16),
    window: &Window,
    title: &str,
    cells: &str,
) -> String {
    // Cells are those of letters 15 high, and are scaled as a whole.
    let size = window.font_size.unwrap_or(FONT_SIZE);
    let scaled = |count: u16, length: u32| u32::from(count) * length * size / FONT_SIZE;
    let (width, height) = window.around((scaled(columns, CELL_WIDTH), scaled(rows, CELL_HEIGHT)));
    let (left, top) = window.inside();
    let scale = match size {
        FONT_SIZE => String::new(),
        _ => {
            let thousandths = size * 1000 / FONT_SIZE;
            format!(" scale({}.{:03})", thousandths / 1000, thousandths % 1000)
        }
    };
    let title = escape(printable(title)).into_owned();
    let ink = INK.hex();
    let frame = frame(window, (width, height), &title);
    // Cells as near to a round corner as this lie on it.
    let (clip, clipped) = match window.padding < window.radius {
        true => (clip(window, (width, height)), " clip-path=\"url(#window)\""),
        false => (String::new(), ""),
    };
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-label="{title}">
<title>{title}</title>
{clip}<g font-family="{FONTS}" font-size="{FONT_SIZE}" fill="{ink}" xml:space="preserve" style="white-space:pre"{clipped}>
{frame}<g transform="translate({left},{top}){scale}">
{cells}</g>
</g>
</svg>
"#
    )
}

/// The outline of the window, for what would lie on its corners.
fn clip(window: &Window, (width, height): (u32, u32)) -> String {
    let outline = window.outline(width, height);
    let Area {
        x,
        y,
        width,
        height,
    } = outline;
    let radius = window.rounding(outline);
    format!(
        "<clipPath id=\"window\"><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" \
         height=\"{height}\" rx=\"{radius}\"/></clipPath>\n"
    )
}

/// The window: margin, outline, and the bar with its lights and the title.
fn frame(window: &Window, (width, height): (u32, u32), title: &str) -> String {
    let outline = window.outline(width, height);
    let Area {
        x,
        y,
        width: inner_width,
        height: inner_height,
    } = outline;
    let (frame, ground) = (window.frame.hex(), window.ground.hex());
    let mut text = String::new();
    if window.margin > 0 {
        let fill = window.fill.hex();
        writeln!(
            text,
            r#"<rect width="{width}" height="{height}" fill="{fill}"/>"#
        )
        .unwrap_or(());
    }
    writeln!(
        text,
        r#"<rect x="{x}.5" y="{y}.5" width="{}" height="{}" rx="{}" fill="{ground}" stroke="{frame}"/>"#,
        inner_width.saturating_sub(1),
        inner_height.saturating_sub(1),
        window.rounding(outline),
    )
    .unwrap_or(());
    if window.bar == 0 {
        return text;
    }
    let (line, middle) = (y + window.bar, y + window.bar / 2);
    writeln!(
        text,
        r#"<path d="M{} {line}.5h{}" stroke="{frame}"/>"#,
        x + 1,
        inner_width.saturating_sub(2)
    )
    .unwrap_or(());
    text + &bar(window, width, middle, title)
}

/// What stands in the bar: the lights and the title.
fn bar(window: &Window, width: u32, middle: u32, title: &str) -> String {
    let grey = window.grey.hex();
    let mut text = String::new();
    for Light {
        x,
        radius,
        hole,
        colour,
    } in window.lights(width)
    {
        for (radius, fill) in [(radius, colour), (hole, window.ground)] {
            if radius > 0 {
                let fill = fill.hex();
                let disc =
                    format!(r#"<circle cx="{x}" cy="{middle}" r="{radius}" fill="{fill}"/>"#);
                text.push_str(&disc);
                text.push('\n');
            }
        }
    }
    let letters = FONT_SIZE.min(window.bar * 2 / 3);
    let size = match letters {
        FONT_SIZE => String::new(),
        _ => format!(r#" font-size="{letters}""#),
    };
    writeln!(
        text,
        r#"<text x="{}" y="{}" fill="{grey}" text-anchor="middle"{size}>{title}</text>"#,
        width / 2,
        middle + letters / 3
    )
    .unwrap_or(());
    text
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
                    self.letters(run, &std::mem::take(&mut text));
                }
                None => text.push((*column, symbol)),
            }
        }
        self.letters(run, &text);
    }

    fn letters(&mut self, run: &Run, symbols: &[(u16, &str)]) {
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

    /// Everything, grounds behind strokes behind letters.
    fn text(&self) -> String {
        let path =
            |(ink, path): (&Rgb, &String)| format!("<path d=\"{path}\" fill=\"{}\"/>\n", ink.hex());
        let strokes: String = self.strokes.iter().map(path).collect();
        let sharp = match (self.grounds.as_str(), strokes.as_str()) {
            ("", "") => String::new(),
            (grounds, strokes) => {
                format!("<g shape-rendering=\"crispEdges\">\n{grounds}{strokes}</g>\n")
            }
        };
        format!("{sharp}{}", self.texts)
    }
}

fn area(column: u16, row: u16, columns: u32) -> Area {
    Area {
        x: u32::from(column) * CELL_WIDTH,
        y: u32::from(row) * CELL_HEIGHT,
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
