//! Pictures made of pixels: PNG for one screen, GIF for a film.

use std::collections::BTreeMap;

use super::PictureError;
use super::canvas::{Canvas, Painter};
use super::film::Film;
use super::palette::Rgb;
use super::round::WHOLE;
use super::window::Window;
use crate::sim::Span;
use crate::tape::Screen;

/// So many pixels a picture has at most: twice those of the largest screen in usual letters.
const MOST: u64 = 64 << 20;

/// How long the last screen of a film is shown at least, in hundredths of a second.
const LAST: u64 = 100;

/// A screen as a PNG file.
pub(super) fn png(screen: &Screen, window: &Window, title: &str) -> Result<Vec<u8>, PictureError> {
    let area = screen.buffer.area;
    let mut painter = Painter::new(window, title, (area.width, area.height));
    ensure_small(painter.size())?;
    let canvas = painter.paint(screen);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, canvas.width, canvas.height);
    encoder.set_depth(png::BitDepth::Eight);
    let pixels: Vec<u8> = if canvas.is_cut() {
        encoder.set_color(png::ColorType::Rgba);
        let pixels = canvas.placed(|seen, Rgb(r, g, b)| [r, g, b, opacity(seen)]);
        pixels.flatten().collect()
    } else {
        encoder.set_color(png::ColorType::Rgb);
        let pixels = canvas.pixels.iter();
        pixels.flat_map(|Rgb(r, g, b)| [*r, *g, *b]).collect()
    };
    let failed = |error: png::EncodingError| PictureError::Encoding(error.to_string());
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(&pixels).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(bytes)
}

/// The size of a picture, if it can be held in memory and said in a file.
fn ensure_small((width, height): (u32, u32)) -> Result<(u16, u16), PictureError> {
    let short = u16::try_from(width).ok().zip(u16::try_from(height).ok());
    short
        .filter(|_| u64::from(width) * u64::from(height) <= MOST)
        .ok_or(PictureError::TooLarge { width, height })
}

/// How opaque a pixel is of which one sees so many parts.
fn opacity(seen: u8) -> u8 {
    let opacity = u16::from(seen) * u16::from(u8::MAX) / u16::from(WHOLE);
    u8::try_from(opacity).unwrap_or(u8::MAX)
}

/// A film as a GIF file that plays for ever. Its window is that of the largest screen.
pub(super) fn gif(film: &Film, window: &Window) -> Result<Vec<u8>, PictureError> {
    let screens = film.screens();
    let mut painter = Painter::new(window, &film.title, film.largest());
    let (short_width, short_height) = ensure_small(painter.size())?;
    let failed = |error: gif::EncodingError| PictureError::Encoding(error.to_string());
    let mut bytes = Vec::new();
    let mut encoder =
        gif::Encoder::new(&mut bytes, short_width, short_height, &[]).map_err(failed)?;
    encoder.set_repeat(gif::Repeat::Infinite).map_err(failed)?;
    let mut before: Option<Canvas> = None;
    let last = screens.len().saturating_sub(1);
    for (place, (at, end, screen)) in screens.into_iter().enumerate() {
        let delay = delay(at, end, place == last);
        if delay == 0 {
            continue;
        }
        let canvas = painter.paint(screen);
        let patch = Patch::between(before.as_ref(), &canvas);
        if let Some(mut frame) = patch.frame(&canvas) {
            frame.delay = u16::try_from(delay).unwrap_or(u16::MAX);
            encoder.write_frame(&frame).map_err(failed)?;
        }
        before = Some(canvas);
    }
    drop(encoder);
    Ok(bytes)
}

/// How long a screen is shown, in hundredths of a second. Times are rounded from the
/// beginning, so that delays do not drift.
///
/// Programs that show films take no time at all for a tenth of a second. So what is there for
/// no time is left out, but for the last screen: that is to be seen before the film begins
/// anew.
fn delay(at: Span, end: Span, is_last: bool) -> u64 {
    let delay = (end.millis() / 10).saturating_sub(at.millis() / 10);
    if is_last { delay.max(LAST) } else { delay }
}

