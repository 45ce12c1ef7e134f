//! A screen as pixels.

use super::font::{self, Cut, Font, Glyph};
use super::look::{Look, printable};
use super::palette::Rgb;
use super::round::{self, WHOLE};
use super::strokes::{self, Area};
use super::window::{Light, Window};
use crate::tape::Screen;

/// A picture made of pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Canvas {
    pub width: u32,
    pub height: u32,
    /// Row by row from the top.
    pub pixels: Vec<Rgb>,
    /// The radius of corners through which one sees what is behind the picture.
    cut: u32,
}

/// Draws screens of one film, or a single one.
pub(super) struct Painter<'a> {
    font: Font,
    title_font: Font,
    window: &'a Window,
    title: &'a str,
    /// How many columns and rows the window has.
    cells: (u16, u16),
}

/// The letters of a title in a bar of the usual height, in pixels.
const TITLE: u32 = 24;

impl<'a> Painter<'a> {
    /// A painter of windows with so many columns and rows.
    pub fn new(window: &'a Window, title: &'a str, cells: (u16, u16)) -> Self {
        let height = TITLE.min(window.bar * 4 / 5).max(2);
        Painter {
            font: Font::new(font::cell(window.font_size)),
            title_font: Font::new((height / 2, height)),
            window,
            title,
            cells,
        }
    }

    /// The size of its pictures, in pixels.
    pub fn size(&self) -> (u32, u32) {
        let (columns, rows) = self.cells;
        self.window.around((
            u32::from(columns) * self.font.width,
            u32::from(rows) * self.font.height,
        ))
    }

    /// The picture of a screen.
    pub fn paint(&mut self, screen: &Screen) -> Canvas {
        let (width, height) = self.size();
        let window = self.window.worn_by(screen);
        let mut canvas = Canvas::new(width, height, window.fill);
        self.frame(&mut canvas, &window);
        for (y, row) in (0_u16..).zip(screen.rows()) {
            for (x, cell) in row {
                let has_cursor = screen.cursor.is_some_and(|at| (at.x, at.y) == (x, y));
                let look = Look::of(cell, has_cursor);
                self.cell(
                    &mut canvas,
                    self.place(x, y),
                    &printable(cell.symbol()),
                    look,
                );
            }
        }
        canvas.round(&window);
        canvas
    }

    fn place(&self, column: u16, row: u16) -> Area {
        let (x, y) = self.window.inside();
        let (width, height) = (self.font.width, self.font.height);
        Area {
            x: x + u32::from(column) * width,
            y: y + u32::from(row) * height,
            width,
            height,
        }
    }

    fn frame(&mut self, canvas: &mut Canvas, window: &Window) {
        let outline = window.outline(canvas.width, canvas.height);
        canvas.fill(outline, window.frame);
        let body = Area {
            x: outline.x + 1,
            y: outline.y + 1,
            width: outline.width.saturating_sub(2),
            height: outline.height.saturating_sub(2),
        };
        canvas.fill(body, window.ground);
        if window.bar == 0 {
            return;
        }
        let line = Area {
            y: outline.y + window.bar,
            height: 1,
            ..outline
        };
        canvas.fill(line, window.frame);
        for Light {
            x,
            radius,
            hole,
            colour,
        } in window.lights(canvas.width)
        {
            let middle = (x, outline.y + window.bar / 2);
            canvas.disc(middle, radius, colour);
            canvas.disc(middle, hole, window.ground);
        }
        let (width, height) = (self.title_font.width, self.title_font.height);
        let columns = u32::try_from(self.title.chars().count()).unwrap_or(0);
        let room = outline.width / width;
        let start = outline.x + (room.saturating_sub(columns) * width) / 2;
        let top = outline.y + window.bar.saturating_sub(height) / 2;
        let shown = self.title.chars().take(room as usize);
        for (place, c) in (0_u32..).zip(shown) {
            let glyph = self.title_font.glyph(c, Cut::default());
            canvas.glyph(&glyph, (start + place * width, top), width, window.grey);
        }
    }

    fn cell(&mut self, canvas: &mut Canvas, area: Area, symbol: &str, look: Look) {
        // A light line is as thick as the strokes of letters are.
        let thick = (area.height / 24).max(1);
        canvas.fill(area, look.ground);
        if let Some(rectangles) = strokes::rectangles(symbol, area, thick) {
            for rectangle in rectangles {
                canvas.fill(rectangle, look.ink);
            }
        } else if let Some(c) = symbol.chars().next().filter(|c| *c != ' ') {
            let cut = Cut {
                bold: look.bold,
                italic: look.italic,
            };
            let glyph = self.font.glyph(c, cut);
            canvas.glyph(&glyph, (area.x, area.y), area.width, look.ink);
        }
        for (shown, twelfths) in [(look.underlined, 11), (look.struck, 6)] {
            if shown {
                let line = Area {
                    y: area.y + area.height * twelfths / 12,
                    height: thick,
                    ..area
                };
                canvas.fill(line, look.ink);
            }
        }
    }
}

