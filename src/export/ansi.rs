//! A screen as a terminal would have to be told to show it.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use unicode_width::UnicodeWidthStr as _;

use super::look::printable;
use crate::tape::Screen;

/// How the attributes are switched on.
const ATTRIBUTES: [(Modifier, u8); 8] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// A screen as text with escape sequences, a line a row, each without the blanks at
/// its end that show nothing.
pub(super) fn draw(screen: &Screen) -> String {
    let mut text = String::new();
    for row in screen.rows() {
        let last = row.iter().rposition(|(_, cell)| !is_empty(cell));
        let shown = last.map_or(0, |last| last + 1);
        let mut style = String::new();
        for (_, cell) in row.iter().take(shown) {
            let next = codes(cell);
            if next != style {
                text.push_str(&format!("\u{1b}[0{next}m"));
                style = next;
            }
            text.push_str(&printable(cell.symbol()));
        }
        if !style.is_empty() {
            text.push_str("\u{1b}[0m");
        }
        text.push('\n');
    }
    text
}

/// What brings a terminal that shows one buffer to show another of the same size.
pub(super) fn difference(before: &Buffer, after: &Buffer) -> String {
    let mut text = String::new();
    let mut style: Option<String> = None;
    let mut expected = None;
    for (x, y, cell) in before.diff(after) {
        if expected != Some((x, y)) {
            text.push_str(&format!("\u{1b}[{};{}H", y + 1, x + 1));
        }
        let next = codes(cell);
        if style.as_ref() != Some(&next) {
            text.push_str(&format!("\u{1b}[0{next}m"));
            style = Some(next);
        }
        let symbol = printable(cell.symbol());
        let width = u16::try_from(symbol.width()).unwrap_or(1);
        text.push_str(&symbol);
        expected = Some((x + width, y));
    }
    if style.is_some_and(|style| !style.is_empty()) {
        text.push_str("\u{1b}[0m");
    }
    text
}

fn is_empty(cell: &Cell) -> bool {
    cell.symbol().trim().is_empty() && cell.bg == Color::Reset && cell.modifier.is_empty()
}

/// The parameters of a cell's style, each with a semicolon in front.
fn codes(cell: &Cell) -> String {
    let on = ATTRIBUTES
        .iter()
        .filter(|(attribute, _)| cell.modifier.contains(*attribute));
    let attributes: String = on.map(|(_, code)| format!(";{code}")).collect();
    format!("{attributes}{}{}", colour(cell.fg, 30), colour(cell.bg, 40))
}

fn colour(colour: Color, base: u16) -> String {
    let basic = |number: u16| format!(";{}", base + number);
    let bright = |number: u16| format!(";{}", base + 60 + number);
    match colour {
        Color::Reset => String::new(),
        Color::Black => basic(0),
        Color::Red => basic(1),
        Color::Green => basic(2),
        Color::Yellow => basic(3),
        Color::Blue => basic(4),
        Color::Magenta => basic(5),
        Color::Cyan => basic(6),
        Color::Gray => basic(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(index) => format!(";{};5;{index}", base + 8),
        Color::Rgb(r, g, b) => format!(";{};2;{r};{g};{b}", base + 8),
    }
}
