//! A screen as pixels.

use super::font::{self, Font, Glyph};
use super::look::{Look, printable};
use super::palette::Rgb;
use super::strokes::{self, Area};
use super::window::Window;
use crate::tape::Screen;

/// A picture made of pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Canvas {
    pub width: u32,
    pub height: u32,
    /// Row by row from the top.
    pub pixels: Vec<Rgb>,
}

/// Draws screens of one film, or a single one.
pub(super) struct Painter<'a> {
    font: Font,
    window: &'a Window,
    title: &'a str,
}

impl<'a> Painter<'a> {
    pub fn new(window: &'a Window, title: &'a str) -> Self {
        Painter {
            font: Font::default(),
            window,
            title,
        }
    }

    /// The size of the picture of so many columns and rows, in pixels.
    pub fn size(&self, columns: u16, rows: u16) -> (u32, u32) {
        let cells = (
            u32::from(columns) * font::WIDTH * self.window.scale,
            u32::from(rows) * font::HEIGHT * self.window.scale,
        );
        self.window.around(cells)
    }

    /// The picture of a screen.
    pub fn paint(&mut self, screen: &Screen) -> Canvas {
        let area = screen.buffer.area;
        let (width, height) = self.size(area.width, area.height);
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
        canvas
    }

    fn place(&self, column: u16, row: u16) -> Area {
        let (x, y) = self.window.inside();
        let (width, height) = (
            font::WIDTH * self.window.scale,
            font::HEIGHT * self.window.scale,
        );
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
        for (x, colour) in window.lights(canvas.width) {
            canvas.disc(x, outline.y + window.bar / 2, 6, colour);
        }
        let columns = u32::try_from(self.title.chars().count()).unwrap_or(0);
        let room = outline.width / font::WIDTH;
        let start = outline.x + (room.saturating_sub(columns) * font::WIDTH) / 2;
        let top = outline.y + window.bar.saturating_sub(font::HEIGHT) / 2;
        let shown = self.title.chars().take(room as usize);
        for (place, c) in (0_u32..).zip(shown) {
            let glyph = self.font.glyph(c);
            canvas.glyph(&glyph, (start + place * font::WIDTH, top), 1, window.grey);
        }
    }

    fn cell(&mut self, canvas: &mut Canvas, area: Area, symbol: &str, look: Look) {
        let scale = self.window.scale;
        canvas.fill(area, look.ground);
        if let Some(rectangles) = strokes::rectangles(symbol, area, scale) {
            for rectangle in rectangles {
                canvas.fill(rectangle, look.ink);
            }
        } else if let Some(c) = symbol.chars().next().filter(|c| *c != ' ') {
            let mut glyph = self.font.glyph(c);
            if look.bold {
                embolden(&mut glyph);
            }
            if look.italic {
                slant(&mut glyph);
            }
            canvas.glyph(&glyph, (area.x, area.y), scale, look.ink);
        }
        for (shown, row) in [(look.underlined, 22), (look.struck, 13)] {
            if shown {
                let line = Area {
                    y: area.y + row * scale,
                    height: scale,
                    ..area
                };
                canvas.fill(line, look.ink);
            }
        }
    }
}

fn embolden(glyph: &mut Glyph) {
    for row in glyph {
        *row |= *row >> 1;
    }
}

fn slant(glyph: &mut Glyph) {
    for (y, row) in glyph.iter_mut().enumerate() {
        *row = match y {
            0..=7 => *row >> 1,
            8..=15 => *row,
            _ => *row << 1,
        };
    }
}

impl Canvas {
    fn new(width: u32, height: u32, colour: Rgb) -> Self {
        Canvas {
            width,
            height,
            pixels: vec![colour; width as usize * height as usize],
        }
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

    fn disc(&mut self, x: u32, y: u32, radius: u32, colour: Rgb) {
        for dy in 0..=2 * radius {
            for dx in 0..=2 * radius {
                let (from_x, from_y) = (dx.abs_diff(radius), dy.abs_diff(radius));
                if from_x * from_x + from_y * from_y <= radius * radius {
                    let pixel = Area {
                        x: (x + dx).saturating_sub(radius),
                        y: (y + dy).saturating_sub(radius),
                        width: 1,
                        height: 1,
                    };
                    self.fill(pixel, colour);
                }
            }
        }
    }

    fn glyph(&mut self, glyph: &Glyph, (left, top): (u32, u32), scale: u32, ink: Rgb) {
        for (y, row) in (0_u32..).zip(glyph) {
            for x in (0..font::WIDTH).filter(|x| row >> (font::WIDTH - 1 - x) & 1 == 1) {
                let pixel = Area {
                    x: left + x * scale,
                    y: top + y * scale,
                    width: scale,
                    height: scale,
                };
                self.fill(pixel, ink);
            }
        }
    }
}