impl Canvas {
    fn new(width: u32, height: u32, colour: Rgb) -> Self {
        Canvas {
            width,
            height,
            pixels: vec![colour; width as usize * height as usize],
            cut: 0,
        }
    }

    /// Whether one sees through the picture anywhere.
    pub fn is_cut(&self) -> bool {
        self.cut > 0
    }

    /// Whether one sees all of a row of pixels.
    pub fn is_whole(&self, y: u32) -> bool {
        round::from_middle(y, self.height, self.cut).is_none()
    }

    /// How much one sees of a pixel, in parts of [`WHOLE`].
    pub fn seen(&self, x: u32, y: u32) -> u8 {
        let column = round::from_middle(x, self.width, self.cut);
        let row = round::from_middle(y, self.height, self.cut);
        match column.zip(row) {
            Some((column, row)) => round::covered(column, row, self.cut),
            None => WHOLE,
        }
    }

    /// The pixels, made of how much one sees of each and its colour.
    pub fn placed<T>(&self, make: impl Fn(u8, Rgb) -> T) -> impl Iterator<Item = T> {
        let places = (0..self.height).flat_map(|y| (0..self.width).map(move |x| (x, y)));
        let pixels = places.zip(&self.pixels);
        pixels.map(move |((x, y), colour)| make(self.seen(x, y), *colour))
    }

    /// A row of pixels.
    pub fn row(&self, y: u32) -> &[Rgb] {
        let width = self.width as usize;
        let start = y as usize * width;
        self.pixels.get(start..start + width).unwrap_or(&[])
    }

    fn fill(&mut self, area: Area, colour: Rgb) {
        let from = area.x.min(self.width) as usize;
        let to = (area.x + area.width).min(self.width) as usize;
        for y in area.y..(area.y + area.height).min(self.height) {
            let start = y as usize * self.width as usize;
            if let Some(pixels) = self.pixels.get_mut(start + from..start + to) {
                pixels.fill(colour);
            }
        }
    }

    /// Lays a colour on a pixel, so many parts of [`WHOLE`] of it.
    fn lay(&mut self, x: u32, y: u32, colour: Rgb, part: u8) {
        let place = y as usize * self.width as usize + x as usize;
        if x < self.width
            && let Some(pixel) = self.pixels.get_mut(place)
        {
            *pixel = colour.partly_on(*pixel, part, WHOLE);
        }
    }

    fn disc(&mut self, (x, y): (u32, u32), radius: u32, colour: Rgb) {
        for row in 0..radius {
            for column in 0..radius {
                let part = round::covered(column, row, radius);
                for x in [x + column, x.saturating_sub(column + 1)] {
                    for y in [y + row, y.saturating_sub(row + 1)] {
                        self.lay(x, y, colour, part);
                    }
                }
            }
        }
    }

    /// Rounds the corners of a window off: outside there is the margin, or nothing.
    fn round(&mut self, window: &Window) {
        let outline = window.outline(self.width, self.height);
        let radius = window.rounding(outline);
        self.cut = if window.margin == 0 { radius } else { 0 };
        let (right, bottom) = (outline.width, outline.height);
        for row in 0..radius {
            for column in 0..radius {
                let outside = WHOLE - round::covered(column, row, radius);
                let line = WHOLE - round::covered(column, row, radius.saturating_sub(1));
                let (across, down) = (radius - 1 - column, radius - 1 - row);
                for x in [across, right - 1 - across] {
                    for y in [down, bottom - 1 - down] {
                        let (x, y) = (outline.x + x, outline.y + y);
                        self.lay(x, y, window.frame, line);
                        if window.margin > 0 {
                            self.lay(x, y, window.fill, outside);
                        }
                    }
                }
            }
        }
    }

    fn glyph(&mut self, glyph: &Glyph, (left, top): (u32, u32), width: u32, ink: Rgb) {
        for (y, row) in (top..).zip(glyph.chunks(width.max(1) as usize)) {
            let start = y as usize * self.width as usize;
            let row_of_canvas = start..start + self.width as usize;
            let Some(pixels) = self.pixels.get_mut(row_of_canvas) else {
                return;
            };
            let pixels = pixels.iter_mut().skip(left as usize);
            for (pixel, part) in pixels.zip(row).filter(|(_, part)| **part > 0) {
                *pixel = match *part {
                    WHOLE => ink,
                    part => ink.partly_on(*pixel, part, WHOLE),
                };
            }
        }
    }
}
