//! How many colours a terminal has, and which of them come nearest to a theme's.

use ratatui::style::Color;

/// How many colours a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None but its own two.
    Mono,
    /// Sixteen, which its user chooses.
    Sixteen,
    /// And a cube and a ramp of greys besides.
    Indexed,
    /// All.
    True,
}

/// The sixteen as most terminals have them; what a user makes of them cannot be known.
const SIXTEEN: [(Color, [u8; 3]); 16] = [
    (Color::Black, [0, 0, 0]),
    (Color::Red, [205, 0, 0]),
    (Color::Green, [0, 205, 0]),
    (Color::Yellow, [205, 205, 0]),
    (Color::Blue, [0, 0, 238]),
    (Color::Magenta, [205, 0, 205]),
    (Color::Cyan, [0, 205, 205]),
    (Color::Gray, [229, 229, 229]),
    (Color::DarkGray, [127, 127, 127]),
    (Color::LightRed, [255, 0, 0]),
    (Color::LightGreen, [0, 255, 0]),
    (Color::LightYellow, [255, 255, 0]),
    (Color::LightBlue, [92, 92, 255]),
    (Color::LightMagenta, [255, 0, 255]),
    (Color::LightCyan, [0, 255, 255]),
    (Color::White, [255, 255, 255]),
];

impl Depth {
    /// What the environment says about a terminal: its `NO_COLOR`, `TERM` and
    /// `COLORTERM`.
    pub fn told_by(no_color: bool, term: &str, colorterm: &str) -> Depth {
        let has = |part| term.contains(part);
        if no_color || term == "dumb" || term.starts_with("vt") || term.ends_with("-mono") {
            Depth::Mono
        } else if matches!(colorterm, "truecolor" | "24bit") || has("direct") || has("kitty") {
            Depth::True
        } else if has("256") {
            Depth::Indexed
        } else {
            Depth::Sixteen
        }
    }

    /// The colour of this terminal that comes nearest to another.
    pub fn nearest(self, colour: Color) -> Color {
        let rgb = match colour {
            Color::Reset => return colour,
            _ if self == Depth::Mono => return Color::Reset,
            Color::Rgb(r, g, b) => [r, g, b],
            Color::Indexed(index @ 16..) => indexed(index),
            // The sixteen are there everywhere, and the user's own.
            _ => return colour,
        };
        match (self, colour) {
            (Depth::True, _) | (Depth::Indexed, Color::Indexed(_)) => colour,
            (Depth::Indexed, _) => {
                let all = (16..=255).map(|index| (Color::Indexed(index), indexed(index)));
                nearest(rgb, all).unwrap_or(colour)
            }
            _ => nearest(rgb, SIXTEEN.into_iter()).unwrap_or(colour),
        }
    }
}

fn nearest(rgb: [u8; 3], among: impl Iterator<Item = (Color, [u8; 3])>) -> Option<Color> {
    let distance = |other: &[u8; 3]| -> u32 {
        let parts = rgb.iter().zip(other);
        parts.map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum()
    };
    let found = among.min_by_key(|(_, other)| distance(other));
    found.map(|(colour, _)| colour)
}

/// A colour of the cube of six steps, or of the ramp of greys behind it.
fn indexed(index: u8) -> [u8; 3] {
    if index >= 232 {
        return [8 + (index - 232) * 10; 3];
    }
    let place = index.saturating_sub(16);
    let step = |level: u8| if level == 0 { 0 } else { 55 + level * 40 };
    [step(place / 36), step(place / 6 % 6), step(place % 6)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_tells_how_many_colours_there_are() {
        for (no_color, term, colorterm, depth) in [
            (false, "xterm-256color", "truecolor", Depth::True),
            (false, "xterm-direct", "", Depth::True),
            (false, "tmux-256color", "", Depth::Indexed),
            (false, "linux", "", Depth::Sixteen),
            (false, "vt220", "", Depth::Mono),
            (true, "xterm-256color", "truecolor", Depth::Mono),
            (false, "", "", Depth::Sixteen),
        ] {
            assert_eq!(Depth::told_by(no_color, term, colorterm), depth, "{term}");
        }
    }

    #[test]
    fn colours_become_the_nearest_that_there_are() {
        let amber = Color::Rgb(0xff, 0xb0, 0);
        assert_eq!(Depth::True.nearest(amber), amber);
        assert_eq!(Depth::Indexed.nearest(amber), Color::Indexed(214));
        assert_eq!(Depth::Sixteen.nearest(amber), Color::Yellow);
        assert_eq!(Depth::Sixteen.nearest(Color::Indexed(16)), Color::Black);
        assert_eq!(Depth::Mono.nearest(Color::Red), Color::Reset);
        assert_eq!(Depth::Indexed.nearest(Color::Red), Color::Red);
    }
}
