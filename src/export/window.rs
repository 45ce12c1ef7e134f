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
    /// The lights in the bar, and whether they are at its right end.
    lights: Option<Lights>,
    is_right: bool,
    /// Between the frame and the cells.
    pub(super) padding: u32,
    /// Around the frame.
    pub(super) margin: u32,
    /// What the margin is filled with.
    pub(super) fill: Rgb,
    /// The radius of the corners.
    pub(super) radius: u32,
    /// The size of letters, if a tape gives one.
    pub(super) font_size: Option<u32>,
    /// What the cells stand on.
    pub(super) ground: Rgb,
    pub(super) frame: Rgb,
    pub(super) grey: Rgb,
    /// How fast a film goes, in hundredths.
    pub(super) speed: u32,
}

/// The kinds of lights in a window's bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lights {
    Colorful,
    Rings,
}

/// A light in a window's bar: a disc, or a ring around a hole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Light {
    /// Where its middle is, from the left edge of the picture.
    pub x: u32,
    pub radius: u32,
    /// The radius of its hole.
    pub hole: u32,
    pub colour: Rgb,
}

impl Default for Window {
    fn default() -> Self {
        Window {
            bar: 30,
            lights: None,
            is_right: false,
            padding: 12,
            margin: 0,
            fill: GROUND,
            radius: 7,
            font_size: None,
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
        let (ground, ink) = colours_of(screen);
        if ground == GROUND {
            return self.clone();
        }
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
            ("FontSize", Some(size)) if size > 0 => self.font_size = Some(size.clamp(6, 96)),
            ("PlaybackSpeed", _) => {
                let speed = hundredths(value).filter(|speed| *speed > 0);
                self.speed = speed.unwrap_or(100).min(100_000);
            }
            ("Padding", Some(size)) => self.padding = size,
            ("Margin", Some(size)) => self.margin = size,
            ("MarginFill", _) => self.fill = hex(value).unwrap_or(self.fill),
            ("WindowBarSize", Some(size)) => self.bar = size,
            ("WindowBar", _) => {
                self.is_right = value.ends_with("Right");
                self.lights = match value {
                    "Colorful" | "ColorfulRight" => Some(Lights::Colorful),
                    "Rings" | "RingsRight" => Some(Lights::Rings),
                    _ => None,
                };
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

    /// The radius of the corners of a window of this outline.
    pub(super) fn rounding(&self, outline: Area) -> u32 {
        self.radius.min(outline.width.min(outline.height) / 2)
    }

    /// The lights of a picture so wide, as VHS has them (draw.go): their size and distance
    /// follow the height of the bar, and at the right they come from the right.
    pub(super) fn lights(&self, width: u32) -> Vec<Light> {
        const COLOURS: [Rgb; 3] = [
            Rgb(0xff, 0x4f, 0x4d),
            Rgb(0xfe, 0xbb, 0x00),
            Rgb(0x00, 0xcc, 0x1d),
        ];
        let Some(lights) = self.lights else {
            return Vec::new();
        };
        let (radius, hole, colours) = match lights {
            Lights::Colorful => (self.bar / 6, 0, COLOURS),
            Lights::Rings => (self.bar / 5, self.bar / 5 * 4 / 5, [self.frame; 3]),
        };
        let step = 2 * radius + self.bar / 6;
        let light = |(number, colour): (u32, Rgb)| {
            let inward = self.margin + self.bar / 2 + step * number;
            Light {
                x: match self.is_right {
                    true => width.saturating_sub(inward),
                    false => inward,
                },
                radius,
                hole,
                colour,
            }
        };
        (0..).zip(colours).map(light).collect()
    }
}

/// What most of a screen stands on, and what it is written in there.
pub(super) fn colours_of(screen: &Screen) -> (Rgb, Rgb) {
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
    let (colours, _) = most.unwrap_or(((GROUND, INK), 0));
    match colours {
        (GROUND, _) => (GROUND, INK),
        other => other,
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
        let sizes = (window.font_size, window.speed, window.margin);
        assert_eq!(sizes, (Some(48), 50, 20));
        assert_eq!(window.fill, Rgb(0xff, 0, 0x80));
        assert_eq!(window.around((100, 100)), (164, 194));
    }

    #[test]
    fn lights_stand_as_in_vhs() {
        let lights = |bar: &str| {
            let mut window = Window::default();
            window.set("WindowBar", bar);
            let lights = window.lights(800);
            let places: Vec<u32> = lights.iter().map(|light| light.x).collect();
            let first = lights.first().copied();
            (
                places,
                first.map(|first| (first.radius, first.hole, first.colour)),
            )
        };
        let red = Rgb(0xff, 0x4f, 0x4d);
        assert_eq!(lights(""), (vec![], None));
        assert_eq!(lights("Colorful"), (vec![15, 30, 45], Some((5, 0, red))));
        assert_eq!(
            lights("ColorfulRight"),
            (vec![785, 770, 755], Some((5, 0, red)))
        );
        let frame = Window::default().frame;
        assert_eq!(lights("Rings"), (vec![15, 32, 49], Some((6, 4, frame))));
        assert_eq!(
            lights("RingsRight"),
            (vec![785, 768, 751], Some((6, 4, frame)))
        );
    }
}
