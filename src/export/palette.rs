//! The colours that names and numbers of colours stand for in a picture.

use ratatui::style::Color;

/// A colour: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rgb(pub u8, pub u8, pub u8);

/// What nothing is drawn on.
pub(super) const GROUND: Rgb = Rgb(0x12, 0x16, 0x1b);

/// What is drawn without a colour.
pub(super) const INK: Rgb = Rgb(0xd3, 0xd9, 0xde);

/// The sixteen colours of a terminal.
pub(super) const SIXTEEN: [Rgb; 16] = [
    Rgb(0x1d, 0x23, 0x29),
    Rgb(0xe0, 0x5f, 0x5f),
    Rgb(0x6f, 0xba, 0x6b),
    Rgb(0xd8, 0xa6, 0x4a),
    Rgb(0x5b, 0x93, 0xd6),
    Rgb(0xb9, 0x7c, 0xc9),
    Rgb(0x4f, 0xb3, 0xb5),
    Rgb(0xb8, 0xc0, 0xc7),
    Rgb(0x6c, 0x77, 0x82),
    Rgb(0xff, 0x87, 0x84),
    Rgb(0x97, 0xdb, 0x8f),
    Rgb(0xf4, 0xc9, 0x6d),
    Rgb(0x84, 0xb6, 0xf5),
    Rgb(0xd7, 0xa1, 0xe6),
    Rgb(0x7a, 0xd6, 0xd6),
    Rgb(0xf4, 0xf6, 0xf8),
];

impl Rgb {
    /// As a document writes it.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// Three fifths of the colour on top of another.
    pub fn faint_on(self, ground: Rgb) -> Rgb {
        self.partly_on(ground, 3, 5)
    }

    /// So many parts of the colour on top of another: `part` of `whole`.
    pub fn partly_on(self, ground: Rgb, part: u8, whole: u8) -> Rgb {
        let (part, whole) = (u16::from(part.min(whole)), u16::from(whole.max(1)));
        let mix = |a: u8, b: u8| {
            let sum = (u16::from(a) * part + u16::from(b) * (whole - part)) / whole;
            u8::try_from(sum).unwrap_or(u8::MAX)
        };
        Rgb(
            mix(self.0, ground.0),
            mix(self.1, ground.1),
            mix(self.2, ground.2),
        )
    }
}

/// What a colour stands for, `None` if for none.
pub(super) fn colour(colour: Color) -> Option<Rgb> {
    let index = match colour {
        Color::Reset => return None,
        Color::Rgb(r, g, b) => return Some(Rgb(r, g, b)),
        Color::Indexed(index) => index,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    Some(indexed(index))
}

/// A colour of the 256 of a terminal: sixteen, a cube of six steps, a ramp of greys.
fn indexed(index: u8) -> Rgb {
    if let Some(rgb) = SIXTEEN.get(usize::from(index)) {
        return *rgb;
    }
    if index >= 232 {
        let grey = 8 + (index - 232) * 10;
        return Rgb(grey, grey, grey);
    }
    let place = index - 16;
    let step = |level: u8| if level == 0 { 0 } else { 55 + level * 40 };
    Rgb(step(place / 36), step(place / 6 % 6), step(place % 6))
}

/// A colour as documents write it: `#rrggbb`.
pub(super) fn hex(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    let [_, r, g, b] = number.to_be_bytes();
    Some(Rgb(r, g, b))
}
