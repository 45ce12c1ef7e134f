//! The window around a screen, by the settings that VHS has for it.

use std::collections::BTreeMap;

use super::palette::{GROUND, INK, Rgb, colour, hex};
use super::strokes::Area;
use crate::tape::{Screen, Settings};

/// The window around a screen. Lengths are in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// The height of the bar with the title; 0 for none.
    pub(super) bar: u32,
    /// The coloured lights in the bar.
    pub(super) lights: Lights,
    /// Between the frame and the cells.
    pub(super) padding: u32,
    /// Around the frame.
    pub(super) margin: u32,
    /// What the margin is filled with.
    pub(super) fill: Rgb,
    /// The radius of the corners, in drawings.
    pub(super) radius: u32,
    /// How many pixels each pixel of a letter gets.
    pub(super) scale: u32,
    /// The height of letters in drawings.
    pub(super) font_size: u32,
    /// What the cells stand on.
    pub(super) ground: Rgb,
    pub(super) frame: Rgb,
    pub(super) grey: Rgb,
    /// How fast a film goes, in hundredths.
    pub(super) speed: u32,
}

/// The coloured lights in a window's bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lights {
    None,
    Left,
    Right,
}

impl Default for Window {
    fn default() -> Self {
        Window {
            bar: 30,
            lights: Lights::None,
            padding: 12,
            margin: 0,
            fill: GROUND,
            radius: 7,
            scale: 1,
            font_size: 15,
            ground: GROUND,
            frame: Rgb(0x3a, 0x44, 0x4d),
            grey: Rgb(0x8b, 0x97, 0xa2),
            speed: 100,
        }
    }
}

impl Window {
    /// The window that a tape asks for.
    pub fn of(settings: &Settings) -> Self {
        let mut window = Window::default();
        for (name, value) in &settings.window {
            window.set(name, value.trim_matches(['"', '\'', '`']));
        }
        window
    }

    /// The window in the colours of a screen, as its theme has them.
    #[must_use]
    pub(super) fn worn_by(&self, screen: &Screen) -> Self {
        let mut counts: BTreeMap<(Rgb, Rgb), usize> = BTreeMap::new();
        // At the edges hardly anything lies on top of the consoles.
        let last = screen.buffer.area.width.saturating_sub(1);
        let edges = screen.rows().flatten();
        for (_, cell) in edges.filter(|(x, _)| *x == 0 || *x == last) {
            let ground = colour(cell.bg).unwrap_or(GROUND);
            let ink = colour(cell.fg).unwrap_or(INK);
            *counts.entry((ground, ink)).or_default() += 1;
        }
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        let Some(((ground, ink), _)) = most.filter(|((ground, _), _)| *ground != GROUND) else {
            return self.clone();
        };
        let grey = ink.faint_on(ground);
        let fill = if self.fill == GROUND {
            ground
        } else {
            self.fill
        };
        Window {
            ground,
            fill,
            grey,
            frame: grey.faint_on(ground).faint_on(ground),
            ..self.clone()
        }
    }

    /// How fast a film goes, in hundredths.
    pub fn speed(&self) -> u32 {
        self.speed
    }

    fn set(&mut self, name: &str, value: &str) {
        let pixels = value.parse::<u32>().ok().map(|number| number.min(400));
        match (name, pixels) {
            // Letters of pixels come in whole multiples of 24, the nearest below.
            ("FontSize", Some(size)) if size > 0 => {
                self.font_size = size.clamp(6, 96);
                self.scale = (size / 24).clamp(1, 4);
            }
            ("PlaybackSpeed", _) => {
                let speed = hundredths(value).filter(|speed| *speed > 0);
                self.speed = speed.unwrap_or(100).min(100_000);
            }
            ("Padding", Some(size)) => self.padding = size,
            ("Margin", Some(size)) => self.margin = size,
            ("MarginFill", _) => self.fill = hex(value).unwrap_or(self.fill),
            ("WindowBarSize", Some(size)) => self.bar = size,
            ("WindowBar", _) => {
                self.lights = match value {
                    "Colorful" | "Rings" => Lights::Left,
                    "ColorfulRight" | "RingsRight" => Lights::Right,
                    _ => Lights::None,
                }
            }
            ("BorderRadius", Some(size)) => self.radius = size,
            _ => {}
        }
    }

    /// The size of a picture whose cells take so much.
    pub(super) fn around(&self, (width, height): (u32, u32)) -> (u32, u32) {
        let edge = 2 * (self.margin + self.padding);
        (width + edge, height + edge + self.bar)
    }

    /// Where the cells begin.
    pub(super) fn inside(&self) -> (u32, u32) {
        let edge = self.margin + self.padding;
        (edge, edge + self.bar)
    }

    /// The outline of the window in a picture of this size.
    pub(super) fn outline(&self, width: u32, height: u32) -> Area {
        Area {
            x: self.margin,
            y: self.margin,
            width: width.saturating_sub(2 * self.margin),
            height: height.saturating_sub(2 * self.margin),
        }
    }

    /// The lights: where their middles are, and their colours.
    pub(super) fn lights(&self, width: u32) -> Vec<(u32, Rgb)> {
        const COLOURS: [Rgb; 3] = [
            Rgb(0xff, 0x5f, 0x57),
            Rgb(0xfe, 0xbc, 0x2e),
            Rgb(0x28, 0xc8, 0x40),
        ];
        let place = |number: u32| match self.lights {
            Lights::None => None,
            Lights::Left => Some(self.margin + 18 + 20 * number),
            Lights::Right => Some(width.saturating_sub(self.margin + 18 + 20 * (2 - number))),
        };
        (0..)
            .zip(COLOURS)
            .filter_map(|(number, colour)| Some((place(number)?, colour)))
            .collect()
    }
}

/// A decimal number in hundredths.
fn hundredths(text: &str) -> Option<u32> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let whole: u32 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    let two: String = decimals.chars().chain("00".chars()).take(2).collect();
    whole.checked_mul(100)?.checked_add(two.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_follows_the_settings_of_vhs() {
        let set = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let settings = Settings {
            window: vec![
                set("FontSize", "48"),
                set("PlaybackSpeed", ".5"),
                set("Margin", "20"),
                set("MarginFill", "\"#ff0080\""),
                set("WindowBar", "Colorful"),
            ],
            ..Settings::default()
        };
        let window = Window::of(&settings);
        assert_eq!((window.scale, window.speed, window.margin), (2, 50, 20));
        assert_eq!(window.fill, Rgb(0xff, 0, 0x80));
        assert_eq!(window.lights(800).len(), 3);
        assert_eq!(window.around((100, 100)), (164, 194));
    }
}