/// The part of a picture that differs from the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Patch {
    left: u32,
    top: u32,
    right: u32,
    bottom: u32,
}

impl Patch {
    fn between(before: Option<&Canvas>, after: &Canvas) -> Patch {
        let Some(before) = before else {
            return Patch {
                left: 0,
                top: 0,
                right: after.width,
                bottom: after.height,
            };
        };
        let differs = |y: &u32| before.row(*y) != after.row(*y);
        // Nothing differs where only the cursor's place does: one pixel keeps the time.
        let Some(top) = (0..after.height).find(differs) else {
            return Patch {
                left: 0,
                top: 0,
                right: 1,
                bottom: 1,
            };
        };
        let bottom = (top..after.height).rev().find(differs).unwrap_or(top) + 1;
        let (mut left, mut right) = (after.width, 0);
        for y in top..bottom {
            let pairs = before.row(y).iter().zip(after.row(y));
            let changed = (0_u32..).zip(pairs).filter(|(_, (a, b))| a != b);
            for (x, _) in changed {
                left = left.min(x);
                right = right.max(x + 1);
            }
        }
        Patch {
            left,
            top,
            right,
            bottom,
        }
    }

    /// The part as a frame with its own colours.
    fn frame(self, canvas: &Canvas) -> Option<gif::Frame<'static>> {
        let mut colours = Colours::default();
        let mut pixels = Vec::new();
        for y in self.top..self.bottom {
            let row = canvas.row(y).get(self.left as usize..self.right as usize)?;
            let is_whole = canvas.is_whole(y);
            let row = (self.left..).zip(row);
            pixels.extend(row.map(|(x, colour)| {
                // Pixels of films are seen or not.
                let is_seen = is_whole || canvas.seen(x, y) > 1;
                colours.index(is_seen.then_some(*colour))
            }));
        }
        let (width, height) = (self.right - self.left, self.bottom - self.top);
        let nothing = colours.known.get(&None).copied();
        Some(gif::Frame {
            left: u16::try_from(self.left).ok()?,
            top: u16::try_from(self.top).ok()?,
            dispose: gif::DisposalMethod::Keep,
            ..gif::Frame::from_palette_pixels(
                u16::try_from(width).ok()?,
                u16::try_from(height).ok()?,
                pixels,
                colours.palette(),
                nothing,
            )
        })
    }
}

/// The colours of a frame, 256 at most; `None` is what one sees through.
#[derive(Debug, Default)]
struct Colours {
    known: BTreeMap<Option<Rgb>, u8>,
    listed: Vec<Rgb>,
    /// The last of them: most pixels are like the one before.
    last: Option<(Option<Rgb>, u8)>,
}

impl Colours {
    /// The number of a colour: one too many is joined to the nearest.
    fn index(&mut self, colour: Option<Rgb>) -> u8 {
        if let Some((_, index)) = self.last.filter(|(last, _)| *last == colour) {
            return index;
        }
        let index = self.find(colour);
        self.last = Some((colour, index));
        index
    }

    fn find(&mut self, colour: Option<Rgb>) -> u8 {
        if let Some(known) = self.known.get(&colour) {
            return *known;
        }
        let index = match u8::try_from(self.listed.len()) {
            Ok(next) => {
                self.listed.push(colour.unwrap_or(Rgb(0, 0, 0)));
                next
            }
            Err(_) => self.nearest(colour.unwrap_or(Rgb(0, 0, 0))),
        };
        self.known.insert(colour, index);
        index
    }

    fn nearest(&self, colour: Rgb) -> u8 {
        let apart = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        let distance =
            |Rgb(r, g, b): &Rgb| apart(*r, colour.0) + apart(*g, colour.1) + apart(*b, colour.2);
        let numbered = (0..=u8::MAX).zip(&self.listed);
        let nearest = numbered.min_by_key(|(_, listed)| distance(listed));
        nearest.map_or(0, |(index, _)| index)
    }

    fn palette(&self) -> Vec<u8> {
        let bytes = self.listed.iter().flat_map(|Rgb(r, g, b)| [*r, *g, *b]);
        bytes.collect()
    }
}
